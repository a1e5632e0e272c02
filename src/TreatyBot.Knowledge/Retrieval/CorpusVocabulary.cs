using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Knowledge.Retrieval;

/// <summary>The words that the corpus uses, as it writes them, for the mending of misspelt questions. Thread-safe.</summary>
public sealed partial class CorpusVocabulary(IPassageStore store, DocumentDirectory directory)
{
    /// <summary>Of a larger corpus only so much is read: what is misspelt is mostly a common word or a name that recurs.</summary>
    private const int PassagesRead = 20_000;

    private volatile Snapshot? _snapshot;

    /// <summary>Words of four letters and more in small letters, with how often they occur and how they are mostly written.</summary>
    internal async Task<IReadOnlyDictionary<string, CorpusWord>> GetAsync(CancellationToken cancellationToken)
    {
        var hash = directory.CorpusHash;
        if (_snapshot is { } known && known.CorpusHash == hash)
            return known.Words;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var read = 0;
        await foreach (var stored in store.ReadAllPassagesAsync(cancellationToken))
        {
            foreach (var word in Word().EnumerateMatches(stored.Passage.Text))
            {
                var written = stored.Passage.Text.Substring(word.Index, word.Length);
                counts[written] = counts.GetValueOrDefault(written) + 1;
            }
            if (++read == PassagesRead)
                break;
        }
        var words = counts
            .GroupBy(pair => pair.Key.ToLowerInvariant(), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => new CorpusWord(group.MaxBy(pair => pair.Value).Key, group.Sum(pair => pair.Value)), StringComparer.Ordinal);
        _snapshot = new(hash, words);
        return words;
    }

    [GeneratedRegex(@"(?<![\p{L}\p{N}])\p{L}{4,24}(?![\p{L}\p{N}])")]
    private static partial Regex Word();

    private sealed record Snapshot(string CorpusHash, IReadOnlyDictionary<string, CorpusWord> Words);
}

/// <param name="Written">As it mostly stands, so that names keep their capital.</param>
internal readonly record struct CorpusWord(string Written, int Count);
