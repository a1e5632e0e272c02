using System.Security.Cryptography;
using System.Text;

namespace TreatyBot.Knowledge.Storage;

/// <summary>Makes <see cref="StoreInfo.CorpusHash"/>, the same for every store that holds the same documents.</summary>
internal static class CorpusFingerprint
{
    /// <summary>SHA-256 over "id NUL content-hash LF" of every document, ordered by id, ordinal.</summary>
    public static string Of(IEnumerable<(string Id, string ContentHash)> documents)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (id, contentHash) in documents.OrderBy(document => document.Id, StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes($"{id}\0{contentHash}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
