using System.CommandLine;
using TreatyBot.Channels.Slack;
using TreatyBot.Configuration;
using TreatyBot.Manifest;
using TreatyBot.Slack;

namespace TreatyBot.Commands;

/// <summary><c>manifest slack</c>: writes what a Slack app is made from.</summary>
internal static class SlackManifestCommand
{
    private const int LongestName = 35;

    public static Command Create(CommandContext context)
    {
        var output = new Option<string>("--output") { Description = "The JSON file to write.", DefaultValueFactory = _ => "treatybot-slack.json", HelpName = "FILE" };
        var url = new Option<string?>("--url")
        {
            Description = $"The https address at which Slack reaches this host, for HTTP; {SlackOptions.Section}:PublicUrl unless given. Without either: Socket Mode, which needs no address.",
            HelpName = "URL",
        };
        var name = new Option<string>("--name") { Description = "What the app and its user are called.", DefaultValueFactory = _ => "TreatyBot", HelpName = "NAME" };
        var distributed = new Option<bool>("--distributed") { Description = "For installing in several workspaces by /slack/install; needs an address." };
        var command = new Command("slack", "Writes the app manifest for Slack, with exactly the scopes that are used.") { output, url, name, distributed };
        command.SetAction(parsed =>
        {
            var address = parsed.GetValue(url) ?? context.Settings[$"{SlackOptions.Section}:{nameof(SlackHostOptions.PublicUrl)}"];
            var publicUrl = string.IsNullOrEmpty(address) ? null : Address(address);
            if (parsed.GetValue(distributed) && publicUrl is null)
                throw new UsageException("--distributed needs --url: a browser that installs the app comes back to this host.");
            var path = parsed.GetValue(output)!;
            Write(path, SlackManifestFile.Of(Name(parsed.GetValue(name)!), publicUrl, parsed.GetValue(distributed)));
            context.Output.WriteLine($"Wrote {path} for {(publicUrl is null ? "Socket Mode" : "HTTP")}. At https://api.slack.com/apps choose Create New App, From a manifest, and paste it.");
            return CommandLine.Done;
        });
        return command;
    }

    private static void Write(string path, string manifest)
    {
        // Whole or not at all.
        var unfinished = path + ".tmp";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            File.WriteAllText(unfinished, manifest + "\n");
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--output {path}: the file cannot be written. {exception.Message}", exception);
        }
    }

    private static Uri Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.Query.Length == 0
        ? uri
        : throw new UsageException($"--url {text}: give an https address such as https://bot.example.org; Slack takes no other.");

    private static string Name(string name) => name.Trim() is { Length: > 0 and <= LongestName } trimmed
        ? trimmed
        : throw new UsageException($"--name: give a name of 1 to {LongestName} characters; Slack takes no longer one.");
}
