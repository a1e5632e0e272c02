using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TreatyBot.Bot;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Turns;
using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Feedback;
using TreatyBot.Retention;
using TreatyBot.Shared;
using TreatyBot.Tests.Hosting;
using TreatyBot.Tests.Corpus;
using TreatyBot.Transcripts;

namespace TreatyBot.Tests.Retention;

/// <summary>What grows old goes.</summary>
public sealed class RetentionTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Start);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Votes_OlderThanConfigured_GoFromBothFiles()
    {
        using var votes = new VoteFile(Options.Create(new FeedbackOptions { Path = _folder["votes.jsonl"], KeepFor = TimeSpan.FromDays(10) }), _time);
        await votes.AppendAsync(Vote(Start.AddDays(-11)), Token);
        File.Move(_folder["votes.jsonl"], _folder["votes.jsonl.1"]);
        await File.AppendAllTextAsync(_folder["votes.jsonl.1"], "torn line\n", Token);
        await votes.AppendAsync(Vote(Start.AddDays(-11)), Token);
        await votes.AppendAsync(Vote(Start.AddDays(-9)), Token);

        (await votes.PurgeAsync(Token)).ShouldBe(2);

        (await File.ReadAllLinesAsync(_folder["votes.jsonl"], Token)).Length.ShouldBe(1);
        (await File.ReadAllLinesAsync(_folder["votes.jsonl.1"], Token)).ShouldBe(["torn line"]);
        (await votes.PurgeAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task TranscriptLines_OlderThanConfigured_GoAndWritingGoesOn()
    {
        using (var transcript = new TranscriptWriter(_folder["talk.jsonl"], TimeSpan.FromDays(2), _time))
        {
            transcript.Write(Message("old"), "old", true, Start.AddDays(-3));
            transcript.Write(Message("young"), "young", true, Start);

            (await transcript.PurgeAsync(Token)).ShouldBe(1);
            transcript.Write(Message("new"), "new", true, Start);
        }

        (await File.ReadAllLinesAsync(_folder["talk.jsonl"], Token)).Select(line => TranscriptLine.Parse(line).Said).ShouldBe(["young", "new"]);
    }

    [Fact]
    public async Task AnswersToVoteOn_OlderThanConfigured_Go()
    {
        using var rated = Rated();
        await rated.RememberAsync(Message("q"), "m1", Answers.Give("text"));
        _time.Advance(TimeSpan.FromDays(6));
        await rated.RememberAsync(Message("q"), "m2", Answers.Give("text"));
        (await rated.FindAsync(Message("q"), "m1")).ShouldNotBeNull();
        _time.Advance(TimeSpan.FromDays(2));

        (await rated.FindAsync(Message("q"), "m1")).ShouldBeNull();
        (await rated.PurgeAsync(Token)).ShouldBe(1);
        (await rated.FindAsync(Message("q"), "m2")).ShouldNotBeNull();
    }

    [Fact]
    public async Task AnswersToVoteOn_BeyondTheirNumber_GiveWayToLaterOnes()
    {
        using var rated = Rated(most: 50);
        for (var number = 1; number <= 201; number++)
            await rated.RememberAsync(Message("q"), $"m{number}", Answers.Give("text"));

        (await rated.FindAsync(Message("q"), "m1")).ShouldBeNull();
        (await rated.FindAsync(Message("q"), "m150")).ShouldBeNull();
        (await rated.FindAsync(Message("q"), "m201")).ShouldNotBeNull();
    }

    [Fact]
    public async Task AnswersToVoteOn_WhereTheFileCannotBeUsed_AreRememberedForTheProcess()
    {
        Directory.CreateDirectory(_folder["answers.db"]);
        using var rated = Rated();

        await rated.RememberAsync(Message("q"), "m1", Answers.Give("text"));

        (await rated.FindAsync(Message("q"), "m1")).ShouldNotBeNull();
    }

    [Fact]
    public async Task Deliveries_OlderThanConfigured_Go()
    {
        using var log = new SqliteDeliveryLog(
            Options.Create(new DeliveryOptions { Path = _folder["deliveries.db"], RememberFor = TimeSpan.FromDays(1) }), _time, NullLogger<SqliteDeliveryLog>.Instance);
        var key = new DeliveryKey("msteams", "a", "1");
        await log.ClaimAsync(key, Token);
        await log.CompleteAsync(key, Token);
        (await log.PurgeAsync(Token)).ShouldBe(0);
        _time.Advance(TimeSpan.FromDays(2));

        (await log.PurgeAsync(Token)).ShouldBe(1);

        (await log.ClaimAsync(key, Token)).ShouldBe(DeliveryClaim.Fresh);
    }

    [Fact]
    public async Task Conversations_OlderThanConfigured_Go()
    {
        var memory = new ConversationMemory(Options.Create(new ConversationOptions { ExpiresAfter = TimeSpan.FromHours(1) }), _time);
        memory.Remember("a", Answers.Give("text"));
        _time.Advance(TimeSpan.FromHours(2));

        (await memory.PurgeAsync(Token)).ShouldBe(1);
    }

    [Fact]
    public async Task Sweep_RunsAtStartAndEveryFewHours_PastAPlaceThatFails()
    {
        var time = new PassingTime();
        var (good, purged) = (new CountingPlace(), System.Threading.Channels.Channel.CreateUnbounded<int>());
        good.Purged = number => purged.Writer.TryWrite(number);
        using var sweep = new RetentionSweep(new Forgetting([new FailingPlace(), good], NullLogger<Forgetting>.Instance), time);

        await sweep.StartAsync(Token);
        (await purged.Reader.ReadAsync(Token)).ShouldBe(1);
        await time.ElapseAsync(RetentionSweep.Every);

        (await purged.Reader.ReadAsync(Token)).ShouldBe(2);
        await sweep.StopAsync(Token);
    }

    [Fact]
    public async Task Erasure_PastAPlaceThatFails_SaysThatItIsNotWhole()
    {
        var (erased, isWhole) = await new Forgetting([new FailingPlace(), new CountingPlace()], NullLogger<Forgetting>.Instance)
            .EraseAsync(new("msteams", "a", null), Token);

        isWhole.ShouldBeFalse();
        erased.ShouldBe([("things", 3)]);
    }

    private RatedAnswers Rated(int most = 5000) => new(
        Options.Create(new FeedbackOptions { AnswersPath = _folder["answers.db"], RememberFor = TimeSpan.FromDays(7), RememberedAnswers = most }),
        _time, NullLogger<RatedAnswers>.Instance);

    private static FeedbackVote Vote(DateTimeOffset at) => new() { At = at, Channel = "msteams", Question = "q", Answer = "a", Vote = VoteKind.Up };

    private static Activity Message(string text) => new()
    {
        Type = ActivityTypes.Message,
        ChannelId = "msteams",
        Text = text,
        Conversation = new ConversationAccount { Id = "a" },
        From = new ChannelAccount { Id = "29:user" },
    };

    private sealed class CountingPlace : IUserRecords
    {
        private int _purges;

        public Action<int> Purged { get; set; } = _ => { };

        public string Name => "things";

        public Task<int> EraseAsync(ErasureScope scope, CancellationToken cancellationToken) => Task.FromResult(3);

        public Task<int> PurgeAsync(CancellationToken cancellationToken)
        {
            Purged(++_purges);
            return Task.FromResult(0);
        }
    }

    private sealed class FailingPlace : IUserRecords
    {
        public string Name => "broken things";

        public Task<int> EraseAsync(ErasureScope scope, CancellationToken cancellationToken) => throw new IOException("disk full");

        public Task<int> PurgeAsync(CancellationToken cancellationToken) => throw new IOException("disk full");
    }
}
