using System.Text.Json.Nodes;

namespace TreatyBot.Channels.Slack.Web;

/// <param name="Text">For notifications, screen readers and clients that know no blocks; mrkdwn, escaped.</param>
/// <param name="Blocks">What is shown; null for the text alone.</param>
public sealed record SlackMessage(string Text, JsonArray? Blocks = null)
{
    /// <summary>The question that it answers, by its <c>ts</c>: noted in the message's metadata, where it can be looked for. Null for none.</summary>
    public string? Answers { get; init; }

    /// <summary>Into <paramref name="arguments"/>. Nothing in it becomes a link, a mention or a preview that the bot did not write as one.</summary>
    internal JsonObject WriteTo(JsonObject arguments)
    {
        arguments["text"] = Text;
        if (Blocks is not null)
            arguments["blocks"] = Blocks.DeepClone();
        arguments["parse"] = "none";
        arguments["link_names"] = false;
        return arguments;
    }
}
