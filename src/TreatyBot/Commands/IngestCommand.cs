using System.CommandLine;
using Microsoft.Extensions.Options;
using TreatyBot.Configuration;
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
        var rebuild = new Option<bool>("--rebuild") { Description = "First set the store's file aside, damaged as it may be, and ingest into a new one (SQLite)." };
        var command = new Command("ingest", "Reads new and changed documents into the store; files that are gone leave it.") { paths, prune, rebuild };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(rebuild))
                await SetAsideAsync(context, parsed.GetValue(paths) ?? []);
            return await RunAsync(context, parsed.GetValue(paths) ?? [], parsed.GetValue(prune), cancellationToken);
        });
        return command;
    }

    private static async Task SetAsideAsync(CommandContext context, string[] paths)
    {
        await using var services = await context.BuildServicesAsync();
        var options = services.GetRequiredService<IOptions<StoreOptions>>().Value;
        if (options.Provider != StoreProvider.Sqlite || paths.Length > 0)
            throw new UsageException("--rebuild is for the whole corpus in an SQLite store; Qdrant builds anew beside what serves, by \"ingest\" alone.");
        if (StoreFiles.SetAside(options.Path) is { } aside)
            await context.Output.WriteLineAsync($"set aside: {aside}");
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
