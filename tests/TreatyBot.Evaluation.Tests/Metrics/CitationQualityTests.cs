using TreatyBot.Evaluation.Metrics;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Shared;

namespace TreatyBot.Evaluation.Tests.Metrics;

public sealed class CitationQualityTests
{
    [Theory]
    // One citation that supports; one that does not.
    [InlineData("alpha [1].", "alpha", "", 1, 1)]
    [InlineData("alpha [1].", "beta", "", 0, 0)]
    // Two that support only together; two of which one is idle; two that each do alone.
    [InlineData("alpha beta [1][2].", "alpha", "beta", 1, 1)]
    [InlineData("alpha [1][2].", "alpha", "beta", 0.5, 1)]
    [InlineData("alpha [1][2].", "alpha", "alpha beta", 1, 1)]
    // An uncited statement costs recall; a mark that leads nowhere costs precision.
    [InlineData("alpha [1]. Gamma.", "alpha", "", 1, 0.5)]
    [InlineData("alpha [1][9].", "alpha", "", 0.5, 1)]
    public async Task MeasureAsync_Answer_FollowsAlce(string text, string first, string second, double precision, double recall)
    {
        var answer = Answers.Give(text, null, Answers.Cite(1, first), Answers.Cite(2, second));

        var measured = await CitationQuality.MeasureAsync(answer, new WordJudge(), TestContext.Current.CancellationToken);

        measured.Precision.ShouldBe(precision);
        measured.Recall.ShouldBe(recall);
    }

    [Fact]
    public async Task MeasureAsync_AnswerWithoutCitations_HasNoPrecision() =>
        (await CitationQuality.MeasureAsync(Answers.Give("alpha."), new WordJudge(), TestContext.Current.CancellationToken)).ShouldBe((null, 0));

    [Fact]
    public async Task MeasureAsync_DerivedDate_IsBorneOutByItsWorking()
    {
        var quote = Answers.Cite(1, "Putin signed the decree in May this year.");
        var answer = Answers.Give("Putin signed the decree in May 2023 [1].", "May 2023", quote);
        var worked = answer with { Notes = [new(NoteKind.RelativeDate, "“May this year”, published in November 2023: May 2023.", [1])] };

        (await CitationQuality.MeasureAsync(answer, new LexicalSupportJudge(), TestContext.Current.CancellationToken)).Recall.ShouldBe(0);
        (await CitationQuality.MeasureAsync(worked, new LexicalSupportJudge(), TestContext.Current.CancellationToken)).Recall.ShouldBe(1);
    }

    /// <summary>Supported means that every word occurs in a quote.</summary>
    private sealed class WordJudge : ISupportJudge
    {
        public string Id => "words";

        public ValueTask<bool> SupportsAsync(SupportQuery query, CancellationToken cancellationToken) =>
            new(query.Statement.Trim('.').Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => query.Quotes.Any(quote => quote.Text.Split(' ').Contains(word))));
    }
}
