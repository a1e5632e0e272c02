using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TreatyBot.Channels.BotFramework;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Tests.BotFramework;

public sealed class CompositionTests
{
    [Fact]
    public async Task AddBotFramework_FromSettings_BuildsTheAdapter()
    {
        await using var services = Services(new()
        {
            ["Channels:BotFramework:AppId"] = InboundAttempt.AppId,
            ["Channels:BotFramework:TenantId"] = InboundAttempt.Tenant,
            ["Channels:BotFramework:AppPassword"] = "x",
            ["Channels:BotFramework:Cloud"] = "UsGov",
            ["Channels:BotFramework:AllowedServiceHosts:0"] = "smba.example.org",
            ["Channels:Turns:Capacity"] = "9",
        });

        services.GetRequiredService<BotFrameworkAdapter>().ShouldNotBeNull();
        var options = services.GetRequiredService<IOptions<BotFrameworkOptions>>().Value;
        options.Cloud.ShouldBe(BotFrameworkCloud.UsGov);
        options.AllowedServiceHosts.ShouldBe(["smba.example.org"]);
        services.GetRequiredService<IOptions<TurnQueueOptions>>().Value.Capacity.ShouldBe(9);
        services.GetServices<IHostedService>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task AddBotFramework_BadSettings_FailAtStart()
    {
        await using var services = Services(new() { ["Channels:BotFramework:AppId"] = "bot", ["Channels:Turns:Parallelism"] = "0" });

        Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IOptions<BotFrameworkOptions>>().Value).Message.ShouldContain("Channels:BotFramework:AppId");
        Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IOptions<TurnQueueOptions>>().Value);
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .AddLogging()
        .AddBotFramework()
        .BuildServiceProvider();
}
