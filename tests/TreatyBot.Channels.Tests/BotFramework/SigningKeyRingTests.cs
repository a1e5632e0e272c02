namespace TreatyBot.Channels.Tests.BotFramework;

/// <summary>Through the door, as that is where the bounds matter.</summary>
public sealed class SigningKeyRingTests
{
    [Fact]
    public async Task UnknownKeyId_AThousandTimes_FetchesOncePerWindow()
    {
        await using var attempt = await InboundAttempt.CreateAsync();
        (await attempt.SendForStatusAsync()).ShouldBe(202);
        attempt.KeyService.Fetches.ShouldBe(1);
        attempt.Time.Advance(TimeSpan.FromMinutes(6));

        for (int i = 0; i < 1000; i++)
        {
            attempt.Header["kid"] = $"unknown-{i}";
            (await attempt.SendForStatusAsync()).ShouldBe(401);
        }

        attempt.KeyService.Fetches.ShouldBe(2);
    }

    [Fact]
    public async Task FirstRequests_AtOnce_ShareOneFetch()
    {
        await using var attempt = await InboundAttempt.CreateAsync();
        var gate = new TaskCompletionSource();
        attempt.KeyService.Gate = gate.Task;

        var requests = Enumerable.Range(0, 50).Select(_ => attempt.SendForStatusAsync()).ToList();
        gate.SetResult();

        (await Task.WhenAll(requests)).ShouldAllBe(status => status == 202);
        attempt.KeyService.Fetches.ShouldBe(1);
    }

    [Fact]
    public async Task RotatedKey_AfterTheFloor_Works()
    {
        await using var attempt = await InboundAttempt.CreateAsync();
        (await attempt.SendForStatusAsync()).ShouldBe(202);
        attempt.KeyService.Keys = [Jwt.PublicJwk(Jwt.AttackerKey, "key-2", "msteams")];
        attempt.Header["kid"] = "key-2";
        attempt.Signer = Jwt.AttackerKey;

        (await attempt.SendForStatusAsync()).ShouldBe(401);
        attempt.Time.Advance(TimeSpan.FromMinutes(5));

        (await attempt.SendForStatusAsync()).ShouldBe(202);
    }

    [Fact]
    public async Task BrokenService_WithCachedKeys_KeepsTheLastGoodOnes()
    {
        await using var attempt = await InboundAttempt.CreateAsync();
        (await attempt.SendForStatusAsync()).ShouldBe(202);
        attempt.KeyService.IsBroken = true;
        attempt.Time.Advance(TimeSpan.FromHours(25));
        attempt.Claims["exp"] = attempt.At(TimeSpan.FromHours(1));

        (await attempt.SendForStatusAsync()).ShouldBe(202);
        attempt.KeyService.Fetches.ShouldBe(2);
    }

    [Fact]
    public async Task BrokenService_ForDays_EndsTheTrust()
    {
        await using var attempt = await InboundAttempt.CreateAsync();
        (await attempt.SendForStatusAsync()).ShouldBe(202);
        attempt.KeyService.IsBroken = true;
        attempt.Time.Advance(TimeSpan.FromDays(6));
        attempt.Claims["exp"] = attempt.At(TimeSpan.FromHours(1));

        (await attempt.SendForStatusAsync()).ShouldBe(503);
    }

    [Fact]
    public async Task BrokenService_ThatRecovers_IsAskedAgainSoon()
    {
        await using var attempt = await InboundAttempt.CreateAsync();
        attempt.KeyService.IsBroken = true;
        (await attempt.SendForStatusAsync()).ShouldBe(503);
        attempt.KeyService.IsBroken = false;

        (await attempt.SendForStatusAsync()).ShouldBe(503);
        attempt.Time.Advance(TimeSpan.FromSeconds(15));

        (await attempt.SendForStatusAsync()).ShouldBe(202);
    }

    [Fact]
    public async Task KeyTakenBack_AtTheDailyFetch_IsNoLongerTrusted()
    {
        await using var attempt = await InboundAttempt.CreateAsync();
        (await attempt.SendForStatusAsync()).ShouldBe(202);
        attempt.KeyService.Keys = [Jwt.PublicJwk(Jwt.AttackerKey, "key-2", "msteams")];
        attempt.Time.Advance(TimeSpan.FromHours(24));
        attempt.Claims["exp"] = attempt.At(TimeSpan.FromHours(1));

        (await attempt.SendForStatusAsync()).ShouldBe(401);
    }
}
