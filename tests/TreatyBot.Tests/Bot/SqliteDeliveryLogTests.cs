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

        (await one.TryClaimAsync(Key, Token)).ShouldBeTrue();

        (await one.TryClaimAsync(Key, Token)).ShouldBeFalse();
        (await two.TryClaimAsync(Key, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Claim_OfAnOwnerThatEnded_IsFree()
    {
        using (var ended = Open())
            await ended.TryClaimAsync(Key, Token);
        using var next = Open();

        (await next.TryClaimAsync(Key, Token)).ShouldBeTrue();
        (await next.TryClaimAsync(Key, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Completed_OfAnOwnerThatEnded_StaysTaken()
    {
        using (var ended = Open())
        {
            await ended.TryClaimAsync(Key, Token);
            await ended.CompleteAsync(Key, Token);
        }
        using var next = Open();

        (await next.TryClaimAsync(Key, Token)).ShouldBeFalse();
        (await next.TryClaimAsync(Key with { ConversationId = "a:2" }, Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Released_IsFree()
    {
        using var log = Open();
        await log.TryClaimAsync(Key, Token);

        await log.ReleaseAsync(Key, Token);

        (await log.TryClaimAsync(Key, Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Old_IsForgotten()
    {
        using (var log = Open())
        {
            await log.TryClaimAsync(Key, Token);
            await log.CompleteAsync(Key, Token);
        }
        _time.Advance(TimeSpan.FromDays(3));
        using var next = Open();

        await next.TryClaimAsync(Key with { ActivityId = "2" }, Token);

        (await next.TryClaimAsync(Key, Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task ManyAtOnce_OneWins()
    {
        using var one = Open();
        using var two = Open();

        var claims = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () => await (i % 2 == 0 ? one : two).TryClaimAsync(Key, Token))));

        claims.Count(won => won).ShouldBe(1);
    }

    [Fact]
    public async Task FileThatIsNoDatabase_LeavesDuplicatesKnownForTheProcess()
    {
        await File.WriteAllTextAsync(_folder["deliveries.db"], new string('x', 5000), Token);
        using var log = Open();

        (await log.TryClaimAsync(Key, Token)).ShouldBeTrue();
        (await log.TryClaimAsync(Key, Token)).ShouldBeFalse();
    }

    private SqliteDeliveryLog Open() => new(
        Options.Create(new DeliveryOptions { Path = _folder["deliveries.db"] }), _time, NullLogger<SqliteDeliveryLog>.Instance);
}
