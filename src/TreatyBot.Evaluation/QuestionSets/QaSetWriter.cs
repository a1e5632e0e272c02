using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TreatyBot.Evaluation.QuestionSets;

/// <summary>Writes JSON Lines sets.</summary>
internal static class QaSetWriter
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string ToLine(QaLine line) => JsonSerializer.Serialize(line, Options);
}
