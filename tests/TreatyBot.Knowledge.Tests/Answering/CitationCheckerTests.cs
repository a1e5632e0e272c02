using TreatyBot.Knowledge.Answering;
using TreatyBot.Shared;

namespace TreatyBot.Knowledge.Tests.Answering;

public sealed class CitationCheckerTests
{
    private const string Text = "Poland withdrew on 9 November 2015. Norway stayed.";
    private readonly CitationChecker _checker = new(new FakeDocuments(("doc", Text)));

    [Fact]
    public async Task Check_OfAVerbatimQuote_LetsTheClaimPass() =>
        (await Check(Core(Quote("Norway stayed.")))).ShouldNotBeNull().Claims.Count.ShouldBe(1);

    public static TheoryData<int, string, string> BadQuotes => new()
    {
        { 35, "Norway stayed.", "doc" },
        { 36, "Norway Stayed.", "doc" },
        { 36, "Norway stayed. ", "doc" },
        { -1, "Norway stayed.", "doc" },
        { int.MaxValue, "Norway stayed.", "doc" },
        { 49, "..", "doc" },
        { 36, "", "doc" },
        { 36, "Norway stayed.", "gone" },
        { 36, "Norway\u00a0stayed.", "doc" },
    };

    [Theory]
    [MemberData(nameof(BadQuotes))]
    public async Task Check_OfAQuoteThatDoesNotStandThere_DropsTheDraft(int start, string quote, string documentId) =>
        (await Check(Core(new SourceQuote(documentId, start, quote, "¶1")))).ShouldBeNull();

    [Theory]
    [InlineData("Poland withdrew on 9 November 2015.", true)]
    [InlineData("Poland's withdrawal came in 2015.", true)]
    [InlineData("Hungary withdrew on 9 November 2015.", false)]
    [InlineData("Poland withdrew on 8 November 2015.", false)]
    [InlineData("Poland withdrew on 9 October 2015.", false)]
    [InlineData("Poland withdrew with 12 boats.", false)]
    public async Task Check_OfParticularsInTheStatement_WantsThemInTheQuote(string statement, bool passes) =>
        ((await Check(Core(Quote("Poland withdrew on 9 November 2015.")) with { Text = statement })) is not null).ShouldBe(passes);

    [Fact]
    public async Task Check_OfADerivedDate_TakesItAsCarried() =>
        (await Check(Core(Quote("Norway stayed.")) with { Text = "Norway stayed on 3 May 2016.", Derived = ["3 May 2016"] })).ShouldNotBeNull();

    [Fact]
    public async Task Check_WhenAFurtherClaimFails_DropsItWithItsText()
    {
        var draft = await Check(Core(Quote("Norway stayed.")), new Claim { Text = "Sweden left.", Quotes = [Quote("Norway stayed.")] });

        draft.ShouldNotBeNull().Claims.ShouldHaveSingleItem().IsCore.ShouldBeTrue();
    }

    [Fact]
    public async Task Check_WhenTheCoreFails_DropsTheAnswerThoughTheRestStands() =>
        (await Check(new Claim { Quotes = [Quote("Norway stayed.")] }, Core(new SourceQuote("doc", 0, "Norway stayed.", "¶1")))).ShouldBeNull();

    [Fact]
    public async Task Check_OfAClaimWithoutQuotes_NeverPasses() => (await Check(new Claim { Text = "so it is", Quotes = [] })).ShouldBeNull();

    [Fact]
    public async Task Check_WhenOneOfTwoQuotesFails_DropsTheClaim() =>
        (await Check(Core(Quote("Norway stayed.")) with { Quotes = [Quote("Norway stayed."), new("doc", 3, "Norway stayed.", "¶1")] })).ShouldBeNull();

    [Fact]
    public async Task Check_OfANoteWithABadQuote_DropsTheNoteAlone()
    {
        var draft = Draft(Core(Quote("Norway stayed."))) with
        {
            Notes = [new(NoteKind.Conflict, "bad", [new("doc", 1, "Norway", "¶1")]), new(NoteKind.AsOf, "good", [])],
        };

        var passed = await _checker.CheckAsync(draft, TestContext.Current.CancellationToken);

        passed.ShouldNotBeNull().Notes.Select(note => note.Text.ToString()).ShouldBe(["good"]);
    }

    private Task<AnswerDraft?> Check(params Claim[] claims) => _checker.CheckAsync(Draft(claims), TestContext.Current.CancellationToken);

    private static AnswerDraft Draft(params Claim[] claims) => new() { Answerer = "test", Claims = claims, EvidenceScore = 1 };

    private static Claim Core(SourceQuote quote) => new() { Quotes = [quote], IsCore = true };

    private static SourceQuote Quote(string text) => new("doc", Text.IndexOf(text, StringComparison.Ordinal), text, "¶1");
}
