using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TreatyBot.Evaluation.QuestionSets;

/// <summary>A line of a JSON Lines set as it is written.</summary>
internal sealed record QaLine
{
    public string? Id { get; init; }

    public string? Question { get; init; }

    public IReadOnlyList<string>? Answers { get; init; }

    public IReadOnlyList<string>? Sources { get; init; }

    public IReadOnlyList<string>? Quotes { get; init; }

    public bool Answerable { get; init; } = true;

    public string? Reason { get; init; }

    public string? AsOf { get; init; }

    public IReadOnlyList<string>? History { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>A remark of the author; nothing reads it.</summary>
    public string? Note { get; init; }

    /// <summary>What a person must still check; a line that has it is not measured.</summary>
    public string? Review { get; init; }

    /// <summary>Fields that are the author's own.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }

    public EvalQuestion ToQuestion() => new()
    {
        Id = Id?.Trim() ?? "",
        Question = Question?.Trim() ?? "",
        Answers = Clean(Answers),
        Sources = Clean(Sources),
        Quotes = Clean(Quotes),
        Answerable = Answerable,
        Reasons = QuestionFields.ParseReasons(Reason),
        AsOf = QuestionFields.ParseAsOf(AsOf),
        History = Clean(History),
        Tags = Clean(Tags),
    };

    public static QaLine From(EvalQuestion question) => new()
    {
        Id = question.Id,
        Question = question.Question,
        Answers = question.Answers,
        Sources = question.Sources,
        Quotes = question.Quotes.Count == 0 ? null : question.Quotes,
        Answerable = question.Answerable,
        Reason = question.Reasons.Count == 0 ? null : string.Join('|', question.Reasons.Select(QuestionFields.ToName)),
        AsOf = question.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        History = question.History.Count == 0 ? null : question.History,
        Tags = question.Tags,
    };

    private static string[] Clean(IReadOnlyList<string>? values) =>
        [.. (values ?? []).Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => value.Trim())];
}
