using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Slack.Web;
using TreatyBot.Shared;

namespace TreatyBot.Channels.Tests.Slack;

public sealed class SlackCompositionTests
{
    [Fact]
    public async Task AddSlackWeb_FromSettings_SpeaksToTheConfiguredApi()
    {
        await using var slack = await FakeSlack.StartAsync();
        await using var services = Services(new() { ["Channels:Slack:ApiBaseUrl"] = slack.ApiBaseUrl });

        var installation = await services.GetRequiredService<SlackWebClient>().TestAuthAsync(FakeSlack.BotToken, TestContext.Current.CancellationToken);

        installation.BotUserId.ShouldBe(FakeSlack.BotUserId);
        services.GetRequiredService<SlackStreams>().ShouldBeSameAs(services.GetRequiredService<SlackStreams>());
    }

    [Fact]
    public async Task AddSlackWeb_BadSettings_FailAtStart()
    {
        await using var services = Services(new() { ["Channels:Slack:BotToken"] = "xapp-1" });

        Should.Throw<OptionsValidationException>(() => services.GetRequiredService<IOptions<SlackOptions>>().Value).Message.ShouldContain("Channels:Slack:BotToken");
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .AddLogging()
        .AddSlackWeb()
        .BuildServiceProvider();
}
