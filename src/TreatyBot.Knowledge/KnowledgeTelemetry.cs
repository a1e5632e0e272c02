using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Knowledge;

/// <summary>Spans and figures of the journeys of questions and documents: names, counts and reasons, never text of users or documents.</summary>
public static class KnowledgeTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "TreatyBot.Knowledge";

    /// <summary>Name of the activity source and the meter of calls to models.</summary>
    public const string ModelsName = Models.Remote.ConfiguredChatModel.TelemetrySource;

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Answers = Meter.CreateCounter<long>(
        "treatybot.answers", "{answer}", "Questions asked, by outcome, abstention reason, answerer and whether the answer was kept from an earlier asking.");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "treatybot.answer.duration", "s", "From question to checked answer.");

    private static readonly Counter<long> DroppedClaims = Meter.CreateCounter<long>(
        "treatybot.claims.dropped", "{claim}", "Claims left out because their check failed, by answerer.");

    private static readonly Counter<long> Documents = Meter.CreateCounter<long>(
        "treatybot.ingest.documents", "{document}", "Documents that an ingestion dealt with, by outcome.");

    /// <summary>A step of the journey; null while nobody listens.</summary>
    internal static Activity? Start(string step) => Source.StartActivity(step);

    internal static void Answered(Activity? span, Answer answer, bool isKept = false)
    {
        if (span is null && !Answers.Enabled && !Duration.Enabled)
            return;
        var tags = new TagList
        {
            { "outcome", Word(answer.Outcome) },
            { "answerer", answer.Answerer },
            { "kept", isKept },
        };
        if (answer.Abstention is { } abstention)
            tags.Add("reason", Word(abstention.Reason));
        Answers.Add(1, tags);
        Duration.Record(answer.Elapsed.TotalSeconds, tags);
        foreach (var (key, value) in tags)
            span?.SetTag(key, value);
        span?.SetTag("citations", answer.Citations.Count);
        span?.SetTag("evidence", answer.EvidenceScore);
    }

    internal static void Dropped(int claims, string answerer)
    {
        if (claims > 0)
            DroppedClaims.Add(claims, new KeyValuePair<string, object?>("answerer", answerer));
    }

    internal static void Ingested(Activity? span, IngestionSummary summary)
    {
        if (span is null && !Documents.Enabled)
            return;
        foreach (var (outcome, count) in summary.Results.CountBy(result => result.Outcome))
        {
            Documents.Add(count, new KeyValuePair<string, object?>("outcome", Word(outcome)));
            span?.SetTag(Word(outcome), count);
        }
        span?.SetTag("vectors", summary.VectorsMade);
    }

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
