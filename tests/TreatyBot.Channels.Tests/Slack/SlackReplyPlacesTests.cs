using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Turns;
using TreatyBot.Shared;

namespace TreatyBot.Channels.Tests.Slack;

/// <summary>Replies to where they belong: threads, places of earlier ones, one pair of eyes.</summary>
public sealed class SlackReplyPlacesTests : IAsyncLifetime
{
    private static readonly Reply Answer = SlackReplies.Cited;

    private SlackHarness _harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FakeSlack Slack => _harness.Slack;

    public async ValueTask InitializeAsync() => _harness = await SlackHarness.StartAsync();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Reply_LongerThanAMessage_GoesOnInTheThread()
    {
        var last = ReplyAsync(_harness.Thread, writer => writer.CompleteAsync(SlackReplies.Huge, Token));
        while (!last.IsCompleted && await Task.WhenAny(last, Slack.NextAsync()) != last)
            _harness.Pass(3);

        Slack.Messages.Count.ShouldBeGreaterThan(1);
        Slack.Messages.ShouldAllBe(message => message.ThreadTs == _harness.Thread.ThreadTs);
        (await last).ShouldBe(Slack.Messages[^1].Ts, "the last has the buttons");
    }

    [Fact]
    public async Task Reply_ToAnEditedQuestion_TakesThePlaceOfTheFirst()
    {
        var id = await ReplyAsync(_harness.Thread, writer => writer.CompleteAsync(Reply.Notice("first"), Token));
        await ReplyAsync(_harness.Thread with { ReplaceTs = id }, async writer =>
        {
            await writer.AppendAsync("The Treaty", Token);
            _harness.Pass(5);
            await writer.AppendAsync(" of Arden", Token);
            return await writer.CompleteAsync(Answer, Token);
        });

        Slack.Methods.ShouldBe(["chat.postMessage", "reactions.add", "chat.update", "reactions.remove"]);
        SlackDrawing.Of(Slack.Messages.ShouldHaveSingleItem().Blocks!).ShouldStartWith("*4 May 1991*");
    }

    [Fact]
    public async Task Reply_ToASlashCommand_IsPrivateAndCanBeShared()
    {
        var id = await ReplyAsync(
            new SlackDestination(_harness.Installation, "C1") { ResponseUrl = new Uri(Slack.NewResponseUrl()), IsPrivate = true, UserId = "U1", ShareKey = "k1" },
            async writer =>
            {
                await writer.InformAsync("Searching…", Token);
                await writer.AppendAsync("The", Token);
                return await writer.CompleteAsync(Answer, Token);
            });

        id.ShouldBeNull();
        var call = Slack.Calls.ShouldHaveSingleItem();
        (call.Method, call.Token, call["response_type"]).ShouldBe(("response", null, "ephemeral"));
        SlackDrawing.Of(call.Blocks!).ShouldContain("[Share in channel: k1]");
    }

    [Fact]
    public async Task Reply_PrivateWithoutAResponseAddress_IsSeenByTheAskerAlone()
    {
        await ReplyAsync(_harness.Thread with { IsPrivate = true }, writer => writer.CompleteAsync(Answer, Token));

        Slack.Messages.ShouldHaveSingleItem().OnlyFor.ShouldBe("U1");
    }

    [Fact]
    public async Task Reply_PrivateToNobody_IsRefused() =>
        await ReplyAsync(_harness.Thread with { IsPrivate = true, UserId = null }, writer => writer.CompleteAsync(Answer, Token)).ShouldThrowAsync<ArgumentException>();

    [Fact]
    public async Task Reply_WhoseResponseAddressIsUsedUp_StaysPrivate()
    {
        Slack.ScriptError("response", "used_url");
        await ReplyAsync(
            _harness.Thread with { ResponseUrl = new Uri(Slack.NewResponseUrl()), IsPrivate = true }, writer => writer.CompleteAsync(Answer, Token));

        Slack.Messages.ShouldHaveSingleItem().OnlyFor.ShouldBe("U1");
    }

    [Fact]
    public async Task Timeline_Picture_IsUploadedToTheThread_ButNotBesideAPrivateReply()
    {
        await ReplyAsync(_harness.Thread, writer => writer.CompleteAsync(SlackReplies.Timeline, Token));
        var file = Slack.Files.ShouldHaveSingleItem();
        (file.ChannelId, file.ThreadTs, file.AltText).ShouldBe(("C1", _harness.Thread.ThreadTs, "Timeline: Treaty of Arden"));

        await ReplyAsync(_harness.Thread with { IsPrivate = true }, writer => writer.CompleteAsync(SlackReplies.Timeline, Token));
        Slack.Files.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Timeline_PictureRefused_IsToldInWordsAllTheSame()
    {
        Slack.ScriptError("files.getUploadURLExternal", "missing_scope");
        (await ReplyAsync(_harness.Thread, writer => writer.CompleteAsync(SlackReplies.Timeline, Token))).ShouldNotBeNull();
        _harness.Logs.Text.ShouldContain("A picture was not shown: files.getUploadURLExternal answered missing_scope.");
    }

    private Task<string?> ReplyAsync(SlackDestination destination, Func<IReplyWriter, Task<ResourceResponse?>> reply) => _harness.ReplyAsync(destination, reply);
}
