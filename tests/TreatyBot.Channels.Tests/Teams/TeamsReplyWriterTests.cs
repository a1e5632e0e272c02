using System.Text.Json.Nodes;
using TreatyBot.Channels.Tests.BotFramework;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Tests.Teams;

/// <summary>From the delivery of a question to the requests that the connector sees.</summary>
public sealed class TeamsReplyWriterTests : IAsyncLifetime
{
    private AdapterHarness _harness = null!;
    private int _messages;

    public async ValueTask InitializeAsync() => _harness = await AdapterHarness.StartAsync();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Reply_Personal_IsStreamedAndEnded()
    {
        string? id = null;
        await AskAsync(async (writer, token) =>
        {
            await writer.InformAsync("Searching…", token);
            Pass();
            await writer.AppendAsync("It ended", token);
            Pass();
            id = (await writer.CompleteAsync(Answer("It ended [1]."), token))!.Id;
        });

        var sent = Sent();
        sent.Select(request => $"{request.Method} {(string?)request.Body!["type"]} {Info(request)}").ShouldBe(
            ["POST typing informative 1 ", "POST typing streaming 2 sent-1", "POST message final  sent-1"]);
        sent.ShouldAllBe(request => request.Target.EndsWith("/activities"));
        sent[2].Text.ShouldBe("It ended [1].", "what was shown is not preceded by a short answer afterwards");
        sent[2].Body!["entities"]!.AsArray().Count(entity => (string?)entity!["type"] == "https://schema.org/Message").ShouldBe(1);
        sent[2].Body!["channelData"]!["feedbackLoop"].ShouldNotBeNull();
        sent[0].Body!["channelData"].ShouldBeNull();
        id.ShouldBe("sent-3");
    }

    [Fact]
    public async Task Reply_WithoutAnythingShown_IsOneMessage()
    {
        await AskAsync((writer, token) => writer.CompleteAsync(Answer("It ended [1]."), token));

        var sent = Sent().ShouldHaveSingleItem();
        sent.Text.ShouldBe("**May**\n\nIt ended [1].");
        sent.Target.ShouldEndWith("/activities/q1");
    }

    [Fact]
    public async Task Reply_PictureRefused_IsLeftOutAndTheCardStillSent()
    {
        _harness.Connector.ScriptError(413, "MessageSizeTooBig", "too big");
        var timeline = new ReplyTimeline("Treaty", [new ReplyTimelineEntry("1987", "Signed")]) { Png = new byte[] { 1, 2, 3 } };

        await AskAsync((writer, token) => writer.CompleteAsync(new Reply { Kind = ReplyKind.Timeline, Text = "", Timeline = timeline }, token));

        Sent().Select(request => (string?)request.Body!["attachments"]![0]!["name"]).ShouldBe(["timeline.png", null]);
    }

    [Theory]
    [InlineData("groupChat")]
    [InlineData("channel")]
    public async Task Reply_InAGroup_NeverStreams(string conversationType)
    {
        await AskAsync(
            async (writer, token) =>
            {
                await writer.InformAsync("Searching…", token);
                await writer.AppendAsync("It", token);
                Pass(3);
                await writer.AppendAsync(" ended", token);
                await writer.CompleteAsync(Answer("It ended [1]."), token);
            },
            conversationType);

        Sent().Select(request => $"{(string?)request.Body!["type"]} {request.Body["entities"]?.ToJsonString().Contains("streaminfo", StringComparison.Ordinal) ?? false}")
            .ShouldBe(["typing False", "typing False", "message False"]);
    }

    [Fact]
    public async Task Reply_StreamsNotAllowed_FallsBackToTypingAndOneMessage()
    {
        _harness.Connector.ScriptError(403, "ContentStreamNotAllowed", "Content stream is not allowed");
        await AskAsync(async (writer, token) =>
        {
            await writer.AppendAsync("It", token);
            Pass();
            await writer.AppendAsync(" ended", token);
            await writer.CompleteAsync(Answer("It ended [1]."), token);
        });

        var sent = Sent();
        sent.Select(request => (string?)request.Body!["type"]).ShouldBe(["typing", "typing", "message"]);
        Info(sent[0]).ShouldBe("streaming 1 ");
        sent[1].Body!["entities"].ShouldBeNull();
        sent[2].Text.ShouldBe("**May**\n\nIt ended [1].");
        sent[2].Body!["entities"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Reply_StoppedByTheUser_CancelsTheWorkAndSaysNothingMore()
    {
        await AskAsync(async (writer, token) =>
        {
            await writer.AppendAsync("It", token);
            _harness.Connector.ScriptError(403, "ContentStreamNotAllowed", "Content stream was canceled by user.");
            Pass();
            writer.Stopped.IsCancellationRequested.ShouldBeFalse();
            await writer.AppendAsync(" ended", token);
            writer.Stopped.IsCancellationRequested.ShouldBeTrue();
            (await writer.CompleteAsync(Answer("It ended [1]."), token)).ShouldBeNull();
        });

        Sent().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Reply_RefusedHalfWay_ReplacesWhatIsShown()
    {
        await AskAsync(async (writer, token) =>
        {
            await writer.AppendAsync("It", token);
            _harness.Connector.ScriptError(403, "ContentStreamNotAllowed", "not allowed on an already completed streamed message");
            Pass();
            await writer.AppendAsync(" ended", token);
            await writer.CompleteAsync(Answer("It ended [1]."), token);
        });

        Sent().Select(request => $"{request.Method} {(string?)request.Body!["type"]}").ShouldBe(["POST typing", "POST typing", "POST typing", "PUT message"]);
    }

    [Fact]
    public async Task Reply_NeverCompleted_EndsTheStreamAllTheSame()
    {
        await AskAsync(async (writer, token) =>
        {
            await writer.AppendAsync("It", token);
            Pass();
        });

        var sent = Sent();
        Info(sent[1]).ShouldBe("final  sent-1");
        sent[1].Text.ShouldNotBeNull().ShouldStartWith("It\n\n");
    }

    [Fact]
    public async Task Reply_PastTwoMinutes_ReplacesWhatIsShown()
    {
        await AskAsync(async (writer, token) =>
        {
            await writer.AppendAsync("It", token);
            Pass(115);
            await writer.AppendAsync(" ended", token);
            (await writer.CompleteAsync(Answer("It ended [1]."), token))!.Id.ShouldBe("sent-2");
        });

        var sent = Sent();
        sent.Count.ShouldBe(2);
        (sent[1].Method, sent[1].Target.Split('/')[^1]).ShouldBe(("PUT", "sent-1"));
        sent[1].Body!["entities"]!.AsArray().Count.ShouldBe(1);
        Info(sent[1]).ShouldBe("");
    }

    [Theory]
    [InlineData("exceeded streaming time")]
    [InlineData("something new")]
    public async Task Reply_FinalRefused_ReplacesWhatIsShown(string words)
    {
        await AskAsync(async (writer, token) =>
        {
            await writer.AppendAsync("It", token);
            Pass();
            _harness.Connector.ScriptError(403, "ContentStreamNotAllowed", words);
            await writer.CompleteAsync(Answer("Quite otherwise [1]."), token);
        });

        Sent().Select(request => request.Method).ShouldBe(["POST", "POST", "PUT"]);
        Sent()[2].Text.ShouldBe("**May**\n\nQuite otherwise [1].");
    }

    [Fact]
    public async Task Reply_FinalAndReplacementRefused_IsSentPlain()
    {
        await AskAsync(async (writer, token) =>
        {
            await writer.AppendAsync("It", token);
            Pass();
            _harness.Connector.ScriptError(403, "ContentStreamNotAllowed", "already completed");
            _harness.Connector.ScriptError(404, "ActivityNotFound", "gone");
            await writer.CompleteAsync(Answer("It ended [1]."), token);
        });

        Sent().Select(request => request.Method).ShouldBe(["POST", "POST", "PUT", "POST"]);
    }

    [Fact]
    public async Task Final_WithinASecondOfTheLastChunk_Waits()
    {
        var asked = AskAsync(async (writer, token) =>
        {
            await writer.AppendAsync("It", token);
            await writer.CompleteAsync(Answer("It ended [1]."), token);
        });
        await _harness.Connector.NextAsync();
        await _harness.Time.ElapseAsync(due => due == TimeSpan.FromSeconds(1));

        await asked;
        Sent().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Reply_LongerThanAMessage_EndsTheStreamAndGoesOn()
    {
        await AskAsync(async (writer, token) =>
        {
            await writer.AppendAsync("aaa", token);
            Pass();
            await writer.CompleteAsync(Answer(new string('a', 7000) + "\n\n" + new string('b', 7000)), token);
        });

        Sent().Select(request => Info(request).Split(' ')[0]).ShouldBe(["streaming", "final", ""]);
    }

    [Fact]
    public async Task TwoQuestionsAtOnce_InOneChat_StreamOneAfterTheOther()
    {
        TaskCompletionSource first = new();
        var one = AskAsync(async (writer, token) =>
        {
            await writer.AppendAsync("It", token);
            await first.Task;
            Pass();
            await writer.CompleteAsync(Answer("It ended [1]."), token);
        });
        await _harness.Connector.NextAsync();
        var two = AskAsync((writer, token) => writer.CompleteAsync(Reply.Notice("second"), token));

        Sent().Count.ShouldBe(1);
        first.SetResult();
        await Task.WhenAll(one, two);

        Sent()[^1].Text.ShouldBe("second");
    }

    private Task AskAsync(Func<IReplyWriter, CancellationToken, Task> reply, string conversationType = "personal") =>
        _harness.RunAsync(_harness.Message($"q{++_messages}", conversationType), async (turn, token) =>
        {
            await using var writer = turn.BeginReply();
            await reply(writer, token);
        });

    private void Pass(int seconds = 1) => _harness.Time.Advance(TimeSpan.FromSeconds(seconds));

    private List<ConnectorRequest> Sent() => [.. _harness.Connector.Requests];

    private static Reply Answer(string text) => new() { Text = text, ShortAnswer = "May", Citations = [new ReplyCitation(1, "Treaty")] };

    private static string Info(ConnectorRequest request)
    {
        var info = request.Body!["entities"]?.AsArray().SingleOrDefault(entity => (string?)entity!["type"] == "streaminfo");
        return info is null ? "" : $"{(string?)info["streamType"]} {(info["streamSequence"] as JsonValue)?.ToJsonString()} {(string?)info["streamId"]}";
    }
}
