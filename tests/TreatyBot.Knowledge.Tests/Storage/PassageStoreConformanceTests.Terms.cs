using CsCheck;
using TreatyBot.Knowledge.Storage;
using static TreatyBot.Knowledge.Tests.Storage.StoreSamples;

namespace TreatyBot.Knowledge.Tests.Storage;

// Search by words, and what words are counted by.
public abstract partial class PassageStoreConformanceTests
{
    [Fact]
    public async Task FindByTerms_OfSeveralTerms_PutsTheBestFirst()
    {
        await Store.ReplaceDocumentAsync(Entry("one",
        [
            "Inspections of storage sites are described in the protocol on inspection.",
            "The treaty limits tanks.",
            "The treaty limits tanks and artillery and other tanks.",
            "The treaty.",
            "Nothing of the kind.",
        ]), Cancellation);

        var found = await Store.FindByTermsAsync(["tank", "artilleri", "absent"], PassageFilter.None, 10, Cancellation);
        var one = await Store.FindByTermsAsync(["tank", "artilleri"], PassageFilter.None, 1, Cancellation);

        found.ShouldBe([PassageId("one", 2), PassageId("one", 1)]);
        one.ShouldBe([PassageId("one", 2)]);
        (await Store.FindByTermsAsync([], PassageFilter.None, 10, Cancellation)).ShouldBeEmpty();
        (await Store.FindByTermsAsync(["tank"], PassageFilter.None, 0, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task FindByTerms_OfARareTerm_BeatsACommonOne()
    {
        string[] paragraphs = [.. Enumerable.Range(0, 40).Select(i => $"The treaty number {i} was signed."), "The semipalatinsk treaty was signed."];
        await Store.ReplaceDocumentAsync(Entry("one", paragraphs), Cancellation);

        var found = await Store.FindByTermsAsync(["treati", "semipalatinsk"], PassageFilter.None, 5, Cancellation);

        found[0].ShouldBe(PassageId("one", 40));
        found.Count.ShouldBe(5);
    }

    [Fact]
    public async Task FindByTerms_OfATermThatMostPassagesHold_NeitherHidesNorLosesAny()
    {
        string[] paragraphs =
        [
            .. Enumerable.Range(0, 6).Select(i => $"The treaty is one of {string.Concat(Enumerable.Repeat("word ", i))}."),
            .. Enumerable.Range(0, 3).Select(i => $"The treaty on tanks {string.Concat(Enumerable.Repeat("word ", i))}."),
        ];
        await Store.ReplaceDocumentAsync(Entry("one", paragraphs), Cancellation);

        var all = await Store.FindByTermsAsync(["treati", "tank"], PassageFilter.None, 99, Cancellation);
        var few = await Store.FindByTermsAsync(["treati", "tank"], PassageFilter.None, 3, Cancellation);

        all.Count.ShouldBe(9);
        few.ShouldBe([PassageId("one", 6), PassageId("one", 7), PassageId("one", 8)]);
        all.Take(3).ShouldBe(few);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("a\" OR \"b")]
    [InlineData("AND")]
    [InlineData("NEAR(a b, 2)")]
    [InlineData("terms : a*")]
    [InlineData("^a - {b} + (")]
    [InlineData("a\0b")]
    [InlineData("\0")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\uD800")]
    [InlineData("ς")]
    [InlineData("İ")]
    [InlineData("e\u0301")]
    [InlineData("_0041")]
    [InlineData("'; DROP TABLE passages; --")]
    public async Task FindByTerms_OfNastyTerms_FindsThemAndNothingElse(string term)
    {
        var entry = Entry("one", ["First.", "Second.", "Third."]);
        await Store.ReplaceDocumentAsync(entry with
        {
            Passages = [entry.Passages[0] with { Terms = [term] }, entry.Passages[1], entry.Passages[2] with { Terms = ["a", "b", "A", "σ", "i"] }],
        }, Cancellation);

        (await Store.FindByTermsAsync([term], PassageFilter.None, 5, Cancellation)).ShouldBe([PassageId("one", 0)]);
        (await Store.GetTermStatisticsAsync([term], Cancellation)).DocumentFrequencies[term].ShouldBe(1);
    }

    [Fact]
    public async Task FindByTerms_OfVeryMuchText_IsAnswered()
    {
        var endless = new string('x', 100_000);
        var entry = Entry("one", ["The treaty limits tanks.", "Other."]);
        await Store.ReplaceDocumentAsync(entry with { Passages = [entry.Passages[0], entry.Passages[1] with { Terms = [endless] }] }, Cancellation);
        string[] noise = [.. Enumerable.Range(0, 20_000).Select(i => $"noise{i}")];

        (await Store.FindByTermsAsync([endless], PassageFilter.None, 5, Cancellation)).ShouldBe([PassageId("one", 1)]);
        (await Store.FindByTermsAsync([endless + "x"], PassageFilter.None, 5, Cancellation)).ShouldBeEmpty();
        (await Store.FindByTermsAsync([.. noise, "tank"], PassageFilter.None, 5, Cancellation)).ShouldBe([PassageId("one", 0)]);
        (await Store.GetTermStatisticsAsync([.. noise, "tank"], Cancellation)).DocumentFrequencies["tank"].ShouldBe(1);
    }

    [Fact]
    public async Task FindByTerms_OfRandomText_NeverFails()
    {
        await Store.ReplaceDocumentAsync(Entry("one", ["The treaty limits tanks."]), Cancellation);

        await Gen.String.Array[0, 5].SampleAsync(
            async terms => await Store.FindByTermsAsync(terms, PassageFilter.None, 5, Cancellation), iter: 300, threads: 1);
    }

    [Fact]
    public async Task FindByTerms_Filtered_StillFillsTheLimit()
    {
        for (var i = 0; i < 30; i++)
            await Store.ReplaceDocumentAsync(Entry($"short{i}", ["Tanks."]), Cancellation);
        await Store.ReplaceDocumentAsync(Entry("long", ["Tanks among many other things that are written here at length.", "More tanks follow later on."]), Cancellation);

        var found = await Store.FindByTermsAsync(["tank"], new() { DocumentIds = ["long"] }, 2, Cancellation);

        found.ShouldBe([PassageId("long", 1), PassageId("long", 0)]);
    }

    [Fact]
    public async Task Statistics_OfTerms_CountPassages()
    {
        var entry = Entry("one", ["Tanks, tanks and tanks.", "A tank and a bomber.", "Nothing."]);
        await Store.ReplaceDocumentAsync(entry, Cancellation);
        await Store.ReplaceDocumentAsync(Entry("two", ["Договоры о танках."]), Cancellation);

        var statistics = await Store.GetTermStatisticsAsync(["tank", "bomber", "absent", "танк", "tank"], Cancellation);

        statistics.PassageCount.ShouldBe(4);
        statistics.AverageLength.ShouldBe((3 + 2 + entry.Passages[2].Terms.Count + 2) / 4.0);
        statistics.DocumentFrequencies.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))
            .ShouldBe([("absent", 0L), ("bomber", 1L), ("tank", 2L), ("танк", 1L)]);

        await Store.DeleteDocumentAsync("one", Cancellation);
        var fewer = await Store.GetTermStatisticsAsync(["tank", "танк"], Cancellation);
        (fewer.PassageCount, fewer.AverageLength, fewer.DocumentFrequencies["tank"], fewer.DocumentFrequencies["танк"]).ShouldBe((1, 2, 0, 1));
    }
}
