using System.Text;
using TreatyBot.Channels.Turns;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Answering.Timelines;

namespace TreatyBot.Output;

/// <summary>A timeline as a list: dates in a column, then each source once with what is quoted from it.</summary>
/// <param name="width">Where to wrap; 0 for not at all.</param>
internal sealed class TimelineText(int width)
{
    private const int DateColumn = 19;
    private const int QuoteColumn = 10;

    public string Write(Timeline timeline)
    {
        if (timeline.Entries.Count == 0)
            return Nothing(timeline);
        var text = new StringBuilder().AppendLine(timeline.Title).AppendLine(Subtitle(timeline)).AppendLine();
        foreach (var entry in timeline.Entries)
            Append(text, entry.Date.ToString().PadLeft(DateColumn - 2), $"{Line(entry)} {string.Concat(entry.Citations.Select(number => $"[{number}]"))}", DateColumn);
        foreach (var entry in timeline.Entries.Where(entry => entry.DateWorking is not null))
            text.AppendLine().Append("Note: ").AppendLine(entry.DateWorking);
        text.AppendLine().AppendLine("Sources");
        foreach (var document in timeline.Citations.GroupBy(citation => citation.DocumentId))
        {
            text.Append("  ").AppendLine(Source(document.First()));
            foreach (var citation in document)
                Append(text, $"[{citation.Number}]".PadLeft(QuoteColumn - 2), $"{citation.Locator}: “{OneLine(citation.Quote)}”", QuoteColumn);
        }
        return text.ToString().TrimEnd();
    }

    public static string Nothing(Timeline timeline) => timeline.Party is null
        ? $"My documents date no event of {timeline.Name} ({timeline.TreatyId})."
        : $"My documents date no event of {timeline.Name} ({timeline.TreatyId}) that concerns {timeline.Party}.";

    /// <summary>"21 dated events, 8 April 2010 to 11 February 2026; documents up to 23 November 2026".</summary>
    public static string Subtitle(Timeline timeline)
    {
        var (first, last) = (timeline.Entries[0].Date, timeline.Entries[^1].Date);
        var count = timeline.Entries.Count == 1 ? "1 dated event" : $"{timeline.Entries.Count} dated events";
        var span = first == last ? $"{first}" : $"{first} to {last}";
        return $"{count}, {span}{(timeline.DataOf is { } day ? $"; documents up to {day}" : "")}";
    }

    /// <summary>The entry's wording with what must be known before it is taken for granted.</summary>
    public static string Line(TimelineEntry entry)
    {
        var marks = entry.Marks.Where(mark => mark != TimelineMark.DerivedDate).Select(mark => Name(mark, entry)).ToList();
        return marks.Count == 0 ? entry.Text : $"{entry.Text} ({string.Join("; ", marks)})";
    }

    /// <summary>A document as a source line: title, publisher, date.</summary>
    public static string Source(Citation citation) =>
        PlainReplyText.Describe(new ReplyCitation(citation.Number, citation.Title) { Publisher = citation.Publisher, Date = citation.Published?.ToString() });

    private static string Name(TimelineMark mark, TimelineEntry entry) => mark switch
    {
        TimelineMark.Disputed => "disputed",
        TimelineMark.Contradicted => "other sources say otherwise",
        TimelineMark.Planned => "announced, not reported as done",
        TimelineMark.Attributed => entry.Attribution is { } who ? $"according to {who}" : "as others say",
        _ => "date worked out",
    };

    private void Append(StringBuilder text, string lead, string content, int column)
    {
        text.Append(lead).Append(' ', Math.Max(1, column - lead.Length));
        var at = column;
        foreach (var word in content.Split(' '))
        {
            if (at > column && width > 0 && at + 1 + word.Length > width)
            {
                text.AppendLine().Append(' ', column);
                at = column;
            }
            else if (at > column)
            {
                text.Append(' ');
                at++;
            }
            text.Append(word);
            at += word.Length;
        }
        text.AppendLine();
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
