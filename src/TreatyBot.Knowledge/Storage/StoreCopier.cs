using System.Security.Cryptography;
using System.Text;

namespace TreatyBot.Knowledge.Storage;

/// <param name="Documents">In the target when done.</param>
/// <param name="Copied">Written by this run; the others were there already.</param>
/// <param name="Checksum">Of source and target alike.</param>
public sealed record CopyResult(int Documents, int Copied, int Removed, long Passages, long Vectors, string Checksum);

/// <summary>
/// Brings one store's corpus into another without reading files or embedding again, and verifies by counts and checksum that both
/// hold the same. Stopped half-way, the next run goes on.
/// </summary>
public static class StoreCopier
{
    /// <param name="removesOthers">Whether documents that only the target holds leave it; if not, they are a reason to refuse.</param>
    /// <exception cref="StoreException">A store cannot be used, the target holds other documents, or the copy differs.</exception>
    public static async Task<CopyResult> CopyAsync(
        IPassageStore from, IPassageStore to, bool removesOthers, IProgress<(int Done, int Total)>? progress, CancellationToken cancellationToken)
    {
        var source = await from.ListDocumentsAsync(cancellationToken);
        var target = (await to.ListDocumentsAsync(cancellationToken)).ToDictionary(document => document.Id, StringComparer.Ordinal);
        var others = target.Keys.Except(source.Select(document => document.Id), StringComparer.Ordinal).ToList();
        if (others.Count > 0 && !removesOthers)
        {
            throw new StoreException($"The target holds {others.Count} documents that the source does not, such as '{others[0]}'. "
                + "Nothing was copied. Add --replace to remove them, or copy into an empty store.");
        }
        foreach (var id in others)
            await to.DeleteDocumentAsync(id, cancellationToken);
        var copied = 0;
        for (var i = 0; i < source.Count; i++)
        {
            if (!IsSame(source[i], target.GetValueOrDefault(source[i].Id)) && await ReadEntryAsync(from, source[i], cancellationToken) is { } entry)
            {
                await to.ReplaceDocumentAsync(entry, cancellationToken);
                copied++;
            }
            progress?.Report((i + 1, source.Count));
        }
        var (before, after) = (await ChecksumAsync(from, cancellationToken), await ChecksumAsync(to, cancellationToken));
        var info = await to.GetInfoAsync(cancellationToken);
        if (before != after)
        {
            throw new StoreException($"The copy differs from its source: checksum {after[..16]} instead of {before[..16]}. "
                + "Let no ingestion run meanwhile, and copy again with --replace into an empty store.");
        }
        return new(info.DocumentCount, copied, others.Count, info.PassageCount, info.VectorCount, after);
    }

    /// <summary>The document as it would be written again; null when it has just left the store.</summary>
    internal static async Task<DocumentEntry?> ReadEntryAsync(IPassageStore store, DocumentSummary summary, CancellationToken cancellationToken)
    {
        if (await store.GetDocumentAsync(summary.Id, cancellationToken) is not { } document)
            return null;
        var passages = await store.GetDocumentPassagesAsync(summary.Id, cancellationToken);
        var events = await store.GetEventsAsync(new() { DocumentId = summary.Id }, cancellationToken);
        return new(
            document, summary.IndexVersion, summary.EmbeddingModel,
            [.. passages.Select(stored => new PassageEntry(stored.Passage, PassageEntry.TermsOf(document.Metadata, stored.Passage), stored.Vectors))],
            events);
    }

    /// <summary>SHA-256 over all that a store holds, in one order and form for every store. When it was ingested is left out.</summary>
    public static async Task<string> ChecksumAsync(IPassageStore store, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var summary in await store.ListDocumentsAsync(cancellationToken))
        {
            if (await ReadEntryAsync(store, summary, cancellationToken) is not { } entry)
                continue;
            Append(hash, StoredJson.Write(summary with { IngestedAt = default }));
            Append(hash, StoredText.Encode(entry.Document.Text));
            foreach (var (passage, terms, vectors) in entry.Passages)
            {
                Append(hash, StoredJson.Write(passage));
                Append(hash, StoredJson.Write(terms));
                foreach (var vector in vectors)
                    hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(vector.AsSpan()));
            }
            foreach (var found in entry.Events)
                Append(hash, StoredJson.Write(found));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static bool IsSame(DocumentSummary source, DocumentSummary? target) => target is not null
        && (source.ContentHash, source.IndexVersion, source.EmbeddingModel, source.Path, source.PassageCount)
            == (target.ContentHash, target.IndexVersion, target.EmbeddingModel, target.Path, target.PassageCount);

    private static void Append(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
}
