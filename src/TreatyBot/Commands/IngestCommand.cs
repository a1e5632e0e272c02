using System.CommandLine;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Output;

namespace TreatyBot.Commands;

/// <summary><c>ingest [PATH…]</c>: brings the store in line with the corpus, or adds the files named.</summary>
internal static class IngestCommand
{
    public static Command Create(CommandContext context)
    {
        var paths = new Argument<string[]>("path") { Description = "Files or folders below the corpus; none means the whole corpus.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("ingest", "Reads new and changed documents into the store; files that are gone leave it.") { paths };
        command.SetAction((parsed, cancellationToken) => RunAsync(context, parsed.GetValue(paths) ?? [], cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, string[] paths, CancellationToken cancellationToken)
    {
        await using var services = await context.BuildServicesAsync();
        await services.GetRequiredService<IPassageStore>().OpenAsync(cancellationToken);
        var summary = await IngestionReport.ShowAsync(
            progress => services.GetRequiredService<Ingestor>().IngestAsync(paths, progress, cancellationToken), context.Error);
        IngestionReport.Write(summary, context.Output);
        return summary.HasFailures ? CommandLine.Failed : CommandLine.Done;
    }
}
