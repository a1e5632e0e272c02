using System.Globalization;
using System.Text.Json;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Evaluation.QuestionSets;

/// <summary>The fields that hold more than plain text, as sets write them.</summary>
internal static class QuestionFields
{
    private static readonly string[] Known =
        ["id", "question", "answers", "sources", "quotes", "answerable", "reason", "asOf", "history", "tags", "note", "review"];

    /// <summary>"false_premise" or "false_premise|text_is_silent".</summary>
    /// <exception cref="FormatException">A name is unknown; the message lists the known ones.</exception>
    public static IReadOnlyList<AbstentionReason> ParseReasons(string? text) =>
        [.. (text ?? "").Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseReason)];

    /// <exception cref="FormatException">Not an ISO date.</exception>
    public static DateOnly? ParseAsOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new FormatException($"\"asOf\" is \"{text}\", which is no date. Write it as 2023-11-07.");
    }

    private static AbstentionReason ParseReason(string name)
    {
        foreach (var reason in Enum.GetValues<AbstentionReason>())
        {
            if (ToName(reason) == name)
                return reason;
        }
        throw new FormatException(
            $"\"reason\" is \"{name}\", which is unknown. Known are {string.Join(", ", Enum.GetValues<AbstentionReason>().Select(ToName))}.");
    }

    /// <summary>The known field that an unknown one is a slip of; null when it resembles none.</summary>
    public static string? Nearest(string field) => Known.FirstOrDefault(known =>
        EditDistance.Between(field.ToLowerInvariant(), known.ToLowerInvariant(), 2) <= (known.Length > 5 ? 2 : 1));

    public static string ToName(AbstentionReason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());
}
