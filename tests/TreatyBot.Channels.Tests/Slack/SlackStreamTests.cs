using CsCheck;
using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Slack.Blocks;
using TreatyBot.Channels.Slack.Web;

namespace TreatyBot.Channels.Tests.Slack;

/// <summary>A stream's rules as values.</summary>
public sealed class SlackStreamTests
{
    private static readonly string[] Words = ["ab", " ", "<", ">&", "](", ":/", "😀"];
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Next_WithinTheInterval_WaitsAndThenHoldsOnlyWhatIsNew()
    {
        var stream = Open("It");

        stream.Append(" ended");
        stream.Next(Start + SlackStream.Interval / 2).ShouldBeNull();
        stream.Append(" in May");
        stream.Next(Start + SlackStream.Interval).ShouldBe(" ended in May");
        stream.Sent(" ended in May", Start + SlackStream.Interval);
        stream.Next(Start + SlackStream.Interval * 3).ShouldBeNull();
        stream.Shown.ShouldBe("It ended in May");
    }

    [Fact]
    public void Deltas_HoweverTheTextComes_AreTheTextTogether() =>
        Gen.Select(Gen.Int[0, Words.Length - 1].Array[0, 40], Gen.Int[1, 3]).Sample((chosen, length) =>
        {
            // Cut anywhere, even within a character.
            var pieces = string.Concat(chosen.Select(word => Words[word])).Chunk(length).Select(piece => new string(piece)).ToList();
            var stream = new SlackStream();
            var now = Start;
            var sent = "";
            foreach (var piece in pieces)
            {
                stream.Append(piece);
                now += SlackStream.Interval;
                if (stream.Next(now) is not { } delta)
                    continue;
                char.IsHighSurrogate(delta[^1]).ShouldBeFalse();
                if (stream.Ts is null)
                    stream.Started(delta, "1.1", now);
                else
                    stream.Sent(delta, now);
                sent += delta;
            }

            SlackMarkdown.Of(string.Concat(pieces)).ShouldStartWith(sent);
            stream.Shown.ShouldBe(sent);
        });

    [Theory]
    [InlineData("channel_type_not_supported")]
    [InlineData("ratelimited")]
    [InlineData("timeout")]
    public void Failure_OfTheStart_MeansNoStreamsHere(string error)
    {
        var stream = new SlackStream();
        stream.Failed(new SlackApiException("chat.startStream", error), Start);
        stream.State.ShouldBe(SlackStreamState.Refused);
    }

    [Theory]
    [InlineData("message_not_in_streaming_state", "Ended")]
    [InlineData("message_not_found", "Ended")]
    [InlineData("ratelimited", "Open")]
    [InlineData("timeout", "Diverged")]
    [InlineData("msg_too_long", "Diverged")]
    public void Failure_OfADelta_SaysWhatCanStillBeDone(string error, string state)
    {
        var stream = Open("It");
        stream.Failed(new SlackApiException("chat.appendStream", error), Start);
        stream.State.ToString().ShouldBe(state);
    }

    [Fact]
    public void RateLimit_DoublesTheInterval()
    {
        var stream = Open("It");
        stream.Append(" ended");
        stream.Failed(new SlackApiException("chat.appendStream", "ratelimited"), Start);

        stream.Next(Start + SlackStream.Interval).ShouldBeNull();
        stream.Next(Start + SlackStream.Interval * 2).ShouldBe(" ended");
    }

    [Fact]
    public void Text_PastOneMessage_WaitsForTheEnd()
    {
        var stream = Open("It");
        stream.Append(new string('x', 7000));
        stream.Next(Start + SlackStream.Interval).ShouldBeNull();
    }

    private static SlackStream Open(string text)
    {
        var stream = new SlackStream();
        stream.Append(text);
        stream.Started(stream.Next(Start)!, "1.1", Start);
        return stream;
    }
}
