using System.Text.Json;
using TreatyBot.Knowledge.Answering.Timelines;
using TreatyBot.Pictures;

namespace TreatyBot.Output;

/// <summary>A timeline as one JSON object on one line; citations are those of <c>ask</c>.</summary>
internal static class TimelineJson
{
    public static string Write(Timeline timeline) => JsonSerializer.Serialize(
        new
        {
            timeline.TreatyId,
            timeline.Name,
            timeline.Party,
            DataOf = timeline.DataOf?.ToIso(),
            Entries = timeline.Entries.Select(entry => new
            {
                Date = entry.Date.ToIso(),
                entry.Date.Precision,
                entry.Act,
                entry.Text,
                entry.Parties,
                entry.Marks,
                entry.Attribution,
                entry.DateWorking,
                entry.Citations,
            }),
            Citations = timeline.Citations.Select(AnswerJson.Citation),
            AltText = TimelineAltText.Of(timeline),
        },
        AnswerJson.Options);
}
