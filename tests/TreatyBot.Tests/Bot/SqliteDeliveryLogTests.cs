using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TreatyBot.Bot;
using TreatyBot.Channels.Turns;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Bot;

public sealed class SqliteDeliveryLogTests : IDisposable
{
    private static readonly DeliveryKey Key = new("msteams", "a:1", "1");
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Claim_HeldByALivingOwner_IsRefusedToAll()
    {
        using var one = Open();
        using var two = Open();

        (await one.ClaimAsync(Key, Token)).ShouldBe(DeliveryClaim.Fresh);

        (await one.ClaimAsync(Key, Token)).ShouldBe(DeliveryClaim.Taken);
        (await two.ClaimAsync(Key, Token)).ShouldBe(DeliveryClaim.Taken);
    }

    [Fact]
    public async Task Claim_OfAnOwnerThatEnded_IsFree()
    {
        using (var ended = Open())
            await ended.ClaimAsync(Key, Token);
        using var next = Open();

        (await next.ClaimAsync(Key, Token)).ShouldBe(DeliveryClaim.Fresh);
        (await next.ClaimAsync(Key, Token)).ShouldBe(DeliveryClaim.Taken);
    }

    [Fact]
    public async Task Completed_OfAnOwnerThatEnded_StaysTaken()
    {
        using (var ended = Open())
        {
            await ended.ClaimAsync(Key, Token);
            await ended.CompleteAsync(Key, Token);
        }
        using var next = Open();

        (await next.ClaimAsync(Key, Token)).ShouldBe(DeliveryClaim.Taken);
        (await next.ClaimAsync(Key with { ConversationId = "a:2" }, Token)).ShouldBe(DeliveryClaim.Fresh);
    }

    [Fact]
    public async Task Sending_OfAnOwnerThatEnded_IsInterruptedUntilItIsCompleted()
    {
        using (var ended = Open())
        {
            await ended.ClaimAsync(Key, Token);
            await ended.MarkSendingAsync(Key, Token);
            (await ended.ClaimAsync(Key, Token)).ShouldBe(DeliveryClaim.Taken);
        }
        using (var ended = Open())
            (await ended.ClaimAsync(Key, Token)).ShouldBe(DeliveryClaim.Interrupted);
        using var next = Open();

        (await next.ClaimAsync(Key, Token)).ShouldBe(DeliveryClaim.Interrupted);
        await next.CompleteAsync(Key, Token);
        (await next.ClaimAsync(Key, Token)).ShouldBe(DeliveryClaim.Taken);
    }

    [Fact]
    public async Task ReleasedWhileSending_IsInterruptedForAll()
    {
        using var one = Open();
        using var two = Open();
        await one.ClaimAsync(Key, Token);
        await one.MarkSendingAsync(Key, Token);

        await one.ReleaseAsync(Key, isInterrupted: true, Token);

        (await two.ClaimAsync(Key, Token)).ShouldBe(DeliveryClaim.Interrupted);
        (await one.ClaimAsync(Key, Token)).ShouldBe(DeliveryClaim.Taken);
    }

    [Fact]
    public async Task FileOfAnEarlierVersion_IsReadOn()
    {
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_folder["deliveries.db"]};Pooling=false"))
        {
            await connection.OpenAsync(Token);
            using var create = connection.CreateCommand();
            create.CommandText = "create table deliveries (key blob primary key, owner text, at integer not null) without rowid";
            await create.ExecuteNonQueryAsync(Token);
        }
        using (var ended = Open())
        {
            await ended.ClaimAsync(Key, Token);
            await ended.MarkSendingAsync(Key, Token);
        }
        using var next = Open();

        (await next.ClaimAsync(Key, Token)).ShouldBe(DeliveryClaim.Interrupted);
    }

    [Fact]
    public async Task DeliveriesOfAnEarlierVersion_StayKnown()
    {
        using (var log = Open())
        {
            await log.ClaimAsync(Key, Token);
            await log.CompleteAsync(Key, Token);
            await log.ClaimAsync(Key with { ActivityId = "2" }, Token);
            await log.MarkSendingAsync(Key with { ActivityId = "2" }, Token);
        }
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_folder["deliveries.db"]};Pooling=false"))
        {
            await connection.OpenAsync(Token);
            using var turnBack = connection.CreateCommand();
            turnBack.CommandText = """
                alter table deliveries rename to newer;
                drop index deliveries_by_age;
                create table deliveries (key blob primary key, owner text, at integer not null, sending integer not null default 0) without rowid;
                create index deliveries_by_age on deliveries (at);
                insert into deliveries select key, owner, at, sending from newer;
                drop table newer;
                """;
            await turnBack.ExecuteNonQueryAsync(Token);
        }
        using var next = Open();

        (await next.ClaimAsync(Key, Token)).ShouldBe(DeliveryClaim.Taken);
        (await next.ClaimAsync(Key with { ActivityId = "2" }, Token)).ShouldBe(DeliveryClaim.Interrupted);
    }

    [Fact]
    public async Task Released_IsFree()
    {
        using var log = Open();
        await log.ClaimAsync(Key, Token);

        await log.ReleaseAsync(Key, isInterrupted: false, Token);

        (await log.ClaimAsync(Key, Token)).ShouldBe(DeliveryClaim.Fresh);
    }

    [Fact]
    public async Task Old_IsForgotten()
    {
        using (var log = Open())
        {
            await log.ClaimAsync(Key, Token);
            await log.CompleteAsync(Key, Token);
        }
        _time.Advance(TimeSpan.FromDays(3));
        using var next = Open();

        await next.ClaimAsync(Key with { ActivityId = "2" }, Token);

        (await next.ClaimAsync(Key, Token)).ShouldBe(DeliveryClaim.Fresh);
    }

    [Fact]
    public async Task ManyAtOnce_OneWins()
    {
        using var one = Open();
        using var two = Open();

        var claims = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () => await (i % 2 == 0 ? one : two).ClaimAsync(Key, Token))));

        claims.Count(claim => claim == DeliveryClaim.Fresh).ShouldBe(1);
    }

    [Fact]
    public async Task FileThatIsNoDatabase_LeavesDuplicatesKnownForTheProcess()
    {
        await File.WriteAllTextAsync(_folder["deliveries.db"], new string('x', 5000), Token);
        using var log = Open();

        (await log.ClaimAsync(Key, Token)).ShouldBe(DeliveryClaim.Fresh);
        (await log.ClaimAsync(Key, Token)).ShouldBe(DeliveryClaim.Taken);
    }

    private SqliteDeliveryLog Open() => new(
        Options.Create(new DeliveryOptions { Path = _folder["deliveries.db"] }), _time, NullLogger<SqliteDeliveryLog>.Instance);
}
