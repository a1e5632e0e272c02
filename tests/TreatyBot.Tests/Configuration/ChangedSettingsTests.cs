using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TreatyBot.Configuration;
using TreatyBot.Tests.Corpus;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Configuration;

/// <summary>A settings file is edited, half written and deleted while the host answers.</summary>
public sealed class ChangedSettingsTests
{
    private const string Question = "When was the INF Treaty signed?";
    private const string Before = """{ "Answering": { "MaximumQuotes": 1 }, "Models": { "Chat": { "ApiKey": "secret-1" } } }""";

    [Theory]
    [InlineData("""{ "Answering": { "MaximumQuotes": 3, "MinimumEvidence": 1 }, "Models": { "Chat": { "ApiKey": "secret-2" } } }""", "restart to take over Answering:MaximumQuotes, Answering:MinimumEvidence, Models:Chat:ApiKey")]
    [InlineData("""{ "Answering": { "Maximum""", "a restart would fail on it")]
    [InlineData("""{ "Answering": { "MaximumQuots": 3 } }""", "did you mean Answering:MaximumQuotes?")]
    [InlineData(null, "is gone or cannot be read")]
    public async Task Change_IsToldAndAnswersStayAsTheyWere(string? after, string told)
    {
        using var folder = new TempFolder();
        TestCorpus.CopyTo(folder["corpus"]);
        await File.WriteAllTextAsync(folder["settings.json"], Before, TestContext.Current.CancellationToken);
        var time = new PassingTime();
        await using var host = await TestHost.StartAsync(configure: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)), folder: folder);
        var first = (string?)(await host.SayAsync(Question))["text"];
        await time.WaitedAsync(SettingsWatcher.Interval);

        if (after is null)
            File.Delete(folder["settings.json"]);
        else
            await File.WriteAllTextAsync(folder["settings.json"], after, TestContext.Current.CancellationToken);
        time.Advance(SettingsWatcher.Interval);
        await time.WaitedAsync(SettingsWatcher.Interval);

        host.Log.ToString().ShouldContain(told);
        host.Log.ToString().ShouldNotContain("secret-");
        ((string?)(await host.SayAsync(Question))["text"]).ShouldBe(first);
    }
}
