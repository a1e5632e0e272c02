using System.CommandLine;
using TreatyBot.Configuration;
using TreatyBot.Hosting;

namespace TreatyBot.Commands;

/// <summary><c>serve</c>: the host that chat channels talk to; the default verb.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create(CommandContext context)
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen, separated by semicolons.", DefaultValueFactory = _ => ListenAddresses.Default, HelpName = "URLS" };
        var transcript = new Option<string?>("--transcript") { Description = "A file to which activities are appended, one JSON object a line, without secrets.", HelpName = "FILE" };
        var command = new Command(Name, "Serves Microsoft Teams, what else Azure Bot Service connects, and Slack. The default verb.") { urls, transcript };
        command.SetAction((parsed, cancellationToken) => RunAsync(context, parsed.GetValue(urls)!, parsed.GetValue(transcript), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, string urls, string? transcript, CancellationToken cancellationToken)
    {
        await using var host = BotHost.Build(context.Settings, urls, transcript, context.Error);
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw new UsageException($"--urls {urls}: cannot listen there. {exception.Message}", exception);
        }
        await context.Error.WriteLineAsync($"Listening on {string.Join(", ", host.Urls)}. Ctrl+C stops.");
        await host.WaitForShutdownAsync(cancellationToken);
        return CommandLine.Done;
    }
}
