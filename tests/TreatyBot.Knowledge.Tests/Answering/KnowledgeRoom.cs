using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Tests.Ingestion;
using TreatyBot.Shared;

namespace TreatyBot.Knowledge.Tests.Answering;

/// <summary>The whole of the knowledge room over a few documents in a SQLite file, without a model, on <see cref="InventedCorpus.Today"/>.</summary>
internal sealed class KnowledgeRoom : IAsyncDisposable
{
    private readonly TempCorpus _corpus = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("treatybot-knowledge-");

    private KnowledgeRoom()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Corpus:Path"] = _corpus.Root,
            ["Store:Path"] = Path.Combine(_folder.FullName, "store.db"),
            ["Models:Embeddings:Provider"] = "None",
        }).Build();
        Services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(new FakeTimeProvider(InventedCorpus.Today))
            .AddTreatyKnowledge(settings)
            .BuildServiceProvider();
    }

    public ServiceProvider Services { get; }

    /// <summary>With the documents ingested, each without a failure.</summary>
    public static async Task<KnowledgeRoom> OverAsync(IEnumerable<(string Path, string Text)> documents)
    {
        var room = new KnowledgeRoom();
        foreach (var (path, text) in documents)
            room._corpus.Write(path, text);
        await room.Services.GetRequiredService<IPassageStore>().OpenAsync(CancellationToken.None);
        var summary = await room.Services.GetRequiredService<Ingestor>().IngestAsync(null, null, CancellationToken.None);
        summary.HasFailures.ShouldBeFalse(string.Join('\n', summary.Results.Select(result => result.Reason)));
        return room;
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        _corpus.Dispose();
        _folder.Delete(recursive: true);
    }
}
