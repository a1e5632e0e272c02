using Microsoft.Extensions.DependencyInjection;
using TreatyBot.Bot;
using TreatyBot.Channels.Turns;
using TreatyBot.Configuration;
using TreatyBot.Corpus;
using TreatyBot.Knowledge;

namespace TreatyBot.Tests.Timelines;

public sealed class TimelineChatTests : IAsyncLifetime
{
    private readonly TimelineCorpus _corpus = new();
    private ServiceProvider _services = null!;

    public async ValueTask InitializeAsync()
    {
        var (settings, _) = SettingsLoader.Load(_corpus.Settings);
        _services = await ProgramServices.BuildAsync(settings, TextWriter.Null);
        await _services.GetRequiredService<CorpusReadiness>().EnsureAsync(null, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _corpus.Dispose();
    }

    [Theory]
    [InlineData("timeline of the Lindau Treaty", 5)]
    [InlineData("/timeline lindau", 5)]
    [InlineData("Timeline of Lindau for Germany.", 3)]
    public async Task Say_Timeline_RepliesWithEntriesAndPicture(string text, int entries)
    {
        var reply = (await SayAsync(text)).ShouldNotBeNull();

        reply.Kind.ShouldBe(ReplyKind.Timeline);
        var timeline = reply.Timeline.ShouldNotBeNull();
        timeline.Entries.Count.ShouldBe(entries);
        timeline.Entries.ShouldAllBe(entry => reply.Citations.Any(citation => citation.Number == entry.Citation && citation.Quote!.Length > 0));
        Pictures.Png.Size(timeline.Png.Span).ShouldBe((1600, 900));
    }

    [Fact]
    public async Task Say_TimelineOfUnknownTreaty_RepliesWithNearestNames() =>
        (await SayAsync("timeline of the Lindow Treaty")).ShouldNotBeNull().Text.ShouldContain("Lindau Treaty (lindau)");

    [Theory]
    [InlineData("When was the Lindau Treaty signed?")]
    [InlineData("What timeline did the Lindau Treaty set?")]
    public async Task Say_Question_IsNoCommand(string text) => (await SayAsync(text)).ShouldBeNull();

    [Theory]
    [InlineData("status of the Lindau Treaty as of 1 May 1930", "Not in force")]
    [InlineData("status Lindau Treaty as of 1932", "In force")]
    public async Task Say_StatusAsOf_RepliesForThatDay(string text, string expected) =>
        (await SayAsync(text)).ShouldNotBeNull().ShortAnswer.ShouldBe(expected);

    [Fact]
    public async Task Say_StatusAsOfNoDate_AsksForOne() =>
        (await SayAsync("status of Lindau as of whenever")).ShouldNotBeNull().Text.ShouldContain("“whenever”");

    // What a command comes to: its reply, or the answer to the question that it stands for.
    private async Task<Reply?> SayAsync(string text)
    {
        var result = await _services.GetRequiredService<BotCommands>().ReadAsync(text, "c", TestContext.Current.CancellationToken);
        return result.Question is { } question
            ? ReplyComposer.Compose(await _services.GetRequiredService<IAssistant>().AskAsync(question, TestContext.Current.CancellationToken))
            : result.Reply;
    }
}
