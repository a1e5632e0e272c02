using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TreatyBot.Channels.Turns;
using TreatyBot.Shared;

namespace TreatyBot.Tests.Slack;

/// <summary>Who asks when there is no room gets a word where they asked; talk that asks nothing gets none.</summary>
public sealed class SlackFullQueueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Question_ThatFindsNoRoom_IsToldInItsThread()
    {
        TaskCompletionSource started = new(), release = new();
        await using var desk = await StartAsync(started, release);
        await desk.EventAsync(SlackDesk.Message("a long question", "1.1"));
        await started.Task.WaitAsync(Token);

        (await ToldAsync(desk, "When was the INF Treaty signed?", "2.2")).ShouldBe("2.2");
        (await ToldAsync(desk, $"<@{FakeSlack.BotUserId}> And the CFE Treaty?", "3.3", "C1")).ShouldBe("3.3");
        release.SetResult();

        static async Task<string?> ToldAsync(SlackDesk desk, string text, string ts, string channel = "D1")
        {
            var call = await desk.SayAsync(text, channel, ts: ts);
            call["text"].ShouldNotBeNull().ShouldContain("more questions than I can take");
            return call["thread_ts"];
        }
    }

    [Fact]
    public async Task FollowedThread_ThatFindsNoRoom_IsToldWhenItMayAsk()
    {
        var (started, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var desk = await SlackDesk.StartAsync(
            new() { ["Channels:Turns:Capacity"] = "2", ["Channels:Turns:Parallelism"] = "1" }, services => services.Replace(ServiceDescriptor.Singleton<IBot>(new ScriptedSlackBot(async (turn, token) =>
            {
                if (turn.Text == "hello")
                {
                    await turn.SendTextAsync("hello", token);
                    return;
                }
                started.TrySetResult();
                await release.Task;
            }))));
        await desk.SayAsync($"<@{FakeSlack.BotUserId}> hello", "C1", ts: "5.5");
        await desk.EventAsync(SlackDesk.Message("a long question", desk.NewTs()));
        await started.Task.WaitAsync(Token);
        await desk.EventAsync(SlackDesk.Message("another", desk.NewTs()));

        await desk.EventAsync(SlackDesk.Message("thanks, all!", desk.NewTs(), "C1", "5.5", user: "U7"));
        await desk.EventAsync(SlackDesk.Message("Name the ten original signatories.", desk.NewTs(), "C1", "5.5", user: "U8"));
        await desk.EventAsync(SlackDesk.Message("the end", "9.9", "D9", user: "U9"));

        new[] { await desk.NextAsync(), await desk.NextAsync() }.Select(call => call["thread_ts"]).Order().ShouldBe(["5.5", "9.9"]);
        release.SetResult();
    }

    private static Task<SlackDesk> StartAsync(TaskCompletionSource started, TaskCompletionSource release) => SlackDesk.StartAsync(
        new() { ["Channels:Turns:Capacity"] = "1" }, services => services.Replace(ServiceDescriptor.Singleton<IBot>(new ScriptedSlackBot((_, _) =>
        {
            started.TrySetResult();
            return release.Task;
        }))));
}
