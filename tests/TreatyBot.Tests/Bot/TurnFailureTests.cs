using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TreatyBot.Knowledge;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Bot;

/// <summary>What users are told when something breaks: nothing of what.</summary>
public sealed class TurnFailureTests
{
    private const string Secret = "/var/secret/path";

    [Fact]
    public async Task UnexpectedFailure_GivesOneSentenceAndANumberThatTheLogHas()
    {
        await using var host = await StartAsync(new InvalidOperationException(Secret));

        var text = ((string?)(await host.SayAsync("When was the INF Treaty signed?"))["text"]).ShouldNotBeNull();

        text.ShouldNotContain(Secret);
        var number = text.TrimEnd('.').Split(' ')[^1];
        number.Length.ShouldBe(8);
        host.Log.ToString().ShouldContain(number);
        host.Log.ToString().ShouldNotContain("INF Treaty");
    }

    [Fact]
    public async Task BrokenStore_IsSaidToBeUnavailable()
    {
        await using var host = await StartAsync(new StoreException(Secret));

        var text = ((string?)(await host.SayAsync("When was the INF Treaty signed?"))["text"]).ShouldNotBeNull();

        text.ShouldContain("cannot reach my documents");
        text.ShouldNotContain(Secret);
    }

    private static Task<TestHost> StartAsync(Exception failure) =>
        TestHost.StartAsync(configure: services => services.Replace(ServiceDescriptor.Singleton<IAssistant>(new FailingAssistant(failure))));

    private sealed class FailingAssistant(Exception failure) : IAssistant
    {
        public Task<Answer> AskAsync(Question question, CancellationToken cancellationToken) => Task.FromException<Answer>(failure);
    }
}
