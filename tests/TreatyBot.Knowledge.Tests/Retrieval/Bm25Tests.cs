using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Knowledge.Tests.Retrieval;

public sealed class Bm25Tests
{
    [Fact]
    public void Idf_OfARareTerm_IsTheLogarithmOfTheFormula() => Bm25.Idf(10, 1).ShouldBe(Math.Log(1 + 9.5 / 1.5), 1e-12);

    [Fact]
    public void Idf_OfACommonerTerm_IsLowerAndNeverNegative()
    {
        var idfs = Enumerable.Range(0, 11).Select(frequency => Bm25.Idf(10, frequency)).ToList();

        idfs.ShouldBe(idfs.OrderDescending());
        idfs.ShouldAllBe(idf => idf > 0);
    }

    [Fact]
    public void Idf_OfMoreOccurrencesThanPassages_IsStillANumber() => Bm25.Idf(3, 5).ShouldBe(Math.Log(1 + 0.5 / 5.5), 1e-12);

    [Fact]
    public void TermScore_OfAnAbsentTerm_IsZero() => Bm25.TermScore(2, 0, 10, 10, 0.9, 0.4).ShouldBe(0);

    [Fact]
    public void TermScore_OfAverageLength_IsTheFormula() => Bm25.TermScore(2, 3, 10, 10, 0.9, 0.4).ShouldBe(2 * 3 * 1.9 / 3.9, 1e-12);

    [Fact]
    public void TermScore_OfManyOccurrences_StaysBelowIdfTimesKPlusOne() => Bm25.TermScore(2, 1_000_000, 10, 10, 0.9, 0.4).ShouldBeInRange(3.79, 3.8);

    [Fact]
    public void TermScore_OfALongerPassage_IsLowerUnlessLengthCountsForNothing()
    {
        Bm25.TermScore(2, 1, 40, 10, 0.9, 0.4).ShouldBeLessThan(Bm25.TermScore(2, 1, 10, 10, 0.9, 0.4));
        Bm25.TermScore(2, 1, 40, 10, 0.9, 0).ShouldBe(Bm25.TermScore(2, 1, 10, 10, 0.9, 0));
    }

    [Fact]
    public void TermScore_InAnEmptyStore_IsFinite() => double.IsFinite(Bm25.TermScore(1, 1, 5, 0, 0.9, 0.4)).ShouldBeTrue();
}
