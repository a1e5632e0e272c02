using System.Text;
using TreatyBot.Channels.Sending;

namespace TreatyBot.Channels.Teams;

/// <summary>
/// Makes text from sources and models harmless in Teams' Markdown: no HTML, no mentions, no links that show one address
/// and open another. Works character by character, so that the form of a longer text begins with that of its beginning.
/// </summary>
internal static class TeamsOutboundText
{
    public static string Of(string text)
    {
        var safe = new StringBuilder(text.Length + 16);
        char previous = '\0';
        foreach (char character in text)
        {
            switch (character)
            {
                case '<':
                    safe.Append("&lt;");
                    break;
                case '&':
                    safe.Append("&amp;");
                    break;
                // "](" opens the address of a link or picture.
                case '(' when previous == ']':
                    safe.Append(" (");
                    break;
                default:
                    if (!PlainText.IsUnseen(character))
                        safe.Append(character);
                    break;
            }

            if (!PlainText.IsUnseen(character))
                previous = character;
        }

        return safe.ToString();
    }
}
