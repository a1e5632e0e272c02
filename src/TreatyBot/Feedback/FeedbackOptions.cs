using System.ComponentModel.DataAnnotations;

namespace TreatyBot.Feedback;

/// <summary>The <c>Channels:Feedback</c> section: where votes on answers are kept.</summary>
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
}
