using System.CommandLine;
using Microsoft.Extensions.Options;
using TreatyBot.Configuration;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Storage.Qdrant;
using TreatyBot.Knowledge.Storage.Sqlite;
using TreatyBot.Output;

namespace TreatyBot.Commands;

/// <summary><c>store copy</c> and <c>store snapshot</c>: the corpus from one store to another, and a copy to keep.</summary>
internal static class StoreCommand
{
    public static Command Create(CommandContext context) => new("store", "Copies the store and makes snapshots of it.") { Copy(context), Snapshot(context) };

    private static Command Copy(CommandContext context)
    {
        var to = new Option<string>("--to") { Description = "Where to: the other kind of store, under its own settings.", Required = true }.AcceptOnlyFromAmong("sqlite", "qdrant");
        var from = new Option<string?>("--from") { Description = "Where from; the store that Store:Provider names unless given." }.AcceptOnlyFromAmong("sqlite", "qdrant");
        var replace = new Option<bool>("--replace") { Description = "Remove documents that only the target holds." };
        var command = new Command("copy", "Copies the corpus between SQLite (Store:Path) and Qdrant (Store:Endpoint) without embedding again, and verifies the copy.") { to, from, replace };
        command.SetAction((parsed, cancellationToken) => CopyAsync(context, parsed.GetValue(from), parsed.GetValue(to)!, parsed.GetValue(replace), cancellationToken));
        return command;
    }

    private static Command Snapshot(CommandContext context)
    {
        var output = new Option<string?>("--output") { Description = "The file to write; for SQLite only.", HelpName = "FILE" };
        var command = new Command("snapshot", "Makes a copy to keep: a file for SQLite, a snapshot on the server for Qdrant.") { output };
        command.SetAction((parsed, cancellationToken) => SnapshotAsync(context, parsed.GetValue(output), cancellationToken));
        return command;
    }

    private static async Task<int> CopyAsync(CommandContext context, string? from, string to, bool replaces, CancellationToken cancellationToken)
    {
        await using var services = await context.BuildServicesAsync();
        var options = services.GetRequiredService<IOptions<StoreOptions>>().Value;
        from ??= options.Provider.ToString().ToLowerInvariant();
        if (from == to)
            throw new UsageException($"store copy --to {to}: that is where the corpus is (Store:Provider is {options.Provider}). Give the other store, or --from.");
        if (options.Endpoint is null)
            throw new UsageException("store copy: Store:Endpoint is not set. Set it to Qdrant's address, such as http://127.0.0.1:6333.");
        var (source, target) = (Choose(services, from), Choose(services, to));
        await source.OpenAsync(cancellationToken);
        await target.OpenAsync(cancellationToken);
        var result = await StoreCopier.CopyAsync(source, target, replaces, new Counter(context.Error), cancellationToken);
        await WriteAsync(context.Output, result, from, to);
        return CommandLine.Done;
    }

    private static async Task<int> SnapshotAsync(CommandContext context, string? output, CancellationToken cancellationToken)
    {
        await using var services = await context.BuildServicesAsync();
        var options = services.GetRequiredService<IOptions<StoreOptions>>().Value;
        if (options.Provider == StoreProvider.Qdrant)
        {
            if (output is not null)
                throw new UsageException("store snapshot --output: Qdrant keeps its snapshots on the server; leave --output out.");
            var qdrant = services.GetRequiredService<QdrantPassageStore>();
            await qdrant.OpenAsync(cancellationToken);
            await context.Output.WriteLineAsync(await qdrant.CreateSnapshotAsync(cancellationToken));
            return CommandLine.Done;
        }
        if (output is null)
            throw new UsageException("store snapshot: give --output FILE.");
        return await WriteFileAsync(context, services, options.Path, output, cancellationToken);
    }

    // Under another name until it is whole and verified.
    private static async Task<int> WriteFileAsync(
        CommandContext context, ServiceProvider services, string path, string output, CancellationToken cancellationToken)
    {
        if (File.Exists(output) || Directory.Exists(output))
            throw new UsageException($"store snapshot --output {output}: {(File.Exists(output) ? "the file is there already; give another name" : $"that is a folder; name a file in it, such as {Path.Combine(output, "snapshot.db")}")}.");
        if (!File.Exists(path))
            throw new UsageException($"store snapshot: there is no store at '{path}' (setting Store:Path). Set Store:Path to where it is, or run treatybot ingest.");
        var unfinished = output + ".unfinished";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
            File.Delete(unfinished);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"store snapshot --output {output}: cannot be written ({exception.Message}). Give a file in a folder that is writable.");
        }
        var source = services.GetRequiredService<SqlitePassageStore>();
        await source.OpenAsync(cancellationToken);
        CopyResult result;
        await using (var target = new SqlitePassageStore(
            Options.Create(new StoreOptions { Path = unfinished }), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<SqlitePassageStore>>()))
        {
            await target.OpenAsync(cancellationToken);
            result = await StoreCopier.CopyAsync(source, target, false, new Counter(context.Error), cancellationToken);
        }
        File.Move(unfinished, output);
        await WriteAsync(context.Output, result, path, output);
        return CommandLine.Done;
    }

    private static IPassageStore Choose(ServiceProvider services, string kind) =>
        kind == "qdrant" ? services.GetRequiredService<QdrantPassageStore>() : services.GetRequiredService<SqlitePassageStore>();

    private static Task WriteAsync(TextWriter output, CopyResult result, string from, string to) => output.WriteLineAsync(
        $"{from} to {to}: {result.Copied} of {result.Documents} documents copied, {result.Removed} removed; "
        + $"{result.Passages} passages, {result.Vectors} vectors. Both hold the same: checksum {result.Checksum}.");

    private sealed class Counter(TextWriter error) : IProgress<(int Done, int Total)>
    {
        public void Report((int Done, int Total) value)
        {
            if (Terminal.IsTerminal(error))
                error.Write($"\r{value.Done}/{value.Total}{(value.Done == value.Total ? "\n" : "")}");
        }
    }
}
