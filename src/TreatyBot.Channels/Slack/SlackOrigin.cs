using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Slack;

public enum SlackOriginKind
{
    /// <summary>A message, or a click that says something.</summary>
    Message,

    /// <summary>A message whose text was changed after it was answered.</summary>
    Edit,

    Command,

    /// <summary>A click on a button that is about an answer.</summary>
    Click,

    /// <summary>Something that happened, with nobody to answer.</summary>
    Event,
}

/// <summary>Where in Slack a turn comes from. The middleware of the program decides by it.</summary>
public sealed record SlackOrigin(SlackOriginKind Kind, SlackWorkspace Workspace, string ChannelId, string UserId)
{
    /// <summary>The name of the event activity that a user opening the app makes; its value is Slack's event.</summary>
    public const string HomeOpened = "slack/app_home_opened";

    private const string OriginKey = "Slack.Origin";
    private const string DestinationKey = "Slack.Destination";

    /// <summary>The user's message; null where there is none.</summary>
    public string? Ts { get; init; }

    /// <summary>The thread to answer in; null for none.</summary>
    public string? ThreadTs { get; init; }

    public bool IsDirect { get; init; }

    /// <summary>Whether the bot was spoken to by name, by command or by click; false for what it takes to be meant for it.</summary>
    public bool IsAddressed { get; init; }

    /// <summary>Whether the channel is shared with another organisation.</summary>
    public bool IsShared { get; init; }

    /// <summary>The user's own team, where Slack tells; else the workspace's.</summary>
    public string? UserTeam { get; init; }

    /// <summary>Null for a turn of another channel.</summary>
    public static SlackOrigin? Of(TurnContext turn) => turn.Items.TryGetValue(OriginKey, out var origin) ? (SlackOrigin)origin : null;

    /// <summary>Has everything that the turn still says shown to the asker alone.</summary>
    public static void AnswerPrivately(TurnContext turn)
    {
        if (DestinationOf(turn) is { } destination)
            turn.Items[DestinationKey] = destination with { IsPrivate = true };
        // What one saw alone is not found in the thread.
        turn.MayBeAnswered |= turn.Delivery?.WasInterrupted ?? false;
    }

    /// <summary>Whose token serves the turn; null where the app is not installed.</summary>
    public static SlackInstallation? InstallationOf(TurnContext turn) => DestinationOf(turn)?.Installation;

    internal void Attach(TurnContext turn) => turn.Items[OriginKey] = this;

    internal static void Direct(TurnContext turn, SlackDestination destination) => turn.Items[DestinationKey] = destination;

    internal static SlackDestination? DestinationOf(TurnContext turn) =>
        turn.Items.TryGetValue(DestinationKey, out var destination) ? (SlackDestination)destination : null;
}
