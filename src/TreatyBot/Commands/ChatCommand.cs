using System.CommandLine;
using TreatyBot.Bot;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Turns;
using TreatyBot.Corpus;
using TreatyBot.Output;
using TreatyBot.Transcripts;

namespace TreatyBot.Commands;

/// <summary><c>chat</c>: the console emulator.</summary>
internal static class ChatCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("chat", "Talks to the bot in this terminal, as users do in Teams and Slack. /help says what can be said.");
        var replay = new Option<string?>("--replay") { Description = "Plays back what users said in a transcript of serve, and shows what the bot says now.", HelpName = "FILE" };
        command.Options.Add(replay);
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(replay) is { } file
            ? ReplayAsync(context, file, cancellationToken)
            : RunAsync(context, cancellationToken));
        return command;
    }

    private static async Task<int> ReplayAsync(CommandContext context, string file, CancellationToken cancellationToken)
    {
        await using var services = await context.BuildServicesAsync();
        await IngestionReport.EnsureCorpusAsync(services.GetRequiredService<CorpusReadiness>(), context.Error, cancellationToken);
        var adapter = new ConsoleAdapter(
            context.Output, Terminal.HasColour(context.Output), Terminal.Width(context.Output),
            new MiddlewareSet([ActivatorUtilities.CreateInstance<ChannelManners>(services)]));
        await foreach (var line in TranscriptReader.ReadAsync(file, cancellationToken))
        {
            if (!line.IsInbound || line.ToActivity() is not { Type: ActivityTypes.Message or ActivityTypes.ConversationUpdate } activity)
                continue;
            await context.Output.WriteLineAsync($"> {(activity.Type == ActivityTypes.Message ? line.Said : $"({activity.Type})")}");
            await adapter.ReplayAsync(activity, line.Said ?? "", services.GetRequiredService<TreatyBotHandler>(), cancellationToken);
        }
        return CommandLine.Done;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await using var services = await context.BuildServicesAsync();
        await IngestionReport.EnsureCorpusAsync(services.GetRequiredService<CorpusReadiness>(), context.Error, cancellationToken);
        var bot = services.GetRequiredService<TreatyBotHandler>();
        var isTerminal = Terminal.IsTerminal(context.Output) && Terminal.IsTerminal(context.Input);
        var adapter = new ConsoleAdapter(context.Output, Terminal.HasColour(context.Output), Terminal.Width(context.Output));
        if (isTerminal)
            await context.Output.WriteLineAsync("Ask about an arms-control treaty. /help, /sources, /quit.");
        while (true)
        {
            if (isTerminal)
                await context.Output.WriteAsync("> ");
            if (await context.Input.ReadLineAsync(cancellationToken) is not { } line || line.Trim() is "/quit" or "/exit")
                return CommandLine.Done;
            if (!isTerminal && line.Trim().Length > 0)
                await context.Output.WriteLineAsync($"> {line.Trim()}");
            await adapter.SayAsync(line, bot, cancellationToken);
        }
    }
}
