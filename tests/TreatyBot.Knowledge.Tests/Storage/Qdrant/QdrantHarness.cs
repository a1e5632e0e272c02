using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Storage.Qdrant;
using TreatyBot.Knowledge.Tests.Storage.Qdrant.Loopback;

namespace TreatyBot.Knowledge.Tests.Storage.Qdrant;

/// <summary>A loopback server and the stores upon it.</summary>
internal sealed class QdrantHarness(FakeQdrant server) : IAsyncDisposable, ILogger<QdrantPassageStore>
{
    private readonly List<QdrantPassageStore> _stores = [];

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public FakeQdrant Server => server;

    public QdrantOptions Options { get; } = new() { RetryDelay = TimeSpan.Zero, Timeout = TimeSpan.FromSeconds(30) };

    public string? ApiKey { get; set; }

    /// <summary>The clock of every store that is made from now on.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>What the stores made from now on believe the corpus is embedded by.</summary>
    public IEmbeddingModel? Embeddings { get; set; }

    public ConcurrentQueue<string> Log { get; } = new();

    public static async Task<QdrantHarness> StartAsync(FakeQdrant? server = null) => new(await FakeQdrant.StartAsync(server is null ? null : () => server));

    public QdrantPassageStore Make(string collection = "corpus")
    {
        var store = new QdrantPassageStore(
            Microsoft.Extensions.Options.Options.Create(new StoreOptions { Provider = StoreProvider.Qdrant, Endpoint = server.Endpoint, ApiKey = ApiKey, Collection = collection }),
            Microsoft.Extensions.Options.Options.Create(Options), Time, this, Embeddings);
        _stores.Add(store);
        return store;
    }

    public async Task<QdrantPassageStore> OpenAsync(string collection = "corpus")
    {
        var store = Make(collection);
        await store.OpenAsync(Cancellation);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
            await store.DisposeAsync();
        await server.DisposeAsync();
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Log.Enqueue($"{logLevel}: {formatter(state, exception)}");
}
