using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Slack.Web;
using TreatyBot.Channels.Turns;
using TreatyBot.Shared;

namespace TreatyBot.Channels.Tests.Slack;

/// <summary>From what a turn says to the calls that Slack sees.</summary>
public sealed class SlackReplyWriterTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly Reply Answer = SlackReplies.Cited;

    private SlackHarness _harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FakeSlack Slack => _harness.Slack;

    public async ValueTask InitializeAsync() => _harness = await SlackHarness.StartAsync();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Reply_WithoutAnythingShown_IsOneMessageInTheThread()
    {
        var id = await ReplyAsync(_harness.Thread, writer => writer.CompleteAsync(Answer, Token));

        Slack.Methods.ShouldBe(["chat.postMessage"]);
        var message = Slack.Messages.Single();
        (message.ThreadTs, message.Ts).ShouldBe((_harness.Thread.ThreadTs, id));
        message.Text.ShouldStartWith("4 May 1991");
        _harness.Turn.Responded.ShouldBeTrue();
        (_harness.Sent.Single().Id, _harness.Sent.Single().Conversation!.Id).ShouldBe((id, "C1"));
    }

    [Fact]
    public async Task Reply_Streamed_IsTheAnswerOnceWithItsSourcesUnderIt()
    {
        var words = Answer.Text.Split(' ').Select(word => word + ' ').ToList();
        words[^1] = words[^1].TrimEnd();
        var id = await ReplyAsync(_harness.Thread, async writer =>
        {
            await writer.InformAsync("Searching…", Token);
            foreach (var word in words)
            {
                await writer.AppendAsync(word, Token);
                _harness.Pass(0.4);
            }

            return await writer.CompleteAsync(Answer, Token);
        });

        foreach (var call in Slack.Calls)
            output.WriteLine($"{call.Method} {call["markdown_text"] ?? call["status"] ?? call["name"]} {(call.Blocks is null ? "" : $"+ {call.Blocks.Count} blocks")}");
        var message = Slack.Messages.ShouldHaveSingleItem();
        message.Markdown.ShouldBe(Answer.Text, "the deltas together are the final text");
        message.IsStreaming.ShouldBeFalse();
        message.Ts.ShouldBe(id);
        SlackDrawing.Of(message.Blocks!).ShouldStartWith("| _“Ninety days");
        SlackDrawing.Of(message.Blocks!).ShouldNotContain("*4 May 1991*");
        Slack.Methods.Distinct().ShouldBe(["reactions.add", "assistant.threads.setStatus", "chat.startStream", "chat.appendStream", "chat.stopStream", "reactions.remove"]);
        Slack.CallsOf("chat.appendStream").Count.ShouldBeLessThan(words.Count / 2);
        (Slack.CallsOf("chat.startStream").Single()["recipient_user_id"], Slack.CallsOf("chat.startStream").Single()["recipient_team_id"]).ShouldBe(("U1", FakeSlack.TeamId));
        Slack.Reactions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reply_StreamedOtherThanTheAnswer_IsReplacedByIt()
    {
        await StreamAsync("Quite another text.", _ => { });

        var message = Slack.Messages.ShouldHaveSingleItem();
        message.Markdown.ShouldBeEmpty();
        SlackDrawing.Of(message.Blocks!).ShouldStartWith("*4 May 1991*");
        Slack.Methods.TakeLast(3).ShouldBe(["chat.stopStream", "chat.update", "reactions.remove"]);
    }

    [Fact]
    public async Task Stream_IdledOut_IsReplacedWithoutLossOrRepetition()
    {
        await StreamAsync("The Treaty", slack => slack.EndStreams(), " of Arden");

        var message = Slack.Messages.ShouldHaveSingleItem();
        SlackDrawing.Of(message.Blocks!).ShouldStartWith("*4 May 1991*\n\nThe Treaty of Arden entered");
        message.Markdown.ShouldBeEmpty();
        Slack.Methods.ShouldNotContain("chat.stopStream", "it has ended by itself");
    }

    [Fact]
    public async Task Stream_IdledOutBeforeItsEnd_IsReplaced()
    {
        await StreamAsync("The Treaty", slack => slack.EndStreams());

        Slack.Messages.ShouldHaveSingleItem().Blocks.ShouldNotBeNull();
        Slack.Methods.TakeLast(3).ShouldBe(["chat.stopStream", "chat.update", "reactions.remove"]);
    }

    [Fact]
    public async Task Stream_AnswerToADeltaLost_IsReplaced()
    {
        await StreamAsync("The Treaty", slack => slack.Script("chat.appendStream", new SlackScript(500, Done: true, Raw: "")), " of Arden");

        Slack.Messages.ShouldHaveSingleItem().Markdown.ShouldBeEmpty();
        SlackDrawing.Of(Slack.Messages[0].Blocks!).ShouldStartWith("*4 May 1991*");
    }

    [Fact]
    public async Task Stream_TooFast_SlowsDownAndLosesNothing()
    {
        await StreamAsync("The Treaty", slack => slack.ScriptRateLimit("chat.appendStream", "1"), " of Arden", " entered into", " force");

        Slack.Messages.ShouldHaveSingleItem().Markdown.ShouldBe(Answer.Text);
    }

    [Fact]
    public async Task Stream_NeitherEndedNorReplaced_IsTakenAwayAndPosted()
    {
        await StreamAsync("The Treaty", slack =>
        {
            slack.EndStreams();
            slack.ScriptError("chat.update", "cant_update_message");
        });

        Slack.Messages.ShouldHaveSingleItem().Blocks.ShouldNotBeNull();
        Slack.Methods.TakeLast(5).ShouldBe(["chat.stopStream", "chat.update", "chat.delete", "chat.postMessage", "reactions.remove"]);
    }

    [Theory]
    [InlineData("channel_type_not_supported")]
    [InlineData("missing_scope")]
    [InlineData("unknown_method")]
    public async Task Stream_NotPossibleHere_BecomesAMessageThatIsChanged(string error)
    {
        Slack.ScriptError("chat.startStream", error);
        await ReplyAsync(_harness.Thread, async writer =>
        {
            foreach (var piece in new[] { "The ", "Treaty ", "of ", "Arden " })
            {
                await writer.AppendAsync(piece, Token);
                _harness.Pass();
            }

            return await writer.CompleteAsync(Answer, Token);
        });

        Slack.Methods.ShouldBe(["reactions.add", "chat.startStream", "chat.postMessage", "chat.update", "chat.update", "reactions.remove"]);
        SlackDrawing.Of(Slack.CallsOf("chat.postMessage")[0].Blocks!).ShouldBe("The  …");
        SlackDrawing.Of(Slack.CallsOf("chat.update")[0].Blocks!).ShouldBe("The Treaty of Arden  …");
        SlackDrawing.Of(Slack.Messages.ShouldHaveSingleItem().Blocks!).ShouldStartWith("*4 May 1991*");
    }

    [Fact]
    public async Task Reply_InAChannelWithoutKnownAsker_IsNotStreamed()
    {
        await ReplyAsync(_harness.Thread with { UserId = null }, async writer =>
        {
            await writer.AppendAsync("The", Token);
            return await writer.CompleteAsync(Answer, Token);
        });

        Slack.Methods.ShouldNotContain("chat.startStream");
        Slack.Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Stop_FromTheUser_CancelsTheWorkAndSaysNothingMore()
    {
        await ReplyAsync(_harness.Thread, async writer =>
        {
            await writer.AppendAsync("The Treaty", Token);
            var ts = Slack.Messages.Single().Ts;
            (await _harness.Streams.StopAsync("C2", null, [ts])).ShouldBe(0);
            (await _harness.Streams.StopAsync("C1", null, ["1.2"])).ShouldBe(0);
            writer.Stopped.IsCancellationRequested.ShouldBeFalse();
            Slack.EndStreams();
            (await _harness.Streams.StopAsync("C1", null, [ts])).ShouldBe(1);

            writer.Stopped.IsCancellationRequested.ShouldBeTrue();
            _harness.Pass();
            await writer.AppendAsync(" of Arden", Token);
            (await writer.CompleteAsync(Answer, Token)).ShouldBeNull();
            return null;
        });

        Slack.Messages.ShouldHaveSingleItem().Markdown.ShouldBe("The Treaty");
        Slack.Methods.ShouldNotContain("chat.appendStream");
        Slack.Reactions.ShouldBeEmpty();
        (await _harness.Streams.StopAsync("C1", _harness.Thread.ThreadTs, [])).ShouldBe(0, "a reply that ended is forgotten");
    }

    [Fact]
    public async Task Stop_BeforeAnythingWasShown_FindsTheReplyByItsThread()
    {
        await ReplyAsync(_harness.Thread, async writer =>
        {
            await writer.InformAsync("Searching…", Token);
            (await _harness.Streams.StopAsync("C1", _harness.Thread.ThreadTs, [])).ShouldBe(1);
            return await writer.CompleteAsync(Answer, Token);
        });

        Slack.Messages.ShouldBeEmpty();
        Slack.CallsOf("assistant.threads.setStatus").Select(call => call["status"]).ShouldBe(["Searching…", ""]);
        Slack.Reactions.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reply_NeverCompleted_EndsTheStreamAllTheSame()
    {
        await ReplyAsync(_harness.Thread, async writer =>
        {
            await writer.AppendAsync("The Treaty", Token);
            return null;
        });

        (Slack.Messages.Single().Markdown, Slack.Messages.Single().IsStreaming).ShouldBe(("The Treaty\n\n_I stopped before this was finished._", false));
    }

    [Fact]
    public async Task Reply_FoundTooLong_IsSentSmallerAndKeepsItsSources()
    {
        Slack.ScriptError("chat.postMessage", "msg_blocks_too_long", times: 2);
        await ReplyAsync(_harness.Thread, writer => writer.CompleteAsync(Answer, Token));

        var sizes = Slack.CallsOf("chat.postMessage").Select(call => call.Blocks!.ToJsonString().Length).ToList();
        sizes.Count.ShouldBe(3);
        sizes[2].ShouldBeLessThan(sizes[0]);
        SlackDrawing.Of(Slack.Messages.Single().Blocks!).ShouldContain("[2]");
    }

    [Fact]
    public async Task Stream_WhoseEndIsTooLong_IsEndedSmaller()
    {
        await StreamAsync("The Treaty", slack => slack.ScriptError("chat.stopStream", "msg_blocks_too_long"));

        Slack.CallsOf("chat.stopStream").Count.ShouldBe(2);
        Slack.Messages.ShouldHaveSingleItem().Markdown.ShouldBe(Answer.Text);
    }

    [Fact]
    public async Task Reply_ThatFails_TakesItsSignsAwayAndTellsTheCaller()
    {
        Slack.ClosedChannels["C1"] = "is_archived";
        var refusal = await ReplyAsync(_harness.Thread, async writer =>
        {
            await writer.InformAsync("Searching…", Token);
            return await writer.CompleteAsync(Answer, Token);
        }).ShouldThrowAsync<SlackApiException>();

        refusal.Error.ShouldBe("is_archived");
        _harness.Turn.Responded.ShouldBeFalse();
        Slack.Reactions.ShouldBeEmpty();
        Slack.CallsOf("assistant.threads.setStatus")[^1]["status"].ShouldBe("");
    }

    [Fact]
    public async Task Signs_Refused_AreNotTriedAgainAndHoldNothingUp()
    {
        Slack.ScriptError("reactions.add", "missing_scope");
        Slack.ScriptRateLimit("assistant.threads.setStatus", "30");
        await ReplyAsync(_harness.Thread, async writer =>
        {
            await writer.InformAsync("Searching…", Token);
            _harness.Pass(2);
            await writer.InformAsync("Reading…", Token);
            return await writer.CompleteAsync(Answer, Token);
        });

        Slack.Methods.ShouldBe(["reactions.add", "assistant.threads.setStatus", "chat.postMessage"]);
    }

    /// <summary>Streams a beginning, lets something happen, goes on, and completes with the cited answer.</summary>
    private Task<string?> StreamAsync(string beginning, Action<FakeSlack> happen, params string[] more) => ReplyAsync(_harness.Thread, async writer =>
    {
        await writer.AppendAsync(beginning, Token);
        happen(Slack);
        foreach (var piece in more)
        {
            _harness.Pass(2);
            await writer.AppendAsync(piece, Token);
        }

        return await writer.CompleteAsync(Answer, Token);
    });

    private Task<string?> ReplyAsync(SlackDestination destination, Func<IReplyWriter, Task<ResourceResponse?>> reply) => _harness.ReplyAsync(destination, reply);
}
