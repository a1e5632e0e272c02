using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using TreatyBot.Knowledge.Answering;

namespace TreatyBot.Output;

/// <summary>An answer as one JSON object on one line, in the form that scripts rely on.</summary>
internal static class AnswerJson
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string Write(Answer answer) => JsonSerializer.Serialize(
        new
        {
            answer.Question,
            answer.UnderstoodAs,
            answer.Outcome,
            answer.Text,
            answer.ShortAnswer,
            Abstention = answer.Abstention is { } abstention
                ? new { abstention.Reason, abstention.Message, Nearest = abstention.Nearest.Select(Citation) }
                : null,
            Citations = answer.Citations.Select(Citation),
            answer.Notes,
            answer.Answerer,
            ElapsedMs = Math.Round(answer.Elapsed.TotalMilliseconds, 1),
        },
        Options);

    internal static object Citation(Citation citation) => new
    {
        citation.Number,
        citation.DocumentId,
        citation.Title,
        citation.Publisher,
        Published = citation.Published?.ToIso(),
        citation.Url,
        citation.Tier,
        citation.Locator,
        citation.Quote,
        citation.Start,
        citation.Length,
        citation.Verified,
    };
}
