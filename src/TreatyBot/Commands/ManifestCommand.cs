using System.CommandLine;
using System.Text.RegularExpressions;
using TreatyBot.Channels.BotFramework;
using TreatyBot.Configuration;
using TreatyBot.Manifest;

namespace TreatyBot.Commands;

/// <summary><c>manifest teams</c>: writes the package that a Teams administrator uploads.</summary>
internal static partial class ManifestCommand
{
    private const int LongestDeveloper = 32;

    public static Command Create(CommandContext context)
    {
        var output = new Option<string>("--output") { Description = "The zip file to write.", DefaultValueFactory = _ => "treatybot-teams.zip", HelpName = "FILE" };
        var appId = new Option<string?>("--app-id") { Description = $"The app registration's id; {BotFrameworkOptions.Section}:AppId unless given.", HelpName = "GUID" };
        var developer = new Option<string>("--developer") { Description = "Who runs this bot, as users are told.", Required = true, HelpName = "NAME" };
        var website = new Option<string>("--website") { Description = "The https address of whoever runs it.", Required = true, HelpName = "URL" };
        var privacy = new Option<string?>("--privacy") { Description = "The privacy statement; the website unless given.", HelpName = "URL" };
        var terms = new Option<string?>("--terms") { Description = "The terms of use; the website unless given.", HelpName = "URL" };
        var version = new Option<string>("--package-version") { Description = "A package that replaces another needs a higher one.", DefaultValueFactory = _ => "1.0.0", HelpName = "X.Y.Z" };
        var teams = new Command("teams", "Writes the app package for Microsoft Teams.") { output, appId, developer, website, privacy, terms, version };
        teams.SetAction(parsed =>
        {
            var site = Address("--website", parsed.GetValue(website)!);
            var facts = new TeamsManifestFacts(
                AppId(parsed.GetValue(appId) ?? context.Settings[$"{BotFrameworkOptions.Section}:AppId"]),
                Developer(parsed.GetValue(developer)!),
                site,
                parsed.GetValue(privacy) is { } own ? Address("--privacy", own) : site,
                parsed.GetValue(terms) is { } rules ? Address("--terms", rules) : site,
                Version(parsed.GetValue(version)!));
            var path = parsed.GetValue(output)!;
            Write(facts, path);
            context.Output.WriteLine($"Wrote {path}: manifest.json, color.png, outline.png. Upload it in the Teams admin center, or in Teams under Apps, Manage your apps.");
            return CommandLine.Done;
        });
        return new Command("manifest", "Writes what a chat product needs to install the bot.") { teams, SlackManifestCommand.Create(context) };
    }

    private static void Write(TeamsManifestFacts facts, string path)
    {
        // Whole or not at all: a half package would be refused by Teams with no reason given.
        var unfinished = path + ".tmp";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            using (var file = File.Create(unfinished))
                TeamsPackage.Write(facts, file);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--output {path}: the file cannot be written. {exception.Message}", exception);
        }
    }

    private static Guid AppId(string? text) => Guid.TryParseExact(text, "D", out var id) && id != Guid.Empty
        ? id
        : throw new UsageException($"--app-id {text}: give the app registration's id, a GUID such as 00000000-0000-0000-0000-000000000001, or set {BotFrameworkOptions.Section}:AppId.");

    private static string Developer(string name) => name.Trim() is { Length: > 0 and <= LongestDeveloper } trimmed
        ? trimmed
        : throw new UsageException($"--developer: give a name of 1 to {LongestDeveloper} characters; Teams takes no longer one.");

    private static Uri Address(string option, string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps
        ? uri
        : throw new UsageException($"{option} {text}: give an https address; Teams takes no other.");

    private static string Version(string text) => ThreeNumbers().IsMatch(text)
        ? text
        : throw new UsageException($"--package-version {text}: give three numbers such as 1.0.0.");

    [GeneratedRegex(@"^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$")]
    private static partial Regex ThreeNumbers();
}
