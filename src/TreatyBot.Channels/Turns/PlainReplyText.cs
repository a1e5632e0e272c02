using System.Text;

namespace TreatyBot.Channels.Turns;

/// <summary>A reply as one Markdown text, for channels that know no cards or citations.</summary>
public static class PlainReplyText
{
    public static string Of(Reply reply)
    {
        var text = new StringBuilder(Lead(reply));
        foreach (var entry in reply.Timeline?.Entries ?? [])
            text.Append('\n').Append("- ").Append(entry.Date).Append(": ").Append(entry.Text).Append(Mark(entry.Citation));
        foreach (var note in reply.Notes)
            text.Append("\n\n_").Append(note).Append('_');
        if (reply.Citations.Count > 0)
            text.Append("\n\n").AppendJoin('\n', reply.Citations.Select(Line));
        return text.ToString();
    }

    /// <summary>The text with the short answer in front, unless the text begins with it anyway.</summary>
    public static string Lead(Reply reply) =>
        string.IsNullOrWhiteSpace(reply.ShortAnswer) || reply.Text.StartsWith(reply.ShortAnswer, StringComparison.OrdinalIgnoreCase)
            ? reply.Text
            : $"**{reply.ShortAnswer}**\n\n{reply.Text}";

    /// <summary>Title, publisher, date and place, as far as they are known.</summary>
    public static string Describe(ReplyCitation citation) =>
        string.Join(", ", new[] { citation.Title, citation.Publisher, citation.Date, citation.Locator }
            .Where(part => !string.IsNullOrWhiteSpace(part)));

    private static string Line(ReplyCitation citation)
    {
        var quote = string.IsNullOrWhiteSpace(citation.Quote) ? "" : $" “{citation.Quote}”";
        var url = string.IsNullOrWhiteSpace(citation.Url) ? "" : $" <{citation.Url}>";
        return $"[{citation.Number}] {Describe(citation)}.{quote}{url}";
    }

    private static string Mark(int? citation) => citation is { } number ? $" [{number}]" : "";
}
