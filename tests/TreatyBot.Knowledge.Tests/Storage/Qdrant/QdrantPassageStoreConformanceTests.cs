using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Storage.Qdrant;
using TreatyBot.Knowledge.Tests.Storage.Qdrant.Loopback;

namespace TreatyBot.Knowledge.Tests.Storage.Qdrant;

/// <summary>The store's contract over the loopback server, which holds every request and answer against Qdrant's description.</summary>
public sealed class QdrantPassageStoreConformanceTests : PassageStoreConformanceTests
{
    private FakeQdrant _server = null!;

    protected override IPassageStore Create() => new QdrantPassageStore(
        Options.Create(new StoreOptions { Provider = StoreProvider.Qdrant, Endpoint = _server.Endpoint, Collection = "corpus" }),
        Options.Create(new QdrantOptions()),
        new FakeTimeProvider(Now),
        NullLogger<QdrantPassageStore>.Instance);

    public override async ValueTask InitializeAsync()
    {
        _server ??= await FakeQdrant.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _server.DisposeAsync();
        _server.Complaints.Distinct().ShouldBeEmpty();
    }
}
