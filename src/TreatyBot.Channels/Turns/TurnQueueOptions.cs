using System.ComponentModel.DataAnnotations;

namespace TreatyBot.Channels.Turns;

/// <summary>The <c>Channels:Turns</c> section: bounds of the work that is taken on.</summary>
public sealed class TurnQueueOptions
{
    public const string Section = "Channels:Turns";

    /// <summary>Turns that run at once, each of another conversation.</summary>
    /// <value>The default is 8: answering waits on models and channels more than it computes.</value>
    [Range(1, 1024)]
    public int Parallelism { get; set; } = 8;

    /// <summary>Turns waiting or running, over all conversations.</summary>
    /// <value>The default is 256.</value>
    [Range(1, 100_000)]
    public int Capacity { get; set; } = 256;

    /// <summary>Turns waiting or running in one conversation, so that one cannot fill the queue for all.</summary>
    /// <value>The default is 8.</value>
    [Range(1, 1000)]
    public int CapacityPerConversation { get; set; } = 8;

    /// <summary>How long one turn may take before it is cancelled.</summary>
    /// <value>The default is 3 minutes: longer than the two that a Teams stream may last.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan TurnTimeout { get; set; } = TimeSpan.FromMinutes(3);
}
