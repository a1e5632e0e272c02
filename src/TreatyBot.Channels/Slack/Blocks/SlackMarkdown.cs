using System.Text;
using TreatyBot.Channels.Sending;

namespace TreatyBot.Channels.Slack.Blocks;

/// <summary>
/// Makes text from sources and models harmless in the Markdown of Slack's streams: no mentions, no links. Works character by
/// character and looks back only, so that the form of a longer text begins with that of its beginning.
/// </summary>
internal static class SlackMarkdown
{
    // Not seen, not a space, and not cut from the text when it is copied into a search: it only stands between two characters of markup.
    private const char Joiner = '\u2060';

    public static string Of(string text)
    {
        var safe = new StringBuilder(text.Length + 16);
        char previous = '\0';
        foreach (char character in text)
        {
            if (PlainText.IsUnseen(character))
                continue;
            // "](" and "]:" give a link its address, "//" after a colon makes one of what is none.
            if ((previous == ']' && character is '(' or ':') || (previous == ':' && character == '/'))
                safe.Append(Joiner);
            safe.Append(character switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                _ => null,
            });
            if (character is not ('<' or '>' or '&'))
                safe.Append(character);
            previous = character;
        }

        return safe.ToString();
    }
}
