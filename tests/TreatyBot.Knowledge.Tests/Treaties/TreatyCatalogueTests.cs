using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Tests.Treaties;

public sealed class TreatyCatalogueTests
{
    private static readonly TreatyCatalogue Catalogue = TreatySamples.Catalogue;

    [Theory]
    [InlineData("The Treaty of Lindau and the Convention on Cave Warfare", "lindau cave")]
    [InlineData("the Lindau Treaty's parties", "lindau")]
    [InlineData("TDIS was signed.", "lindau")]
    [InlineData("the Adapted TDIS Treaty", "adapted-tdis")]
    [InlineData("SORT 1 and SORT-II", "sart-1 sart-2")]
    [InlineData("New SORT replaced it", "new-sart")]
    [InlineData("to sort a new sort of thing", "")]
    [InlineData("Open Fjords", "fjords")]
    [InlineData("the open fjords of Norway", "")]
    [InlineData("Линдауского договора", "lindau")]
    [InlineData("the Shore Document", "adapted-tdis")]
    public void Find_InRunningText_TakesTheLongestName(string text, string expected) => Ids(Catalogue.Find(text)).ShouldBe(expected);

    [Theory]
    [InlineData("when did tdis enter into force", "lindau")]
    [InlineData("did the treaty of lindua expire", "lindau")]
    [InlineData("the convention on cave warfaer", "cave")]
    [InlineData("demilitarization of inland seas treaty", "lindau")]
    [InlineData("new sort expiry", "new-sart")]
    [InlineData("WHEN DID NEW SORT EXPIRE", "new-sart")]
    [InlineData("what sort of treaty is it", "")]
    [InlineData("If a TDIS party gave notice", "lindau")]
    [InlineData("the inland seas pact", "lindau")]
    public void Find_InQuestions_ForgivesCaseAndTyping(string text, string expected) => Ids(Catalogue.Find(text, lenient: true)).ShouldBe(expected);

    [Fact]
    public void Find_OfATypingError_SaysSo()
    {
        Catalogue.Find("Treaty of Lindaw", lenient: true).ShouldHaveSingleItem().IsCorrected.ShouldBeTrue();
        Catalogue.Find("Treaty of Lindau", lenient: true).ShouldHaveSingleItem().IsCorrected.ShouldBeFalse();
    }

    [Theory]
    [InlineData("OFT", "fjords orbit")]
    [InlineData("SORT", "sart-1 sart-2")]
    public void Find_OfASharedName_ReturnsAllAndSaysSo(string text, string expected)
    {
        var mention = Catalogue.Find($"the {text} talks").ShouldHaveSingleItem();
        mention.IsAmbiguous.ShouldBeTrue();
        string.Join(' ', mention.TreatyIds.Order()).ShouldBe(expected);
    }

    [Theory]
    [InlineData("When was the Antarctica Whaling Convention signed?", "Antarctica Whaling Convention")]
    [InlineData("Is the Treaty of Tordesillas in force?", "Treaty of Tordesillas")]
    [InlineData("when did the tordesillas treaty expire", "tordesillas treaty")]
    [InlineData("When was UNCLOS signed?", "UNCLOS")]
    [InlineData("When did NATO and the USA leave TDIS?", "")]
    [InlineData("Did the treaty ban nuclear weapons?", "")]
    [InlineData("When was the peace treaty signed?", "")]
    [InlineData("Which treaties did Russia sign?", "")]
    [InlineData("How many ICBMs did SORT II allow?", "")]
    [InlineData("Who signed the Treaty of Lindau?", "")]
    public void UnknownNames_AreThoseShapedLikeATreaty(string question, string expected) =>
        string.Join("; ", Catalogue.UnknownNames(question).Select(name => name.Text)).ShouldBe(expected);

    [Fact]
    public void Name_IsShort()
    {
        Catalogue.Name("lindau").ShouldBe("Treaty of Lindau");
        Catalogue.Name("nowhere").ShouldBe("nowhere");
    }

    [Fact]
    public void Version_ChangesWithANameOnly()
    {
        TreatyCatalogue Make(params string[] names) => new([new() { Id = "a", Names = names }]);
        Make("A Treaty").Version.ShouldBe(Make("A Treaty").Version);
        Make("A Treaty").Version.ShouldNotBe(Make("A Treaty", "AT").Version);
    }

    private static string Ids(IEnumerable<TreatyMention> mentions) => string.Join(' ', mentions.SelectMany(mention => mention.TreatyIds));
}
