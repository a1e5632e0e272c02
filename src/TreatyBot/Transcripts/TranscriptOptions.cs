using System.ComponentModel.DataAnnotations;

namespace TreatyBot.Transcripts;

/// <summary>The <c>Channels:Transcripts</c> section: how long what <c>serve --transcript</c> records is kept.</summary>
internal sealed class TranscriptOptions
{
    public const string Section = "Channels:Transcripts";

    /// <summary>Older lines are erased.</summary>
    /// <value>The default is 30 days.</value>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(30);
}
