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
        var prune = new Option<bool>("--prune") { Description = "Afterwards remove what earlier builds of the store left behind (Qdrant)." };
        var command = new Command("ingest", "Reads new and changed documents into the store; files that are gone leave it.") { paths, prune };
        command.SetAction((parsed, cancellationToken) => RunAsync(context, parsed.GetValue(paths) ?? [], parsed.GetValue(prune), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, string[] paths, bool prunes, CancellationToken cancellationToken)
    {
        await using var services = await context.BuildServicesAsync();
        var store = services.GetRequiredService<IPassageStore>();
        await store.OpenAsync(cancellationToken);
        var summary = await IngestionReport.ShowAsync(
            progress => services.GetRequiredService<Ingestor>().IngestAsync(paths, progress, cancellationToken), context.Error);
        IngestionReport.Write(summary, context.Output);
        if (prunes && store is IStagedStore staged)
        {
            foreach (var removed in await staged.PruneAsync(cancellationToken))
                await context.Output.WriteLineAsync($"pruned: {removed}");
        }
        return summary.HasFailures ? CommandLine.Failed : CommandLine.Done;
    }
}
