using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TreatyBot.Bot;
using TreatyBot.Shared;

namespace TreatyBot.Tests.Bot;

public sealed class ConversationMemoryTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ConversationOptions _options = new() { MaximumTurns = 2, MaximumConversations = 2, ExpiresAfter = TimeSpan.FromHours(1) };

    [Fact]
    public void Remember_MoreThanTheMaximum_KeepsTheLatestTurns()
    {
        var memory = Memory();
        foreach (var question in new[] { "one", "two", "three" })
            memory.Remember("a", Answers.Give("text") with { Question = question });

        memory.Recall("a").Select(turn => turn.Question).ShouldBe(["two", "three"]);
        memory.Latest("a")!.Question.ShouldBe("three");
    }

    [Fact]
    public void Recall_OfAFollowUp_GivesItAsUnderstood()
    {
        var memory = Memory();
        memory.Remember("a", Answers.Give("text") with { Question = "why?", UnderstoodAs = "Why did Poland leave?" });

        memory.Recall("a").Single().ShouldBe(new("Why did Poland leave?", "text"));
    }

    [Fact]
    public void Recall_AfterTheTimeIsUp_IsEmptyAndATurnStartsItAnew()
    {
        var memory = Memory();
        memory.Remember("a", Answers.Give("one"));
        _time.Advance(TimeSpan.FromMinutes(59));
        memory.Remember("a", Answers.Give("two"));
        _time.Advance(TimeSpan.FromMinutes(59));
        memory.Recall("a").Count.ShouldBe(2);

        _time.Advance(TimeSpan.FromMinutes(2));
        memory.Recall("a").ShouldBeEmpty();
        memory.Latest("a").ShouldBeNull();
    }

    [Fact]
    public void Remember_AThirdConversation_ForgetsTheOneLongestQuiet()
    {
        var memory = Memory();
        memory.Remember("a", Answers.Give("text"));
        memory.Remember("b", Answers.Give("text"));
        memory.Remember("a", Answers.Give("text"));
        memory.Remember("c", Answers.Give("text"));

        memory.Recall("b").ShouldBeEmpty();
        memory.Recall("a").Count.ShouldBe(2);
        memory.Recall("c").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Erase_OfOneConversation_LeavesTheOthers()
    {
        var memory = Memory();
        memory.Remember("x/a", Answers.Give("text"));
        memory.Remember("x/b", Answers.Give("text"));

        (await memory.EraseAsync(new("x", "a", null), TestContext.Current.CancellationToken)).ShouldBe(1);
        (await memory.EraseAsync(new("x", "never", null), TestContext.Current.CancellationToken)).ShouldBe(0);

        memory.Recall("x/a").ShouldBeEmpty();
        memory.Recall("x/b").Count.ShouldBe(1);
    }

    [Fact]
    public void Recall_WithNoTurnsAllowed_IsEmptyThoughSourcesCanBeShown()
    {
        _options.MaximumTurns = 0;
        var memory = Memory();
        memory.Remember("a", Answers.Give("text"));

        memory.Recall("a").ShouldBeEmpty();
        memory.Latest("a").ShouldNotBeNull();
    }

    [Fact]
    public void Remember_FromManyThreads_StaysWithinItsBounds()
    {
        var memory = Memory();
        Parallel.For(0, 500, number => memory.Remember($"c{number % 7}", Answers.Give("text")));

        Enumerable.Range(0, 7).Count(number => memory.Recall($"c{number}").Count > 0).ShouldBe(2);
    }

    private ConversationMemory Memory() => new(Options.Create(_options), _time);
}
