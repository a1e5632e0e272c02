using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Tests.Treaties;

public sealed class PartyGazetteerTests
{
    private static readonly PartyGazetteer Gazetteer = PartyGazetteer.Default;

    [Theory]
    [InlineData("The Kremlin said Moscow would wait for Washington.", "RU RU US")]
    [InlineData("The U.S. and the U.S.S.R. met the UK.", "US SU GB")]
    [InlineData("Foggy Bottom, Downing Street and the Quai d'Orsay agreed.", "US GB FR")]
    [InlineData("Russian President Vladimir Putin called Biden.", "RU RU US")]
    [InlineData("Gorbachev and Reagan signed it.", "SU US")]
    [InlineData("North Korea left; South Korea stayed. The DPRK and the ROK differ.", "KP KR KP KR")]
    [InlineData("Latin America and the South China Sea hold no party.", "")]
    [InlineData("Equatorial Guinea, Guinea-Bissau, Papua New Guinea and Guinea", "GQ GW PG GN")]
    [InlineData("They told us that it may march in china shops and eat turkey.", "")]
    [InlineData("Türkiye, Côte d'Ivoire, São Tomé and Príncipe", "TR CI ST")]
    [InlineData("NATO allies and the Warsaw Treaty Organization", "NATO WTO")]
    [InlineData("East Germany and West Germany, Czechoslovakia, Yugoslavia", "DD DE CS YU")]
    [InlineData("Президент России и США, Москвой и Вашингтоном", "RU US RU US")]
    [InlineData("la Russie et les États-Unis; Deutschland; Estados Unidos", "RU US DE US")]
    [InlineData("the states parties met", "")]
    public void Find_InRunningText_TakesNamesAndLeavesWords(string text, string expected) =>
        string.Join(' ', Gazetteer.Find(text).Select(mention => mention.PartyId)).ShouldBe(expected);

    [Theory]
    [InlineData("when did russia quit", "RU")]
    [InlineData("did the us leave before the uk", "US GB")]
    [InlineData("has turkey left", "TR")]
    [InlineData("tell us about it", "")]
    [InlineData("DID MOSCOW SUSPEND", "RU")]
    [InlineData("did the ussr sign with the usa", "SU US")]
    public void Find_InQuestions_TakesLowerCase(string text, string expected) =>
        string.Join(' ', Gazetteer.Find(text, lenientCase: true).Select(mention => mention.PartyId)).ShouldBe(expected);

    [Fact]
    public void Find_ReturnsSpansWithoutThePossessive()
    {
        const string Text = "After Moscow's step, in Vienna.";
        var mentions = Gazetteer.Find(Text);
        Text.Substring(mentions[0].Start, mentions[0].Length).ShouldBe("Moscow");
        mentions[0].IsPossessive.ShouldBeTrue();
        mentions[0].IsPlace.ShouldBeFalse();
        mentions[1].IsPlace.ShouldBeTrue();
    }

    [Theory]
    [InlineData("all", "*")]
    [InlineData("all parties", "*")]
    [InlineData("United States", "US")]
    [InlineData("the Netherlands", "NL")]
    [InlineData("NATO members", "NATO")]
    [InlineData("ru", "RU")]
    [InlineData("Ruritania", null)]
    public void Resolve_OfADeclaredName_GivesItsId(string name, string? expected) => Gazetteer.Resolve(name).ShouldBe(expected);

    [Fact]
    public void IsSame_OfASuccessor_Holds()
    {
        Gazetteer.IsSame("RU", "SU").ShouldBeTrue();
        Gazetteer.IsSame("su", "RU").ShouldBeTrue();
        Gazetteer.IsSame("UA", "SU").ShouldBeFalse();
        Gazetteer.Name("SU").ShouldBe("Soviet Union");
    }

    [Fact]
    public void Parties_HoldEveryMemberOfTheUnitedNations() =>
        Gazetteer.Parties.Count(party => party.Id.Length == 2 && party.Id is not ("SU" or "CS" or "YU" or "DD" or "VA" or "PS" or "TW" or "XK" or "CK" or "NU" or "EU" or "UN")).ShouldBe(193);
}
