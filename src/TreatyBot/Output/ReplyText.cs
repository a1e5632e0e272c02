using System.Text;
using TreatyBot.Channels.Turns;
using TreatyBot.Knowledge.Answering.Generative;

namespace TreatyBot.Output;

/// <summary>A reply laid out for a terminal: the answer, its notes, then each citation with its quote.</summary>
internal sealed class ReplyText(int width, bool colour)
{
    private const string Bold = "\e[1m";
    private const string Dim = "\e[2m";
    private const string Reset = "\e[0m";

    public string Write(Reply reply)
    {
        var text = new StringBuilder();
        Wrap(text, reply.Text, "", Bold);
        foreach (var note in reply.Notes)
            Wrap(text.AppendLine(), Texts.Format($"Note: {note}"), "", "");
        foreach (var entry in reply.Timeline?.Entries ?? [])
            Wrap(text, $"{entry.Date}: {entry.Text}{(entry.Citation is { } mark ? $" [{mark}]" : "")}", "  ", "");
        if (reply.Citations.Count > 0)
            text.AppendLine().AppendLine(Texts.Of(reply.IsAbstention ? "Nearest passages" : "Sources") + ":");
        foreach (var citation in reply.Citations)
        {
            Wrap(text, $"[{citation.Number}] {PlainReplyText.Describe(citation)}", "", "");
            if (citation.Quote is { } quote)
                Wrap(text, $"“{OneLine(quote)}”", "    ", "");
            if (citation.Url is { } url)
                Wrap(text, url, "    ", Dim);
        }
        if (reply.Suggestions.Count > 0)
            Wrap(text.AppendLine(), Texts.Format($"You could ask: {string.Join(" | ", reply.Suggestions)}"), "", Dim);
        return text.ToString().TrimEnd();
    }

    private void Wrap(StringBuilder text, string content, string indent, string style)
    {
        // Corpora and models may hold control characters, which a terminal would obey.
        foreach (var paragraph in content.Split('\n').Select(OutputSanitizer.Clean))
        {
            if (colour && style.Length > 0)
                text.Append(style);
            AppendWrapped(text, paragraph, indent);
            if (colour && style.Length > 0)
                text.Append(Reset);
            text.AppendLine();
        }
    }

    private void AppendWrapped(StringBuilder text, string paragraph, string indent)
    {
        text.Append(indent);
        var column = indent.Length;
        foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > indent.Length)
            {
                if (width > 0 && column + 1 + word.Length > width)
                {
                    text.AppendLine().Append(indent);
                    column = indent.Length;
                }
                else
                {
                    text.Append(' ');
                    column++;
                }
            }
            text.Append(word);
            column += word.Length;
        }
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
