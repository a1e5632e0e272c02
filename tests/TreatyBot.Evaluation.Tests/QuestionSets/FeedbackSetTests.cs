using TreatyBot.Evaluation.QuestionSets;

namespace TreatyBot.Evaluation.Tests.QuestionSets;

public sealed class FeedbackSetTests : IDisposable
{
    private const string Votes = """
        {"at":"2026-01-01T10:00:00Z","channel":"slack","question":"When did it lapse?","answer":"It lapsed in 1999 [1].","shortAnswer":"1999","citations":[{"documentId":"doc","quote":"It lapsed in 1999."}],"vote":"up"}
        {"at":"2026-01-02T10:00:00Z","channel":"msteams","question":"who signed it","answer":"Nobody.","citations":[],"vote":"up"}
        {"at":"2026-01-03T10:00:00Z","channel":"slack","question":"Who signed it?","answer":"Everybody.","citations":[],"vote":"down","comment":"Wrong country"}
        not a vote
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task WriteAsync_Votes_BecomeLinesThatWaitForReview()
    {
        var votes = _folder.Write("votes.jsonl", Votes);
        var path = _folder.PathOf("set.jsonl");

        var (count, problems) = await FeedbackSet.WriteAsync(votes, path, TestContext.Current.CancellationToken);

        count.ShouldBe(2);
        problems.ShouldHaveSingleItem().Line.ShouldBe(4);
        var lines = File.ReadAllLines(path);
        lines[0].ShouldContain("\"Who signed it?\"");
        lines[0].ShouldContain("1 up, 1 down; answered: Everybody.; comment: Wrong country");
        lines[0].ShouldContain("\"answers\":[]");
        lines[1].ShouldContain("\"answers\":[\"1999\"]");
        (await Should.ThrowAsync<QaSetException>(() => QaSetReader.ReadAsync(path, strict: false, TestContext.Current.CancellationToken)))
            .Message.ShouldContain(":1: still to be reviewed");
    }

    [Fact]
    public async Task WriteAsync_ReviewedLine_CanBeRead()
    {
        var path = _folder.PathOf("set.jsonl");
        await FeedbackSet.WriteAsync(_folder.Write("votes.jsonl", Votes), path, TestContext.Current.CancellationToken);
        var line = File.ReadAllLines(path)[1];
        _folder.Write("set.jsonl", line[..line.IndexOf(",\"review\"", StringComparison.Ordinal)] + "}");

        var set = await QaSetReader.ReadAsync(path, strict: true, TestContext.Current.CancellationToken);

        set.Questions.ShouldHaveSingleItem().Quotes.ShouldBe(["It lapsed in 1999."]);
    }

    [Fact]
    public async Task WriteAsync_ExistingSet_IsNotOverwritten()
    {
        var votes = _folder.Write("votes.jsonl", Votes);
        var path = _folder.Write("set.jsonl", "reviewed");

        await Should.ThrowAsync<QaSetException>(() => FeedbackSet.WriteAsync(votes, path, TestContext.Current.CancellationToken));
        File.ReadAllText(path).ShouldBe("reviewed");
    }

    public void Dispose() => _folder.Dispose();
}
