namespace TreatyBot.Channels.Slack;

/// <summary>Where a token is valid. An app installed for a whole Enterprise Grid has one token for all of its teams.</summary>
/// <param name="EnterpriseId">Such as <c>E0123</c>; null outside Enterprise Grid.</param>
/// <param name="TeamId">Such as <c>T0123</c>; null for an organisation-wide installation.</param>
public readonly record struct SlackWorkspace(string? EnterpriseId, string? TeamId);
