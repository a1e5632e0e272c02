using System.ComponentModel.DataAnnotations;

namespace TreatyBot.Feedback;

/// <summary>The <c>Channels:Feedback</c> section: where votes on answers are kept, and how long.</summary>
internal sealed class FeedbackOptions
{
    public const string Section = "Channels:Feedback";

    /// <summary>JSON Lines, one vote a line, with question, answer and citations. Holds what users wrote.</summary>
    /// <value>The default is <c>data/votes.jsonl</c>.</value>
    [Required]
    public string Path { get; set; } = "data/votes.jsonl";

    /// <summary>A file longer than this is set aside as <c>.1</c>, in place of the one set aside before.</summary>
    /// <value>The default is 32 MiB.</value>
    [Range(10_000, int.MaxValue)]
    public int MaximumBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>Older votes are erased.</summary>
    /// <value>The default is 180 days: long enough to see whether a change helped.</value>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(180);

    /// <summary>A small SQLite file of the latest answers, so that a vote after a restart finds its answer. Holds what users wrote. Empty: kept in memory.</summary>
    /// <value>The default is <c>data/answers.db</c>.</value>
    public string AnswersPath { get; set; } = "data/answers.db";

    /// <summary>How long after an answer a vote on it counts.</summary>
    /// <value>The default is 7 days.</value>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan RememberFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>The oldest answers are forgotten when there are more.</summary>
    /// <value>The default is 5,000.</value>
    [Range(1, 1_000_000)]
    public int RememberedAnswers { get; set; } = 5_000;
}
