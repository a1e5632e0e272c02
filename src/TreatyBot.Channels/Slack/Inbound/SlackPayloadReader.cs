using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using TreatyBot.Channels.Protocol;

namespace TreatyBot.Channels.Slack.Inbound;

/// <summary>Reads payloads. Null is what nobody can make sense of; a kind that is merely unknown is <see cref="SlackUnhandled"/>.</summary>
internal static class SlackPayloadReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 128 };

    /// <summary>Reads the body of a request, which has been verified.</summary>
    public static SlackPayload? Read(string? contentType, ReadOnlyMemory<byte> body)
    {
        if (SlackFormBody.IsJson(contentType))
            return Parse(body) is { } json ? ReadEvent(json) : null;
        if (!SlackFormBody.IsForm(contentType) || SlackFormBody.Read(body.Span) is not { } fields)
            return null;
        if (fields.ContainsKey("ssl_check"))
            return new SlackUnhandled("ssl_check");
        if (fields.TryGetValue("payload", out var payload))
            return Parse(Encoding.UTF8.GetBytes(payload)) is { } json ? ReadInteraction(json) : null;
        return ReadCommand(fields.GetValueOrDefault);
    }

    /// <summary>Reads what a socket's envelope holds.</summary>
    public static SlackPayload? Read(string envelopeType, JsonElement payload) => envelopeType switch
    {
        "events_api" => ReadEvent(payload),
        "slash_commands" => Guarded(payload, json => ReadCommand(name => json.GetText(name))),
        "interactive" => ReadInteraction(payload),
        _ => new SlackUnhandled(envelopeType),
    };

    public static JsonElement? Parse(ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span))
            return null;
        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            return document.RootElement.Clone();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A name with half of a surrogate pair is no JsonException.
            return null;
        }
    }

    private static SlackPayload? ReadEvent(JsonElement payload) => Guarded(payload, json => json.GetText("type") switch
    {
        "url_verification" => json.GetText("challenge") is { } challenge ? new SlackUrlVerification(challenge) : null,
        "app_rate_limited" => new SlackRateLimited(),
        "event_callback" => ReadCallback(json),
        { Length: > 0 } other => new SlackUnhandled(other),
        _ => null,
    });

    private static SlackPayload? ReadCallback(JsonElement json)
    {
        var inner = json.Member("event");
        if (inner.GetText("type") is not { Length: > 0 } type || json.GetText("event_id") is not { Length: > 0 } id)
            return json.TryGetProperty("event", out _) ? null : new SlackUnhandled("event_callback without event");
        var authorization = json.Member("authorizations") is { ValueKind: JsonValueKind.Array } all && all.GetArrayLength() > 0 ? all[0] : default(JsonElement?);
        var isOrganisation = authorization.GetMember("is_enterprise_install") is { ValueKind: JsonValueKind.True };
        var workspace = new SlackWorkspace(
            NullIfEmpty(authorization.GetText("enterprise_id") ?? json.GetText("enterprise_id")),
            NullIfEmpty(authorization.GetText("team_id") ?? json.GetText("team_id")));
        if (workspace is { TeamId: null, EnterpriseId: null })
            return null;
        var botUser = authorization.GetMember("is_bot") is { ValueKind: JsonValueKind.True } || isOrganisation ? authorization.GetText("user_id") : null;
        return new SlackEvent(id, workspace, NullIfEmpty(botUser), json.GetText("api_app_id"), json.Member("is_ext_shared_channel") is { ValueKind: JsonValueKind.True }, inner!.Value)
        {
            Type = type,
        };
    }

    private static SlackCommand? ReadCommand(Func<string, string?> field) =>
        field("command") is { Length: > 0 } command && field("channel_id") is { Length: > 0 } channel && field("user_id") is { Length: > 0 } user
        && field("team_id") is { Length: > 0 } team
            ? new SlackCommand(
                new SlackWorkspace(NullIfEmpty(field("enterprise_id")), team), command, field("text") ?? "", channel, user, field("trigger_id"), field("response_url"))
            : null;

    private static SlackPayload? ReadInteraction(JsonElement payload) => Guarded(payload, json =>
    {
        if (json.GetText("type") is not { Length: > 0 } type)
            return null;
        if (type != "block_actions")
            return new SlackUnhandled(type);
        var (user, message, container) = (json.Member("user"), json.Member("message"), json.Member("container"));
        var workspace = new SlackWorkspace(
            NullIfEmpty(json.Member("enterprise").GetText("id") ?? user.GetText("enterprise_id")),
            NullIfEmpty(json.Member("team").GetText("id") ?? user.GetText("team_id")));
        if (user.GetText("id") is not { Length: > 0 } userId || workspace is { TeamId: null, EnterpriseId: null })
            return null;
        return new SlackInteraction(
            workspace, userId, json.Member("channel").GetText("id") ?? container.GetText("channel_id"), message.GetText("ts") ?? container.GetText("message_ts"),
            message.GetText("thread_ts") ?? container.GetText("thread_ts"), container.GetMember("is_ephemeral") is { ValueKind: JsonValueKind.True },
            json.GetText("response_url"), [.. Actions(json)]);
    });

    private static IEnumerable<SlackAction> Actions(JsonElement json)
    {
        if (json.Member("actions") is not { ValueKind: JsonValueKind.Array } actions)
            yield break;
        foreach (var action in actions.EnumerateArray())
        {
            if (action.GetText("action_id") is { Length: > 0 } id)
                yield return new SlackAction(id, action.GetText("block_id"), action.GetText("value") ?? action.Member("selected_option").GetText("value"), action.GetText("action_ts") ?? "");
        }
    }

    // A string that is half of a surrogate pair is found out only when it is read.
    private static SlackPayload? Guarded(JsonElement payload, Func<JsonElement, SlackPayload?> read)
    {
        try
        {
            return payload.ValueKind == JsonValueKind.Object ? read(payload) : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonElement? Member(this JsonElement element, string name) => ((JsonElement?)element).GetMember(name);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
