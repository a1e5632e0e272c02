using System.ComponentModel.DataAnnotations;

namespace TreatyBot.Bot;

/// <summary>The <c>Channels:Limits</c> section: how much is answered, and to whom.</summary>
internal sealed class LimitOptions
{
    public const string Section = "Channels:Limits";

    /// <summary>Messages of one user that are answered within <see cref="Window"/>, over all conversations.</summary>
    /// <value>The default is 15: more than a person asks and reads in a minute.</value>
    [Range(1, 100_000)]
    public int MessagesPerUser { get; set; } = 15;

    /// <summary>Messages of one conversation that are answered within <see cref="Window"/>.</summary>
    /// <value>The default is 40.</value>
    [Range(1, 100_000)]
    public int MessagesPerConversation { get; set; } = 40;

    /// <value>The default is 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Ids of the teams in whose channels the bot answers; every team when empty.</summary>
    public IList<string> AllowedTeams { get; init; } = [];

    /// <summary>Whether, in a channel's thread in which it has answered, the bot also answers questions that mention nobody. Needs a permission that the app package does not ask for.</summary>
    public bool FollowThreads { get; set; } = true;
}
