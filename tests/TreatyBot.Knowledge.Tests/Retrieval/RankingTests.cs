using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Tests.Storage;

namespace TreatyBot.Knowledge.Tests.Retrieval;

/// <summary>What is computed of passages and sentences, without a store.</summary>
public sealed class RankingTests
{
    [Fact]
    public void AnalyzedPassage_CountsTitleHeadingsAndText()
    {
        var passage = Passage("Gunboats patrol. Gunboats rest.", "Rules on patrols");

        var analysis = new AnalyzedPassage(passage, "The gunboat rules");

        analysis.Sentences.Select(sentence => sentence.Text.Trim()).ShouldBe(["Gunboats patrol.", "Gunboats rest."]);
        analysis.TermCounts["gunboat"].ShouldBe(3);
        analysis.TermCounts["rule"].ShouldBe(2);
        analysis.TermCounts.ContainsKey("the").ShouldBeFalse();
        analysis.Length.ShouldBe(analysis.TermCounts.Values.Sum());
        analysis.ContextTerms.ShouldBe(["gunboat", "rule", "patrol"], ignoreOrder: true);
    }

    [Fact]
    public void Extract_OfASentenceWithEveryWord_CoversAllAndKeepsTheOrder()
    {
        var features = Extract(QueryOf(AnswerType.Date, "poland", "left"), "Poland left in 2015. Nothing else.", 0);

        features.SentenceCoverage.ShouldBe(1, 1e-9);
        features.Sequence.ShouldBe(1, 1e-9);
        features.TypeMatch.ShouldBe(1);
        features.MissingNames.ShouldBe(0);
    }

    [Fact]
    public void Extract_OfTheWordsInAnotherOrder_HasAShorterSequence() =>
        Extract(QueryOf(AnswerType.Text, "poland", "left"), "Left behind, Poland sighed.", 0).Sequence.ShouldBe(0.5, 1e-9);

    [Fact]
    public void Extract_OfANeighbour_CountsItsWordsAsNear()
    {
        var features = Extract(QueryOf(AnswerType.Text, "poland", "left"), "Poland sighed. It left.", 1);

        features.SentenceCoverage.ShouldBe(0.5, 1e-9);
        features.NeighbourCoverage.ShouldBe(1, 1e-9);
        features.PassageCoverage.ShouldBe(1, 1e-9);
    }

    [Theory]
    [InlineData(AnswerType.Date, "Poland left in 2015.", 1)]
    [InlineData(AnswerType.Date, "Poland left quietly.", 0)]
    [InlineData(AnswerType.Number, "Poland left with seven boats.", 1)]
    [InlineData(AnswerType.Person, "Poland left with Greta.", 1)]
    [InlineData(AnswerType.Person, "Poland left quietly.", 0)]
    [InlineData(AnswerType.Place, "Poland left from Bergen.", 1)]
    [InlineData(AnswerType.Place, "Poland left from Poland.", 0)]
    [InlineData(AnswerType.Reason, "Poland left because of fog.", 1)]
    [InlineData(AnswerType.YesNo, "Poland left in 2015.", 0)]
    public void Extract_OfWhatIsAskedFor_IsATypeMatchOnlyWhenItIsNew(AnswerType type, string sentence, double expected) =>
        Extract(QueryOf(type, "poland", "left"), sentence, 0).TypeMatch.ShouldBe(expected);

    [Fact]
    public void Extract_OfMissingNamesAndNumbers_TellsTheirShare()
    {
        var query = QueryOf(AnswerType.Text, "poland", "lindau", "2015") with { Names = ["poland", "lindau"], Numbers = ["2015"] };

        var features = Extract(query, "Poland left.", 0);

        features.MissingNames.ShouldBe(0.5);
        features.MissingNumbers.ShouldBe(1);
    }

    [Fact]
    public void Extract_WithoutTerms_IsFinite()
    {
        var features = Extract(QueryOf(AnswerType.Text), "Poland left.", 0);

        double.IsFinite(features.SentenceCoverage + features.PassageCoverage + features.Sequence + features.SentenceLexical).ShouldBeTrue();
    }

    [Fact]
    public void Rank_OfTwoPassages_PutsTheBetterSentenceFirstAndNumbersPassages()
    {
        var query = QueryOf(AnswerType.Date, "poland", "left");
        var poor = Retrieved("Sweden stayed.", "b");
        var good = Retrieved("Poland left in 2015.", "a");

        var ranked = Ranker().Rank(query, [poor, good]);

        ranked.Sentences[0].Analysis.Text.ShouldBe("Poland left in 2015.");
        ranked.Passages.Select(passage => (passage.Hit.Passage.DocumentId, passage.Hit.Rank)).ShouldBe([("a", 1), ("b", 2)]);
    }

    [Fact]
    public void Rank_OfTies_DoesNotDependOnTheOrderOfArrival()
    {
        var query = QueryOf(AnswerType.Text, "boats");
        var one = Retrieved("Boats float.", "a");
        var two = Retrieved("Boats float.", "b");

        Order(Ranker().Rank(query, [one, two])).ShouldBe(Order(Ranker().Rank(query, [two, one])));

        static IEnumerable<string> Order(RankedEvidence evidence) => evidence.Passages.Select(passage => passage.Hit.Passage.Id);
    }

    [Fact]
    public void Rank_OfNothing_IsNothing() => Ranker().Rank(QueryOf(AnswerType.Text, "boats"), []).Sentences.ShouldBeEmpty();

    [Fact]
    public void Cache_OfTheSamePassage_AnalysesItOnceATitle()
    {
        var cache = new PassageCache();
        var passage = Passage("Boats float.");

        var first = cache.GetOrAdd(passage, "Title");

        cache.GetOrAdd(passage, "Title").ShouldBeSameAs(first);
        cache.GetOrAdd(passage, "Another").ContextTerms.ShouldContain("anoth");
    }

    [Fact]
    public void Cosine_OfVectorsOfOtherLength_IsZero()
    {
        Retriever.Cosine([1, 0], [1, 0, 0]).ShouldBe(0);
        Retriever.Cosine([0.6f, 0.8f], [0.6f, 0.8f]).ShouldBe(1, 1e-6);
    }

    private static EvidenceRanker Ranker() => new(Options.Create(new RetrievalOptions()));

    private static EvidenceFeatures Extract(Query query, string text, int sentence) =>
        new EvidenceFeatureExtractor(query, new RetrievalOptions()).Extract(Retrieved(text, "a"), sentence);

    private static RetrievedPassage Retrieved(string text, string documentId)
    {
        var passage = Passage(text, documentId: documentId);
        return new(new PassageHit(passage, 0, 0, 0, 1), new AnalyzedPassage(passage, "untitled"), []);
    }

    private static Passage Passage(string text, string? heading = null, string documentId = "doc") =>
        StoreSamples.Entry(documentId, [text]).Passages[0].Passage with { Headings = heading is null ? [] : [heading] };

    private static Query QueryOf(AnswerType type, params string[] terms) => new()
    {
        Text = string.Join(' ', terms),
        Terms = [.. terms.Select(term => new QueryTerm(term, 1))],
        MaxLexical = terms.Length * 1.9,
        AverageLength = 10,
        AnswerType = type,
        Names = [],
        Numbers = [],
    };
}
