using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Sending;

namespace TreatyBot.Channels.BotFramework;

/// <summary>The Connector's REST operations on one conversation. Thread-safe; paced per conversation.</summary>
internal sealed class ConnectorClient(ConnectorTransport transport, SendPacer pacer)
{
    /// <summary>Sends to the end of the conversation.</summary>
    public Task<ResourceResponse?> SendAsync(string serviceUrl, string conversationId, Activity activity, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Post, serviceUrl, conversationId, ConnectorRoutes.Activities(conversationId), activity, cancellationToken);

    public Task<ResourceResponse?> ReplyAsync(
        string serviceUrl, string conversationId, string replyToId, Activity activity, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Post, serviceUrl, conversationId, ConnectorRoutes.Activity(conversationId, replyToId), activity, cancellationToken);

    public Task<ResourceResponse?> UpdateAsync(
        string serviceUrl, string conversationId, string activityId, Activity activity, CancellationToken cancellationToken) =>
        WriteAsync(HttpMethod.Put, serviceUrl, conversationId, ConnectorRoutes.Activity(conversationId, activityId), activity, cancellationToken);

    public async Task DeleteAsync(string serviceUrl, string conversationId, string activityId, CancellationToken cancellationToken)
    {
        await pacer.WaitAsync(conversationId, cancellationToken);
        await transport.SendAsync(HttpMethod.Delete, serviceUrl, ConnectorRoutes.Activity(conversationId, activityId), null, cancellationToken);
    }

    public async Task<ChannelAccount?> GetMemberAsync(
        string serviceUrl, string conversationId, string memberId, CancellationToken cancellationToken)
    {
        var body = await transport.SendAsync(HttpMethod.Get, serviceUrl, ConnectorRoutes.Member(conversationId, memberId), null, cancellationToken);
        return Parse(body, ProtocolJson.Context.ChannelAccount);
    }

    /// <summary>All members, page by page, up to <paramref name="limit"/>.</summary>
    public async Task<IReadOnlyList<ChannelAccount>> GetMembersAsync(
        string serviceUrl, string conversationId, int limit, CancellationToken cancellationToken)
    {
        var members = new List<ChannelAccount>();
        string? next = null;
        do
        {
            var body = await transport.SendAsync(HttpMethod.Get, serviceUrl, ConnectorRoutes.PagedMembers(conversationId, next), null, cancellationToken);
            var page = Parse(body, ProtocolJson.Context.PagedMembers);
            members.AddRange(page?.Members ?? []);
            next = page?.Members is { Count: > 0 } ? page.ContinuationToken : null;
        }
        while (!string.IsNullOrEmpty(next) && members.Count < limit);
        return members.Count > limit ? members[..limit] : members;
    }

    private async Task<ResourceResponse?> WriteAsync(
        HttpMethod method, string serviceUrl, string conversationId, string path, Activity activity, CancellationToken cancellationToken)
    {
        var payload = ProtocolJson.ToBytes(activity);
        if (MessageSize.IsTooLarge(payload))
            throw new ConnectorException(HttpStatusCode.RequestEntityTooLarge, MessageSize.TooLargeCode, "not sent");
        await pacer.WaitAsync(conversationId, cancellationToken);
        var body = await transport.SendAsync(method, serviceUrl, path, payload, cancellationToken);
        return Parse(body, ProtocolJson.Context.ResourceResponse);
    }

    // A success whose body is empty or not JSON is a success without an id.
    private static T? Parse<T>(string body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return string.IsNullOrWhiteSpace(body) ? null : JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
