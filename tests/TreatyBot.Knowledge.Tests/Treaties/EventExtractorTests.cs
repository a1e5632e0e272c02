using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Tests.Treaties;

public sealed class EventExtractorTests
{
    private static readonly PartialDate Published = new(2023, 11, 7);

    [Theory]
    [InlineData("The Treaty of Lindau was signed in Geneva on 3 May 1990 by France, Italy and Spain.", "Sign lindau 1990-05-03 FR,IT,ES Fact")]
    [InlineData("Norway ratified the Treaty of Lindau on 2 June 1991.", "Ratify lindau 1991-06-02 NO Fact")]
    [InlineData("The Treaty of Lindau entered into force on 9 November 1992.", "EnterIntoForce lindau 1992-11-09 - Fact")]
    [InlineData("Ottawa pulled out of TDIS in March 2001.", "Withdraw lindau 2001-03 CA Fact")]
    [InlineData("Canada's withdrawal from the Treaty of Lindau took effect on 1 June 2002.", "Withdraw lindau 2002-06-01 CA Fact")]
    [InlineData("The withdrawal of Estonia, Latvia and Lithuania from the Treaty of Lindau took effect on 27 December 2025.", "Withdraw lindau 2025-12-27 EE,LV,LT Fact")]
    [InlineData("Brazil has not ratified the Treaty of Lindau.", "Ratify lindau - BR Negated")]
    [InlineData("Chile will withdraw from the Treaty of Lindau in 2030.", "Withdraw lindau 2030 CL Planned")]
    [InlineData("Peru gave notice on 4 July 2019 that it would leave the Treaty of Lindau.", "NotifyWithdrawal lindau 2019-07-04 PE Fact; Withdraw lindau 2019-07-04 PE Planned")]
    [InlineData("In January this year Iceland announced its withdrawal from the Treaty of Lindau.", "Announce lindau 2023-01 IS Fact; Withdraw lindau 2023-01 IS Planned")]
    [InlineData("Spain temporarily withdrew from the Treaty of Lindau in 2007.", "Suspend lindau 2007 ES Fact")]
    [InlineData("According to Kenya, Ghana suspended the Treaty of Lindau in 2011.", "Suspend lindau 2011 GH Attributed")]
    [InlineData("Kenya said that Ghana had left the Treaty of Lindau in 2011.", "Withdraw lindau 2011 GH Attributed")]
    [InlineData("In 2014 Norway accused Sweden of violating the Treaty of Lindau.", "Accuse lindau 2014 SE Attributed")]
    [InlineData("The king of Spain signed a decree in May this year to abolish the Treaty of Lindau.", "Announce lindau 2023-05 ES Fact; Withdraw lindau 2023-05 ES Planned")]
    [InlineData("In September of this year, Sunak signed the formal revocation of London's ratification of the Convention on Cave Warfare.", "Revoke cave 2023-09 GB Fact")]
    [InlineData("In March 2010 Italy suspended the Treaty of Lindau and in April 2011 it ratified the Convention on Cave Warfare.", "Suspend lindau 2010-03 IT Fact; Ratify cave 2011-04 IT Fact")]
    [InlineData("Mexico signed the Treaty of Lindau and the Convention on Cave Warfare on 1 March 2000.", "Sign lindau 2000-03-01 MX Fact; Sign cave 2000-03-01 MX Fact")]
    [InlineData("Egypt, which signed the Treaty of Lindau in 1990, left it in 2005.", "Sign lindau 1990 EG Fact; Withdraw lindau 2005 EG Fact")]
    [InlineData("Jordan suspended the Treaty of Lindau by a law signed in October 2023.", "Suspend lindau 2023-10 JO Fact")]
    [InlineData("Finland's accession to NATO alarmed the parties to the Treaty of Lindau.", "")]
    [InlineData("Mongolia withdrew its troops under the Treaty of Lindau in 1994.", "")]
    [InlineData("Did Fiji leave the Treaty of Lindau in 1994?", "")]
    [InlineData("On 9 June 2023 the Danish denunciation law entered into force and Denmark notified the parties to the Treaty of Lindau of its withdrawal.", "Announce lindau 2023-06-09 DK Fact; NotifyWithdrawal lindau 2023-06-09 DK Fact; Withdraw lindau 2023-06-09 DK Planned; Withdraw lindau 2023-06-09 DK Planned")]
    [InlineData("The Senate of Chile rejected ratification of the Treaty of Lindau on 13 October 1999.", "Reject lindau 1999-10-13 CL Fact")]
    [InlineData("The limits of the Treaty of Lindau took effect on 5 February 2018.", "")]
    [InlineData("A protocol to the Treaty of Lindau was signed on 5 February 2018.", "")]
    [InlineData("The Shore Document to the Treaty of Lindau was signed on 5 February 2018.", "Sign adapted-tdis 2018-02-05 - Fact")]
    [InlineData("On 11 June 1993 Qatar suspended its withdrawal from the Treaty of Lindau.", "Suspend lindau 1993-06-11 QA Fact")]
    [InlineData("Russia announced on 3 May 2001 that Malta had left the Treaty of Lindau.", "Announce lindau 2001-05-03 RU Fact; Withdraw lindau - MT Attributed")]
    [InlineData("Kuwait ratified the Treaty of Lindau and its 1997 protocol on 14 April 2000.", "Ratify lindau 2000-04-14 KW Fact")]
    [InlineData("Japan said it would suspend the Treaty of Lindau in June 2024.", "Announce lindau 2024-06 JP Fact; Suspend lindau 2024-06 JP Planned")]
    [InlineData("Cuba joined the Treaty of Lindau in 1999.", "Accede lindau 1999 CU Fact")]
    [InlineData("The treaty was signed in 1990.", "")]
    public void Extract_FromASentence_GivesItsEvents(string text, string expected) =>
        string.Join("; ", TreatySamples.Events(text, Published).Select(TreatySamples.Brief).Order(StringComparer.Ordinal)).ShouldBe(Ordered(expected));

    [Theory]
    [InlineData("The Treaty of Lindau bans forts. The treaty was signed in 1990.", "Sign lindau 1990 - Fact")]
    [InlineData("The Treaty of Lindau bans forts. It entered into force in 1992.", "EnterIntoForce lindau 1992 - Fact")]
    [InlineData("The Treaty of Lindau bans forts. Austria was a party. In 2007 Austria suspended its participation.", "Suspend lindau 2007 AT Fact")]
    [InlineData("Sudan ratified the Treaty of Lindau in 1991. A year later it left the pact.", "Ratify lindau 1991 SD Fact; Withdraw lindau 1992 SD Fact")]
    [InlineData("The Treaty of Lindau was one. The Convention on Cave Warfare was another. The convention lapsed in 1999.", "Expire cave 1999 - Fact")]
    public void Extract_AcrossSentences_CarriesTheTreatyOver(string text, string expected) =>
        string.Join("; ", TreatySamples.Events(text, Published).Select(TreatySamples.Brief).Order(StringComparer.Ordinal)).ShouldBe(Ordered(expected));

    [Fact]
    public void Extract_WithOneDocumentTreaty_KnowsWhatTheTreatyIs() =>
        TreatySamples.Brief(TreatySamples.Events("The treaty was signed in 1990.", Published, "cave").ShouldHaveSingleItem()).ShouldBe("Sign cave 1990 - Fact");

    [Fact]
    public void Extract_OfAQuotation_NamesTheSpeaker()
    {
        var found = TreatySamples.Events("The Ministry of Lakes stated that \"the treaty, which was suspended by China as early as 2007, is our history", Published, "lindau").ShouldHaveSingleItem();
        TreatySamples.Brief(found).ShouldBe("Suspend lindau 2007 CN Attributed");
        found.Attribution.ShouldBe("The Ministry of Lakes");
    }

    [Fact]
    public void Extract_OfARelativeDate_KeepsTheWorkingAndTheSentence()
    {
        const string Text = "Nothing happened. Nepal left the Treaty of Lindau on Tuesday.";
        var found = TreatySamples.Events(Text, Published).ShouldHaveSingleItem();
        found.DateWorking.ShouldBe("the text says “on Tuesday” and is dated 7 November 2023");
        Text.Substring(found.Start, found.Length).ShouldBe("Nepal left the Treaty of Lindau on Tuesday.");
        TreatySamples.Events(Text).ShouldHaveSingleItem().Date.ShouldBeNull();
    }

    [Fact]
    public void Extract_OfDeclaredEvents_TakesThemOver()
    {
        const string Text = "note: it lapsed\n\nThe Treaty of Lindau expired on 5 May 2005.";
        DeclaredEvent Declared(int start, PartialDate date) => new()
        {
            Date = date, Act = TreatyAct.Expire, Parties = ["Russia", "all"], Note = "it lapsed", Start = start, Length = 9, IsDisputed = true,
        };
        var document = TreatySamples.Document(Text);
        document = document with
        {
            Metadata = document.Metadata with
            {
                Register = new() { Id = "lindau", Names = ["Treaty of Lindau"], Events = [Declared(6, new(2004)), Declared(-1, new(2005, 5, 5)), Declared(-1, new(1901))] },
            },
        };
        var declared = new EventExtractor(TreatySamples.Catalogue).Extract(document, TreatySamples.Passages(document)).Where(e => e.IsDeclared).ToList();
        declared.Select(e => Text.Substring(e.Start, e.Length)).ShouldBe(["it lapsed", "The Treaty of Lindau expired on 5 May 2005."]);
        declared.ShouldAllBe(e => e.IsDisputed && e.Parties.Count == 2 && e.Parties[0] == "RU" && e.Parties[1] == "*");
    }

    [Fact]
    public void Version_FollowsTheCatalogue() =>
        new EventExtractor(TreatySamples.Catalogue).Version.ShouldNotBe(new EventExtractor(TreatyCatalogue.Empty).Version);

    private static string Ordered(string expected) => string.Join("; ", expected.Split("; ").Order(StringComparer.Ordinal));
}
