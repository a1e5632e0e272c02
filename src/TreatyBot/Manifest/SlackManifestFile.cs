using System.Text.Encodings.Web;
using System.Text.Json;
using TreatyBot.Channels.Slack.Manifest;
using TreatyBot.Channels.Slack.Web;

namespace TreatyBot.Manifest;

/// <summary>Writes the manifest from which Slack makes the app.</summary>
internal static class SlackManifestFile
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(string name, Uri? publicUrl, bool isDistributed) => SlackManifest.Of(new SlackManifestFacts(
        name, "Answers questions about arms-control treaties, with the sentence that each answer rests on.", publicUrl,
        [new SlackPrompt("What can I ask?", "help"), new SlackPrompt("What do you answer from?", "documents")])
    {
        IsDistributed = isDistributed,
    }).ToJsonString(Options);
}
