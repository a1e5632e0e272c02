using TreatyBot.Evaluation.Metrics;
using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Shared;

namespace TreatyBot.Evaluation.Tests.Metrics;

public sealed class QuestionScorerTests
{
    private static readonly EvalQuestion Dated = new() { Id = "1", Question = "When?", Answers = ["7 November 2023"], Sources = ["doc"], Quotes = ["completed on November 7"] };
    private static readonly EvalQuestion Unanswerable = new() { Id = "2", Question = "Why?", Answerable = false, Reasons = [AbstentionReason.FalsePremise] };
    private static readonly Citation Fitting = Answers.Cite(1, "It was completed on November 7, 2023.");

    [Fact]
    public async Task ScoreAsync_RightShortAnswerWithCitation_IsRightAndCited()
    {
        var scores = await Score(Dated, Answers.Give("It was completed on 7 November 2023 [1].", "2023-11-07", Fitting));

        scores[MetricCatalogue.Right].ShouldBe(1);
        scores[MetricCatalogue.RightCited].ShouldBe(1);
        scores[MetricCatalogue.AnswerInCitation].ShouldBe(1);
        scores[MetricCatalogue.Correct].ShouldBe(1);
        scores[MetricCatalogue.FalseRefusals].ShouldBe(0);
        scores.ShouldNotContainKey(MetricCatalogue.FalseAnswers);
        scores.ShouldNotContainKey(MetricCatalogue.FollowUps);
    }

    [Fact]
    public async Task ScoreAsync_WrongShortAnswerBesideRightText_IsWrong() =>
        (await Score(Dated, Answers.Give("It was completed on 7 November 2023 [1].", "8 November 2023", Fitting)))[MetricCatalogue.Right].ShouldBe(0);

    [Fact]
    public async Task ScoreAsync_NoShortAnswer_LooksInTheText() =>
        (await Score(Dated, Answers.Give("It was completed on 7 November 2023 [1].", null, Fitting)))[MetricCatalogue.Right].ShouldBe(1);

    [Fact]
    public async Task ScoreAsync_RightWithUnverifiedCitation_IsNotRight() =>
        (await Score(Dated, Answers.Give("7 November 2023 [1].", null, Fitting with { Verified = false })))[MetricCatalogue.Right].ShouldBe(0);

    [Fact]
    public async Task ScoreAsync_RightWithIdleCitation_IsRightButNotCited()
    {
        var scores = await Score(Dated, Answers.Give("7 November 2023 [1].", null, Answers.Cite(1, "Something else.")));

        scores[MetricCatalogue.Right].ShouldBe(1);
        scores[MetricCatalogue.RightCited].ShouldBe(0);
        scores[MetricCatalogue.AnswerInCitation].ShouldBe(0);
    }

    [Fact]
    public async Task ScoreAsync_DerivedAnswer_CountsAsInItsCitation()
    {
        var question = Dated with { Answers = ["May 2023"], Quotes = [] };
        var answer = Answers.Give("In May 2023 [1].", "May 2023", Answers.Cite(1, "in May this year")) with
        {
            Notes = [new(NoteKind.RelativeDate, "this year is 2023", [1])],
        };

        (await Score(question, answer))[MetricCatalogue.RightCited].ShouldBe(1);
        (await Score(question, answer with { Notes = [] }))[MetricCatalogue.RightCited].ShouldBe(0);
    }

    [Theory]
    [InlineData("It was signed in 1990 [1].", 0)]
    [InlineData("It was signed in 1990 and left on 7 November 2023 [1].", 1)]
    public async Task ScoreAsync_AnswerInParts_WantsThemAllInTheWholeText(string text, double expected) =>
        (await Score(Dated with { Answers = ["1990 + 7 November 2023"] }, Answers.Give(text, "1990", Fitting)))[MetricCatalogue.Right].ShouldBe(expected);

    [Fact]
    public async Task ScoreAsync_RefusedAnswerable_IsAFalseRefusal()
    {
        var scores = await Score(Dated, Answers.Refuse(AbstentionReason.TextIsSilent));

        scores[MetricCatalogue.FalseRefusals].ShouldBe(1);
        scores[MetricCatalogue.F1].ShouldBe(0);
        scores.ShouldNotContainKey(MetricCatalogue.AnswerInCitation);
        scores.ShouldNotContainKey(MetricCatalogue.CitationPrecision);
    }

    [Theory]
    [InlineData(AbstentionReason.FalsePremise, 1)]
    [InlineData(AbstentionReason.NotInCorpus, 0)]
    public async Task ScoreAsync_RefusedUnanswerable_IsCorrectWhateverTheReason(AbstentionReason reason, double reasonScore)
    {
        var scores = await Score(Unanswerable with { History = ["Earlier?"] }, Answers.Refuse(reason));

        scores[MetricCatalogue.Correct].ShouldBe(1);
        scores[MetricCatalogue.FollowUps].ShouldBe(1);
        scores[MetricCatalogue.FalseAnswers].ShouldBe(0);
        scores[MetricCatalogue.AbstentionReason].ShouldBe(reasonScore);
        scores.ShouldNotContainKey(MetricCatalogue.HitAt1);
    }

    [Fact]
    public async Task ScoreAsync_AnsweredUnanswerable_IsAFalseAnswer()
    {
        var scores = await Score(Unanswerable, Answers.Give("Because [1].", null, Fitting));

        scores[MetricCatalogue.FalseAnswers].ShouldBe(1);
        scores[MetricCatalogue.Correct].ShouldBe(0);
        scores.ShouldNotContainKey(MetricCatalogue.AbstentionReason);
    }

    [Fact]
    public async Task ScoreAsync_Ranks_GiveHitsAndReciprocalRank()
    {
        var answer = Answers.Refuse(AbstentionReason.TextIsSilent) with
        {
            Trace = new(
                [Answers.Hit(1, "It was completed on November 7", "other"), Answers.Hit(2, "nothing"), Answers.Hit(3, "It was completed\n on November 7, 2023.")],
                [Answers.Evidence(1, "nothing"), Answers.Evidence(2, "Completed on November 7.")]),
        };

        var scores = await Score(Dated, answer);

        scores[MetricCatalogue.HitAt1].ShouldBe(0);
        scores[MetricCatalogue.HitAt5].ShouldBe(1);
        scores[MetricCatalogue.MrrAt10].ShouldBe(1.0 / 3);
        scores[MetricCatalogue.SentenceTop1].ShouldBe(0);
        scores[MetricCatalogue.SentenceTop3].ShouldBe(1);
    }

    [Theory]
    [InlineData("The treaty was signed in Paris.", 1)]
    [InlineData("It had 22 parties.", 0)]
    [InlineData("Title. The treaty was signed in Paris. It had 22 parties. More.", 1)]
    [InlineData("It was Paris, they say.", 0)]
    public async Task ScoreAsync_GoldParagraph_IsHitByItsRightPartOrByAllOfIt(string passage, double expected)
    {
        var question = Dated with { Answers = ["Paris"], Quotes = [], GoldParagraph = "The treaty was signed in Paris.\nIt had 22 parties. " };

        (await Score(question, Answers.Give("Paris.") with { Trace = new([Answers.Hit(1, passage)], []) }))[MetricCatalogue.HitAt1].ShouldBe(expected);
    }

    private static async Task<SortedDictionary<string, double>> Score(EvalQuestion question, Answer answer) =>
        await new QuestionScorer(new LexicalSupportJudge()).ScoreAsync(question, answer, [], TestContext.Current.CancellationToken);
}
