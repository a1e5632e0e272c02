namespace TreatyBot.Channels.Slack.Blocks;

/// <summary>What of a reply's form depends on where it goes.</summary>
/// <param name="ShareKey">Names a private reply, so that a button can show it to all; null for no such button.</param>
/// <param name="IsSingle">Whether all must be said in one message, as where one is replaced.</param>
internal sealed record SlackForm(string? ShareKey = null, bool IsSingle = false);
