using System.CommandLine;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Output;

namespace TreatyBot.Commands;

/// <summary><c>sources</c>: the documents that answers come from.</summary>
internal static class SourcesCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("sources", "Lists the documents in the store, with publisher, date, authority and size.");
        command.SetAction((_, cancellationToken) => RunAsync(context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await using var services = await context.BuildServicesAsync();
        var store = services.GetRequiredService<IPassageStore>();
        await store.OpenAsync(cancellationToken);
        var documents = await store.ListDocumentsAsync(cancellationToken);
        if (documents.Count == 0)
        {
            await context.Output.WriteLineAsync("The store holds no documents yet. Run treatybot ingest.");
            return CommandLine.Done;
        }
        foreach (var document in documents)
            await context.Output.WriteLineAsync(SourceLine.Of(document));
        var info = await store.GetInfoAsync(cancellationToken);
        await context.Output.WriteLineAsync($"{info.DocumentCount} documents, {info.PassageCount} passages, {info.VectorCount} vectors; corpus {info.CorpusHash[..12]}.");
        return CommandLine.Done;
    }
}
