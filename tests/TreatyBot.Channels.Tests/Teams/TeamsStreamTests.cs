using System.Net;
using TreatyBot.Channels.BotFramework;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Teams;

namespace TreatyBot.Channels.Tests.Teams;

public sealed class TeamsStreamTests
{
    private readonly TeamsStream _stream = new();
    private DateTimeOffset _now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Updates_OfAnAnswer_AreCumulativeAndCountFromOne()
    {
        _stream.Inform("Searching…");
        var first = SendNext();
        _stream.Append("It ");
        var second = SendNext();
        _stream.Append("ended.");
        var third = SendNext();
        var final = _stream.Final(new Activity { Type = "message", Text = "It ended. [1]" });

        (first!.Type, first.Text, Info(first)).ShouldBe(("typing", "Searching…", "informative 1 "));
        (second!.Text, Info(second)).ShouldBe(("It ", "streaming 2 s-1"));
        (third!.Text, Info(third)).ShouldBe(("It ended.", "streaming 3 s-1"));
        (final.Type, Info(final)).ShouldBe(("message", "final  s-1"));
    }

    [Fact]
    public void Updates_OfAFastModel_AreASecondApart()
    {
        var sent = new List<(DateTimeOffset At, string Text)>();
        for (int token = 0; token < 1000; token++)
        {
            _stream.Append("x");
            if (_stream.Next(_now) is { } update)
            {
                sent.Add((_now, update.Text!));
                Accept(update);
            }

            _now += TimeSpan.FromMilliseconds(5);
        }

        sent.Count.ShouldBe(5);
        foreach (var (before, after) in sent.Zip(sent.Skip(1)))
        {
            (after.At - before.At).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
            after.Text.ShouldStartWith(before.Text);
        }
    }

    [Fact]
    public void Update_WithMarkupSplitBetweenTokens_StaysCumulative()
    {
        var shown = "";
        foreach (var token in new[] { "a [x", "]", "(http", "s://e) <", "b> &", "amp; \u202E", "z" })
        {
            _stream.Append(token);
            var update = SendNext();
            (update?.Text ?? shown).ShouldStartWith(shown);
            shown = update?.Text ?? shown;
        }

        shown.ShouldBe("a [x] (https://e) &lt;b> &amp;amp; z");
    }

    [Fact]
    public void Next_NothingNew_IsNothing()
    {
        _stream.Next(_now).ShouldBeNull();
        _stream.Append("a");
        SendNext().ShouldNotBeNull();
        SendNext().ShouldBeNull();
    }

    [Fact]
    public void Inform_AfterText_IsNotShown()
    {
        _stream.Append("a");
        SendNext();
        _stream.Inform("Searching…");

        SendNext().ShouldBeNull();
    }

    [Fact]
    public void Inform_VeryLong_IsClipped()
    {
        _stream.Inform(new string('x', 5000));

        _stream.Next(_now)!.Text!.Length.ShouldBe(1000);
    }

    [Fact]
    public void Next_NearTheTwoMinutes_Expires()
    {
        _stream.Append("a");
        SendNext();
        _now += TimeSpan.FromSeconds(111);
        _stream.Append("b");

        _stream.Next(_now).ShouldBeNull();
        _stream.State.ShouldBe(TeamsStreamState.Expired);
    }

    [Fact]
    public void Next_PastOneMessagesSize_WaitsForTheEnd()
    {
        _stream.Append("a");
        SendNext();
        _stream.Append(new string('x', 9000));

        SendNext().ShouldBeNull();
        _stream.State.ShouldBe(TeamsStreamState.Open);
    }

    [Theory]
    [InlineData(403, "ContentStreamNotAllowed", "Content stream is not allowed on an already completed streamed message", "Refused")]
    [InlineData(403, "ContentStreamNotAllowed", "Exceeded streaming time of 2 minutes", "Expired")]
    [InlineData(403, "ContentStreamNotAllowed", "Content stream was CANCELED by user", "Cancelled")]
    [InlineData(403, "ContentStreamNotAllowed", "Message size too large", "Held")]
    [InlineData(403, "ContentStreamNotAllowed", "Content stream is not allowed", "Refused")]
    [InlineData(400, "BadArgument", "Streaming API is not enabled", "Refused")]
    [InlineData(405, "BadArgument", "Method Not Allowed", "Refused")]
    [InlineData(410, null, null, "Cancelled")]
    [InlineData(429, null, "API calls quota exceeded", "Open")]
    [InlineData(500, null, null, "Held")]
    [InlineData(null, "Timeout", "no answer in time", "Held")]
    public void Failed_MidStream_LeadsToTheRightEnd(int? status, string? code, string? reason, string expected)
    {
        _stream.Append("a");
        SendNext();

        _stream.Failed(new ConnectorException((HttpStatusCode?)status, code, reason), _now);

        _stream.State.ToString().ShouldBe(expected);
    }

    [Theory]
    [InlineData(403, "Refused")]
    [InlineData(405, "Refused")]
    [InlineData(429, "Refused")]
    [InlineData(500, "Refused")]
    public void Failed_AtTheStart_NeverStreams(int status, string expected)
    {
        _stream.Append("a");
        _stream.Next(_now).ShouldNotBeNull();

        _stream.Failed(new ConnectorException((HttpStatusCode)status, null, null), _now);

        _stream.State.ToString().ShouldBe(expected);
    }

    [Fact]
    public void Failed_Quota_WaitsLongerAndKeepsTheSequence()
    {
        _stream.Append("a");
        SendNext();
        _stream.Append("b");
        _now += TimeSpan.FromSeconds(1);
        Info(_stream.Next(_now)!).ShouldBe("streaming 2 s-1");

        _stream.Failed(new ConnectorException(HttpStatusCode.TooManyRequests, null, null), _now);

        _stream.WaitFor(_now).ShouldBe(TimeSpan.FromSeconds(2));
        _now += TimeSpan.FromSeconds(2);
        Info(_stream.Next(_now)!).ShouldBe("streaming 2 s-1");
    }

    private Activity? SendNext()
    {
        var update = _stream.Next(_now);
        if (update is not null)
            Accept(update);
        _now += TimeSpan.FromSeconds(1);
        return update;
    }

    private void Accept(Activity update) =>
        _stream.Sent(update, _stream.State == TeamsStreamState.Idle ? new ResourceResponse { Id = "s-1" } : null, _now);

    private static string Info(Activity activity)
    {
        var members = activity.Entities!.Single(entity => entity.Type == "streaminfo").Properties!;
        string Member(string name) => members.TryGetValue(name, out var value) ? value.AsText() ?? "" : "";
        return $"{Member("streamType")} {Member("streamSequence")} {Member("streamId")}";
    }
}
