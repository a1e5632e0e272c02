using System.Text.Json;
using System.Text.Json.Serialization;

namespace TreatyBot.Channels.Protocol;

/// <summary>The id that a channel gave to what was sent; null where the channel names none.</summary>
public sealed record ResourceResponse
{
    public string? Id { get; init; }

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}

/// <summary>What an invoke answers: the status of the HTTP response and its JSON body, if any.</summary>
public sealed record InvokeResponse(int Status, JsonElement? Body = null)
{
    /// <summary>The answer to an invoke that nobody handles.</summary>
    public static InvokeResponse NotImplemented { get; } = new(501);

    public static InvokeResponse EmptyObject { get; } = new(200, JsonDocument.Parse("{}").RootElement);
}

/// <summary>The body of the answer to an activity delivered with <see cref="DeliveryModes.ExpectReplies"/>.</summary>
public sealed record ExpectedReplies(IReadOnlyList<Activity> Activities);

/// <summary>The body of a connector's refusal.</summary>
public sealed record ErrorResponse
{
    public ErrorDetail? Error { get; init; }

    /// <summary>Some refusals carry a bare message instead of an error object.</summary>
    public string? Message { get; init; }
}

public sealed record ErrorDetail
{
    public string? Code { get; init; }

    public string? Message { get; init; }
}

/// <summary>One page of a conversation's members.</summary>
public sealed record PagedMembers
{
    public IReadOnlyList<ChannelAccount>? Members { get; init; }

    public string? ContinuationToken { get; init; }
}
