using System.Text;
using System.Text.Json;

namespace TreatyBot.Knowledge.Models.Local;

/// <summary>
/// SentencePiece's unigram segmentation as the model's published JavaScript package performs it, its quirks kept, because the
/// vectors of stored passages depend on them: a score of zero counts as "none yet", a missing score is zero, an unknown character
/// scores zero, the later of two equal splits wins, and a run of unknown characters becomes one token. Thread-safe.
/// </summary>
internal sealed class UnigramTokenizer
{
    private const int ReservedPieces = 6;
    private const int Unknown = 0;
    private const char WordStart = '\u2581';

    private readonly record struct Node(int Piece, double Score);

    private readonly List<Node> _nodes = [new(-1, 0)];
    private readonly Dictionary<long, int> _children = [];
    private readonly int[] _pieceLengths;

    private UnigramTokenizer(IReadOnlyList<(string Piece, double Score)> vocabulary)
    {
        _pieceLengths = [.. vocabulary.Select(entry => entry.Piece.Length)];
        _children.EnsureCapacity(vocabulary.Count * 4);
        for (var id = ReservedPieces; id < vocabulary.Count; id++)
            Insert(vocabulary[id].Piece, vocabulary[id].Score, id);
    }

    /// <summary>Reads the package's <c>vocab.json</c>: an array of <c>[piece, score]</c>, the index of each being its token id.</summary>
    /// <exception cref="InvalidDataException">The text is not such an array.</exception>
    public static UnigramTokenizer FromJson(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var vocabulary = new List<(string, double)>(document.RootElement.GetArrayLength());
            foreach (var entry in document.RootElement.EnumerateArray())
                vocabulary.Add((entry[0].GetString()!, entry[1].ValueKind == JsonValueKind.Null ? 0 : entry[1].GetDouble()));
            return new(vocabulary);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The vocabulary is not a JSON array of [piece, score] pairs.", exception);
        }
    }

    /// <summary>
    /// The token ids of <paramref name="text"/>; none for an empty text. The whole text is split, however long, because the best
    /// split is known only at its end.
    /// </summary>
    public List<int> Encode(string text)
    {
        var symbols = Symbols(text);
        var best = new double[symbols.Length + 1];
        var lastPiece = new int[symbols.Length + 1];
        for (var start = 0; start < symbols.Length; start++)
        {
            var node = 0;
            var matched = false;
            for (var end = start; end < symbols.Length && _children.TryGetValue(Key(node, symbols[end]), out node); end++)
            {
                if (_nodes[node].Piece < 0)
                    continue;
                matched = true;
                Offer(end + 1, best[start] + _nodes[node].Score, _nodes[node].Piece);
            }
            if (!matched)
                Offer(start + 1, best[start], Unknown);
        }
        return Backtrack(lastPiece);

        void Offer(int end, double score, int piece)
        {
            if (best[end] != 0 && score < best[end])
                return;
            best[end] = score;
            lastPiece[end] = piece;
        }
    }

    private List<int> Backtrack(int[] lastPiece)
    {
        var ids = new List<int>();
        for (var end = lastPiece.Length - 1; end > 0; end -= _pieceLengths[lastPiece[end]])
        {
            if (lastPiece[end] != Unknown || ids.Count == 0 || ids[^1] != Unknown)
                ids.Add(lastPiece[end]);
        }
        ids.Reverse();
        return ids;
    }

    // Code points after NFKC, a word-start mark before the text and in place of each space; other white space stays and is unknown.
    private static int[] Symbols(string text)
    {
        if (text.Length == 0)
            return [];
        var normalized = Scrub(text).Normalize(NormalizationForm.FormKC).Replace(' ', WordStart);
        return [WordStart, .. normalized.EnumerateRunes().Select(rune => rune.Value)];
    }

    // Half a surrogate pair cannot be normalised here; like the replacement character it is an unknown symbol.
    private static string Scrub(string text)
    {
        foreach (var c in text)
        {
            if (char.IsSurrogate(c))
                return string.Concat(text.EnumerateRunes());
        }
        return text;
    }

    private void Insert(string piece, double score, int id)
    {
        var node = 0;
        foreach (var rune in piece.EnumerateRunes())
        {
            var key = Key(node, rune.Value);
            if (!_children.TryGetValue(key, out node))
            {
                node = _nodes.Count;
                _nodes.Add(new(-1, 0));
                _children.Add(key, node);
            }
        }
        _nodes[node] = new(id, score);
    }

    private static long Key(int node, int symbol) => ((long)node << 32) | (uint)symbol;
}
