using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace TreatyBot.Shared;

internal sealed partial class FakeSlack
{
    private const int MostResponses = 5;

    private readonly Dictionary<string, PendingFile> _files = [];
    private readonly Dictionary<string, int> _responses = [];

    /// <summary>Where <c>files.getUploadURLExternal</c> sends the bytes; this server when null.</summary>
    public string? UploadOrigin { get; set; }

    /// <summary>What <c>oauth.v2.access</c> takes.</summary>
    public string OAuthCode { get; set; } = "code-1";

    public IReadOnlyList<UploadedFile> Files
    {
        get
        {
            lock (_lock)
                return [.. _files.Values.Where(file => file.Completed is not null).Select(file => file.Completed!)];
        }
    }

    /// <summary>An address such as slash commands and clicks carry: good for five posts.</summary>
    public string NewResponseUrl() => $"{Origin}/response/{NextId("r")}";

    // By the reference pages of the methods.
    private static string? ScopeOf(string method) => method switch
    {
        "chat.postMessage" or "chat.postEphemeral" or "chat.update" or "chat.delete" or "chat.startStream" or "chat.appendStream"
            or "chat.stopStream" or "assistant.threads.setStatus" => "chat:write",
        "assistant.threads.setSuggestedPrompts" or "assistant.threads.setTitle" => "assistant:write",
        "reactions.add" or "reactions.remove" => "reactions:write",
        "files.getUploadURLExternal" or "files.completeUploadExternal" => "files:write",
        "conversations.replies" or "conversations.history" => "channels:history",
        _ => null,
    };

    private JsonObject? Dispatch(SlackCall call) => call.Method switch
    {
        "auth.test" => Ok(("url", "https://fake.slack.com/"), ("team", "Fake"), ("user", "treatybot"), ("team_id", TeamId), ("user_id", BotUserId), ("bot_id", BotId)),
        "auth.revoke" => Revoke(call),
        "chat.postMessage" => Post(call),
        "chat.postEphemeral" => PostEphemeral(call),
        "chat.update" => Update(call),
        "chat.delete" => Delete(call),
        "chat.startStream" => StartStream(call),
        "chat.appendStream" => AppendStream(call),
        "chat.stopStream" => StopStream(call),
        "conversations.replies" or "conversations.history" => Replies(call),
        "reactions.add" or "reactions.remove" => React(call),
        "assistant.threads.setStatus" => call["channel_id"] is null || call["thread_ts"] is null || call["status"] is null ? Error("invalid_arguments") : Ok(),
        "assistant.threads.setTitle" => call["channel_id"] is null || call["thread_ts"] is null || call["title"] is null ? Error("invalid_arguments") : Ok(),
        "assistant.threads.setSuggestedPrompts" => Prompts(call),
        "views.publish" => View(call, "home", "user_id"),
        "views.open" => View(call, "modal", "trigger_id"),
        "files.getUploadURLExternal" => UploadUrl(call),
        "files.completeUploadExternal" => CompleteUpload(call),
        _ => null,
    };

    private JsonObject Revoke(SlackCall call)
    {
        Tokens.TryRemove(call.Token!, out _);
        return Ok(("revoked", true));
    }

    private JsonObject Access(SlackCall call)
    {
        if (call.ContentType != "application/x-www-form-urlencoded" || call["client_id"] is null || call["client_secret"] is null)
            return Error("bad_client_secret");
        if (call["code"] != OAuthCode)
            return Error("invalid_code");
        Tokens["xoxb-installed"] = null;
        return Ok(
            ("access_token", "xoxb-installed"), ("token_type", "bot"), ("scope", "chat:write"), ("bot_user_id", BotUserId), ("app_id", "A0FAKE"),
            ("team", new JsonObject { ["id"] = "T0OTHER", ["name"] = "Other" }), ("enterprise", null), ("is_enterprise_install", false),
            ("authed_user", new JsonObject { ["id"] = "U0ADMIN" }));
    }

    private static JsonObject Prompts(SlackCall call) =>
        call["channel_id"] is null || call.Arguments["prompts"] is not JsonArray { Count: >= 1 and <= 4 } prompts
            || prompts.Any(prompt => prompt?["title"] is null || prompt["message"] is null)
            ? Error("invalid_arguments") : Ok();

    private JsonObject View(SlackCall call, string type, string addressedBy)
    {
        if (call[addressedBy] is null || call.Arguments["view"] is not JsonObject view || (string?)view["type"] != type || view["blocks"] is not JsonArray blocks)
            return Error("invalid_arguments");
        return SlackLimits.Faults(blocks, most: 100) is { Count: > 0 } faults
            ? Error("invalid_blocks", ("response_metadata", new JsonObject { ["messages"] = new JsonArray([.. faults.Select(fault => (JsonNode)fault)]) }))
            : Ok(("view", new JsonObject { ["id"] = NextId("V"), ["type"] = type }));
    }

    private JsonObject UploadUrl(SlackCall call)
    {
        // Documented as one of the few methods that take forms only.
        if (call.ContentType == "application/json" || call["filename"] is not { } name || !int.TryParse(call["length"], out var length) || length <= 0)
            return Error("invalid_arguments");
        var id = NextId("F");
        _files[id] = new PendingFile(name, length, call["alt_text"]);
        return Ok(("upload_url", $"{UploadOrigin ?? Origin}/upload/{id}"), ("file_id", id));
    }

    private async Task UploadAsync(HttpContext context, string id)
    {
        using var body = new MemoryStream();
        // Documented for both: the bytes themselves, or a form with one file.
        if (context.Request.HasFormContentType && (await context.Request.ReadFormAsync()).Files is [var part, ..])
            await part.CopyToAsync(body);
        else
            await context.Request.Body.CopyToAsync(body);
        var authorization = context.Request.Headers.Authorization.ToString();
        Calls.Enqueue(new SlackCall("upload", authorization.Length > 0 ? authorization : null, context.Request.ContentType ?? "", new JsonObject { ["id"] = id, ["length"] = body.Length }));
        lock (_lock)
        {
            if (_files.TryGetValue(id, out var file) && file.Length == body.Length)
                file.Bytes = body.ToArray();
            else
                context.Response.StatusCode = 400;
        }

        await context.Response.WriteAsync("OK");
    }

    private JsonObject CompleteUpload(SlackCall call)
    {
        if (call.Arguments["files"] is not JsonArray { Count: > 0 } files)
            return Error("invalid_arguments");
        foreach (var file in files)
        {
            if (!_files.TryGetValue((string?)file!["id"] ?? "", out var pending) || pending.Bytes is null)
                return Error("file_not_found");
            pending.Completed = new UploadedFile((string)file["id"]!, pending.Name, pending.Bytes, pending.AltText, (string?)file["title"], call["channel_id"], call["thread_ts"]);
        }

        return Ok(("files", files.DeepClone()));
    }

    private JsonObject Respond(string path, SlackCall call)
    {
        _responses[path] = _responses.GetValueOrDefault(path) + 1;
        if (_responses[path] > MostResponses)
            return Error("used_url");
        return call.Blocks is { } blocks && BlockRefusal(blocks) is { } refusal ? refusal : Ok();
    }

    private sealed class PendingFile(string name, int length, string? altText)
    {
        public string Name { get; } = name;

        public int Length { get; } = length;

        public string? AltText { get; } = altText;

        public byte[]? Bytes { get; set; }

        public UploadedFile? Completed { get; set; }
    }
}

/// <param name="ChannelId">Where it was shared; null for nowhere.</param>
internal sealed record UploadedFile(string Id, string Name, byte[] Bytes, string? AltText, string? Title, string? ChannelId, string? ThreadTs);
