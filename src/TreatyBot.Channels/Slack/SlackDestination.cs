namespace TreatyBot.Channels.Slack;

/// <summary>Where a reply goes, and what is known of who asked.</summary>
/// <param name="Installation">Whose token posts it.</param>
/// <param name="ChannelId">The channel, or the direct message (<c>D…</c>).</param>
public sealed record SlackDestination(SlackInstallation Installation, string ChannelId)
{
    /// <summary>The thread: of a question, its <c>thread_ts</c> or else its own <c>ts</c>. Every message of the reply goes there; null for the channel itself.</summary>
    public string? ThreadTs { get; init; }

    /// <summary>The question's own <c>ts</c>, under which a sign is put while the bot works; null where there is none.</summary>
    public string? QuestionTs { get; init; }

    /// <summary>Who asked, and of which team: streams outside direct messages need both, private replies the user.</summary>
    public string? UserId { get; init; }

    public string? TeamId { get; init; }

    /// <summary>An earlier reply that this one takes the place of, as when a question was edited.</summary>
    public string? ReplaceTs { get; init; }

    /// <summary>Where a slash command or a click wants its answer; goes before all else.</summary>
    public Uri? ResponseUrl { get; init; }

    /// <summary>Whether only <see cref="UserId"/> is to see it.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>For a private reply: the value of its button "Share in channel"; null for no such button.</summary>
    public string? ShareKey { get; init; }

    /// <summary>Whether a text may grow before the reader's eyes.</summary>
    public bool MayStream { get; init; } = true;

    internal bool CanStream => MayStream && ThreadTs is not null && ReplaceTs is null && ResponseUrl is null && !IsPrivate
        && (Web.SlackWebClient.IsDirect(ChannelId) || (UserId is { Length: > 0 } && TeamId is { Length: > 0 }));

    /// <summary>Whether interim states can be shown by changing a message.</summary>
    internal bool CanRefresh => MayStream && ReplaceTs is null && ResponseUrl is null && !IsPrivate;
}
