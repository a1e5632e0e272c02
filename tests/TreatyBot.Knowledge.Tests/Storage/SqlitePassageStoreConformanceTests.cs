using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Storage.Sqlite;

namespace TreatyBot.Knowledge.Tests.Storage;

public sealed class SqlitePassageStoreConformanceTests : PassageStoreConformanceTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("treatybot-store-");

    protected override IPassageStore Create() => new SqlitePassageStore(
        Options.Create(new StoreOptions { Path = Path.Combine(_folder.FullName, "data", "store.db") }),
        new FakeTimeProvider(Now),
        NullLogger<SqlitePassageStore>.Instance);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
