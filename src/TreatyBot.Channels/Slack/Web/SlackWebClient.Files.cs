using System.Text.Json.Nodes;
using TreatyBot.Channels.Protocol;

namespace TreatyBot.Channels.Slack.Web;

/// <param name="Name">With its extension.</param>
/// <param name="Title">As shown above it.</param>
/// <param name="AltText">For those who cannot see it.</param>
public sealed record SlackFile(string Name, string Title, string AltText, ReadOnlyMemory<byte> Bytes);

public sealed partial class SlackWebClient
{
    private const int LongestAltText = 1000;

    /// <summary>Uploads and shows in a channel or thread, where everybody there sees it.</summary>
    /// <returns>The file's id.</returns>
    public async Task<string> UploadAsync(
        SlackInstallation installation, SlackFile file, string channel, string? threadTs, CancellationToken cancellationToken)
    {
        const string Method = "files.getUploadURLExternal";
        if (file.Bytes.Length == 0 || file.Bytes.Length > _options.MaxUploadBytes)
            throw new SlackApiException(Method, "file_size", $"the file has {file.Bytes.Length} bytes, 1 to {_options.MaxUploadBytes} are allowed; not sent");
        var alt = file.AltText.Length > LongestAltText ? file.AltText[..LongestAltText] : file.AltText;
        var granted = await CallAsync(
            installation, Method, SlackBody.Of(("filename", file.Name), ("length", file.Bytes.Length), ("alt_text", alt)), SlackCallKind.Form, cancellationToken);
        if (granted.GetText("file_id") is not { Length: > 0 } id || !Uri.TryCreate(granted.GetText("upload_url"), UriKind.Absolute, out var address))
            throw new SlackApiException(Method, "invalid_response", "no address to upload to");

        await _transport.UploadAsync(address, file.Bytes, cancellationToken);
        await CallAsync(
            installation, "files.completeUploadExternal",
            SlackBody.Of(("files", new JsonArray(new JsonObject { ["id"] = id, ["title"] = file.Title })), ("channel_id", channel), ("thread_ts", threadTs)),
            SlackCallKind.Once, cancellationToken);
        return id;
    }
}
