using System.CommandLine;
using TreatyBot.Configuration;
using TreatyBot.Corpus;
using TreatyBot.Knowledge.Answering.Timelines;
using TreatyBot.Output;
using TreatyBot.Pictures;

namespace TreatyBot.Commands;

/// <summary><c>timeline TREATY</c>: a treaty's dated events with their sources, as a list and as a picture.</summary>
internal static class TimelineCommand
{
    public static Command Create(CommandContext context)
    {
        var treaty = new Argument<string>("treaty") { Description = "A name, alias or id of the treaty, such as \"New START\" or cfe." };
        var party = new Option<string?>("--party") { Description = "Only what concerns this party.", HelpName = "PARTY" };
        var png = new Option<string?>("--png") { Description = "Also draws the timeline into this file.", HelpName = "FILE" };
        var format = new Option<string>("--format") { Description = "How to print the timeline.", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong("text", "json");
        var command = new Command("timeline", "Lists the dated events of a treaty with citations, and draws them.") { treaty, party, png, format };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            context, parsed.GetValue(treaty)!, parsed.GetValue(party), parsed.GetValue(png), parsed.GetValue(format)!, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, string treaty, string? party, string? png, string format, CancellationToken cancellationToken)
    {
        if (png is not null && Path.GetDirectoryName(Path.GetFullPath(png)) is var folder && !Directory.Exists(folder))
            throw new UsageException($"--png {png}: there is no folder {folder}. Make it, or name another file.");
        if (png is not null && Directory.Exists(png))
            throw new UsageException($"--png {png}: this is a folder. Name a file in it.");
        await using var services = await context.BuildServicesAsync();
        await IngestionReport.EnsureCorpusAsync(services.GetRequiredService<CorpusReadiness>(), context.Error, cancellationToken);
        var result = await services.GetRequiredService<TimelineBuilder>().BuildAsync(treaty, party, cancellationToken);
        if (result.Timeline is not { } timeline)
            throw new UsageException(result.Refusal!);
        await context.Output.WriteLineAsync(format == "json" ? TimelineJson.Write(timeline) : new TimelineText(Terminal.Width(context.Output)).Write(timeline));
        if (png is null)
            return CommandLine.Done;
        if (timeline.Entries.Count == 0)
        {
            await context.Error.WriteLineAsync($"{png}: not drawn, for there is nothing to draw.");
            return CommandLine.Done;
        }
        return await SaveAsync(context, png, TimelinePicture.Draw(timeline), cancellationToken);
    }

    private static async Task<int> SaveAsync(CommandContext context, string path, byte[] picture, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllBytesAsync(path, picture, cancellationToken);
            await context.Error.WriteLineAsync($"Drawn: {path}");
            return CommandLine.Done;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await context.Error.WriteLineAsync($"--png {path}: the picture cannot be written: {exception.Message}");
            return CommandLine.Failed;
        }
    }
}
