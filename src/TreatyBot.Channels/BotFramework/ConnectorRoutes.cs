namespace TreatyBot.Channels.BotFramework;

/// <summary>Paths below a service URL; ids are escaped once, as they hold <c>:</c>, <c>;</c>, <c>@</c> and <c>=</c>.</summary>
internal static class ConnectorRoutes
{
    public static string Activities(string conversationId) => $"v3/conversations/{Uri.EscapeDataString(conversationId)}/activities";

    public static string Activity(string conversationId, string activityId) =>
        $"{Activities(conversationId)}/{Uri.EscapeDataString(activityId)}";

    public static string Member(string conversationId, string memberId) =>
        $"v3/conversations/{Uri.EscapeDataString(conversationId)}/members/{Uri.EscapeDataString(memberId)}";

    public static string PagedMembers(string conversationId, string? continuationToken) =>
        $"v3/conversations/{Uri.EscapeDataString(conversationId)}/pagedmembers?pageSize=200"
        + (string.IsNullOrEmpty(continuationToken) ? "" : $"&continuationToken={Uri.EscapeDataString(continuationToken)}");

    /// <summary>Joins by text: <see cref="Uri"/>'s own joining would drop a last segment that has no slash after it.</summary>
    public static Uri Join(string serviceUrl, string path) => new($"{serviceUrl.TrimEnd('/')}/{path}");
}
