namespace TreatyBot.Channels.Slack.Blocks;

/// <summary>The <c>action_id</c>s of the bot's buttons, and what their values mean.</summary>
public static class SlackActions
{
    /// <summary>Begins the id of a button whose value is what a click on it says.</summary>
    public const string SayPrefix = "treatybot_say_";

    /// <summary>Its value names the private reply that is to be shown to all.</summary>
    public const string Share = "treatybot_share";

    /// <summary>Its value is <see cref="Up"/> or <see cref="Down"/>.</summary>
    public const string Vote = "treatybot_vote";

    public const string Up = "up";

    public const string Down = "down";
}
