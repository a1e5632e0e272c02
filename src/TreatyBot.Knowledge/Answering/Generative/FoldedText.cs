using System.Globalization;
using System.Text;

namespace TreatyBot.Knowledge.Answering.Generative;

/// <summary>A text in which white space and typography no longer matter, with the way back to the original's offsets.</summary>
internal sealed class FoldedText
{
    private readonly List<int> _offsets = [];

    public FoldedText(string text)
    {
        var folded = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            foreach (var c in Fold(text[index]))
            {
                if (c == ' ' && (folded.Length == 0 || folded[^1] == ' '))
                    continue;
                folded.Append(c);
                _offsets.Add(index);
            }
        }
        if (folded.Length > 0 && folded[^1] == ' ')
            folded.Length--;
        Text = folded.ToString();
    }

    public string Text { get; }

    /// <summary>Where in the original the character at <paramref name="index"/> stands.</summary>
    public int OriginalOffset(int index) => _offsets[index];

    private static string Fold(char c) => c switch
    {
        '“' or '”' or '„' or '‟' or '«' or '»' => "\"",
        '‘' or '’' or '‚' or '‛' or '′' or '`' => "'",
        '‐' or '‑' or '‒' or '–' or '—' or '―' or '−' => "-",
        '…' => "...",
        _ when char.IsWhiteSpace(c) => " ",
        _ when char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format => "",
        _ => c.ToString(),
    };
}
