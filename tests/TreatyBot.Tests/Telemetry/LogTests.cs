using System.Text.Json;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Telemetry;

public sealed class LogTests
{
    [Theory]
    [InlineData("Trace", true)]
    [InlineData("Debug", false)]
    [InlineData("Information", false)]
    public async Task UserText_IsLoggedAtTraceAlone(string level, bool isLogged)
    {
        await using var host = await TestHost.StartAsync(new() { ["Logging:LogLevel:Default"] = level });

        await host.SayAsync("When was the INF Treaty signed?");
        await host.IdleAsync();

        host.Log.ToString().Contains("When was the INF", StringComparison.OrdinalIgnoreCase).ShouldBe(isLogged);
        host.Log.ToString().Contains("8 December 1987", StringComparison.OrdinalIgnoreCase).ShouldBe(isLogged);
        host.Log.ToString().ShouldContain("Answered");
    }

    [Fact]
    public async Task Lines_AsJson_CarryTurnAndFields()
    {
        await using var host = await TestHost.StartAsync(new() { ["Logging:LogLevel:Default"] = "Information", ["Telemetry:LogFormat"] = "json" });

        await host.SayAsync("When was the INF Treaty signed?");
        await host.IdleAsync();

        var lines = host.Log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var answered = lines.Single(line => line.GetProperty("event").GetString() == "LogAnswered");
        var done = lines.Single(line => line.GetProperty("category").GetString() == "TreatyBot.Bot.TurnLog");
        answered.GetProperty("turn").GetString().ShouldBe(done.GetProperty("turn").GetString());
        answered.GetProperty("turn").GetString()!.Length.ShouldBe(8);
        answered.GetProperty("fields").GetProperty("Answerer").GetString().ShouldBe("events");
        answered.GetProperty("level").GetString().ShouldBe("information");
    }

    [Fact]
    public async Task Lines_OfAnInvoke_CarryItsTurnToo()
    {
        await using var host = await TestHost.StartAsync(new() { ["Logging:LogLevel:Default"] = "Information" });
        var invoke = host.Activity("invoke");
        invoke["name"] = "composeExtension/query";

        await host.PostAsync(invoke);

        host.Log.ToString().ShouldContain("(invoke) took");
        host.Log.ToString().Split('\n').Single(line => line.Contains("(invoke) took", StringComparison.Ordinal)).ShouldContain("[turn ");
    }
}
