using System.Globalization;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace TreatyBot.Knowledge.Models.Local.Reader;

/// <summary>A word piece with the word of the text that it belongs to.</summary>
internal readonly record struct WordPiece(int Id, int Start, int End);

/// <summary>
/// Splits text as uncased BERT models do (Devlin et al. 2019: white space, punctuation, lower case, no accents, then WordPiece), and keeps where
/// in the text each piece's word stands. Thread-safe.
/// </summary>
internal sealed class WordPieces(WordPieceTokenizer tokenizer)
{
    public static WordPieces Read(string vocabularyPath) =>
        new(WordPieceTokenizer.Create(vocabularyPath, new WordPieceOptions { UnknownToken = "[UNK]", PreTokenizer = null, Normalizer = null }));

    /// <param name="most">Pieces that are wanted at most.</param>
    public List<WordPiece> Split(string text, int most)
    {
        var pieces = new List<WordPiece>();
        for (var start = 0; start < text.Length && pieces.Count < most;)
        {
            if (!IsPartOfWord(text[start]) && !IsPunctuation(text[start]))
            {
                start++;
                continue;
            }
            var end = start + 1;
            if (!IsPunctuation(text[start]))
            {
                while (end < text.Length && IsPartOfWord(text[end]))
                    end++;
            }
            foreach (var id in tokenizer.EncodeToIds(Plain(text.AsSpan(start, end - start)), considerNormalization: false))
                pieces.Add(new(id, start, end));
            start = end;
        }
        if (pieces.Count > most)
            pieces.RemoveRange(most, pieces.Count - most);
        return pieces;
    }

    private static bool IsPartOfWord(char c) =>
        !char.IsWhiteSpace(c) && !IsPunctuation(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format);

    // BERT's own: all of ASCII that is neither letter nor digit, and Unicode's punctuation.
    private static bool IsPunctuation(char c) => c is > ' ' and < '\u007f' ? !char.IsAsciiLetterOrDigit(c) : char.IsPunctuation(c);

    private static string Plain(ReadOnlySpan<char> word)
    {
        var lower = word.ToString().ToLowerInvariant();
        if (Ascii.IsValid(lower))
            return lower;
        // Half a surrogate pair cannot be normalised; WordPiece knows no such piece either way.
        var plain = new StringBuilder(lower.Length);
        foreach (var rune in lower.EnumerateRunes())
            plain.Append(rune.ToString());
        var decomposed = plain.ToString().Normalize(NormalizationForm.FormD);
        plain.Clear();
        foreach (var c in decomposed)
        {
            if (char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                plain.Append(c);
        }
        return plain.ToString();
    }
}
