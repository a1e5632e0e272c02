using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Storage.Qdrant;

namespace TreatyBot.Knowledge.Tests.Storage.Qdrant;

/// <summary>The same contract on a real server, whose URL TREATYBOT_TEST_QDRANT holds (and TREATYBOT_TEST_QDRANT_KEY its key, if it has one).</summary>
public sealed class QdrantServerConformanceTests : PassageStoreConformanceTests
{
    private static readonly string? Url = Environment.GetEnvironmentVariable("TREATYBOT_TEST_QDRANT");
    private readonly string _collection = $"treatybot-test-{Guid.NewGuid():n}";

    protected override IPassageStore Create() => new QdrantPassageStore(
        Options.Create(new StoreOptions
        {
            Provider = StoreProvider.Qdrant,
            Endpoint = new Uri(Url!),
            ApiKey = Environment.GetEnvironmentVariable("TREATYBOT_TEST_QDRANT_KEY"),
            Collection = _collection,
        }),
        Options.Create(new QdrantOptions()),
        new FakeTimeProvider(Now),
        NullLogger<QdrantPassageStore>.Instance);

    public override async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Url), "skipped: no Qdrant");
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        if (Store is QdrantPassageStore store)
        {
            // A store that a test has disposed of can no longer say where it lived.
            await using var cleaner = (QdrantPassageStore)Create();
            await cleaner.Client.DeleteCollectionAsync($"{_collection}-1", CancellationToken.None);
            await base.DisposeAsync();
        }
    }
}
