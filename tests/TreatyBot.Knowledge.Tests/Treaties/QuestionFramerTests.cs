using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Tests.Treaties;

public sealed class QuestionFramerTests
{
    private static readonly QuestionFramer Framer = new(TreatySamples.Catalogue);
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Theory]
    [InlineData("When did Russia leave the Treaty of Lindau?", "lindau", "RU", TreatyAct.Withdraw, AskedFor.Date)]
    [InlineData("when did russia quit tdis", "lindau", "RU", TreatyAct.Withdraw, AskedFor.Date)]
    [InlineData("WHEN DID RUSSIA QUIT TDIS", "lindau", "RU", TreatyAct.Withdraw, AskedFor.Date)]
    [InlineData("In what year was the Convention on Cave Warfare signed?", "cave", "", TreatyAct.Sign, AskedFor.Year)]
    [InlineData("Who signed TDIS for the US?", "lindau", "US", TreatyAct.Sign, AskedFor.Actor)]
    [InlineData("Which country suspended TDIS?", "lindau", "", TreatyAct.Suspend, AskedFor.Actor)]
    [InlineData("Which countries ratified TDIS?", "lindau", "", TreatyAct.Ratify, AskedFor.List)]
    [InlineData("Where was TDIS signed?", "lindau", "", TreatyAct.Sign, AskedFor.Place)]
    [InlineData("How many states have ratified TDIS?", "lindau", "", TreatyAct.Ratify, AskedFor.Count)]
    [InlineData("How long was the suspension of TDIS?", "lindau", "", TreatyAct.Suspend, AskedFor.Duration)]
    [InlineData("How many days of notice does TDIS require for withdrawal?", "lindau", "", TreatyAct.NotifyWithdrawal, AskedFor.Duration)]
    [InlineData("Why did Italy abandon TDIS?", "lindau", "IT", TreatyAct.Withdraw, AskedFor.Reason)]
    [InlineData("Did Italy revoke its TDIS ratification?", "lindau", "IT", TreatyAct.Revoke, AskedFor.YesNo)]
    [InlineData("Is TDIS in force?", "lindau", "", TreatyAct.EnterIntoForce, AskedFor.Status)]
    [InlineData("Which article of TDIS allows withdrawal?", "lindau", "", TreatyAct.Withdraw, AskedFor.Article)]
    [InlineData("What replaced TDIS?", "lindau", "", TreatyAct.Replace, AskedFor.Treaty)]
    [InlineData("When did Canada's TDIS suspension become effective?", "lindau", "CA", TreatyAct.Suspend, AskedFor.Date)]
    [InlineData("Can you tell me when Spain denounced TDIS?", "lindau", "ES", TreatyAct.Withdraw, AskedFor.Date)]
    [InlineData("When did Ankra suspnd its participaton in the Treaty of Lindua?", "lindau", "", TreatyAct.Suspend, AskedFor.Date)]
    [InlineData("Когда Россия приостановила Линдауский договор?", "lindau", "RU", TreatyAct.Suspend, AskedFor.Date)]
    [InlineData("Quand la Russie a-t-elle quitté TDIS ?", "lindau", "RU", TreatyAct.Withdraw, AskedFor.Date)]
    [InlineData("Wann ist Russland aus TDIS ausgetreten?", "lindau", "RU", TreatyAct.Withdraw, AskedFor.Date)]
    [InlineData("¿Quién firmó TDIS?", "lindau", "", TreatyAct.Sign, AskedFor.Actor)]
    public void Frame_OfATreatyQuestion_UnderstandsIt(string question, string treaty, string parties, TreatyAct act, AskedFor asked)
    {
        var frame = Framer.Frame(question, Today);
        frame.TreatyIds.ShouldBe([treaty]);
        string.Join(' ', frame.PartyIds).ShouldBe(parties);
        frame.Acts.ShouldNotBeEmpty();
        frame.Acts[0].ShouldBe(act);
        frame.AskedFor.ShouldBe(asked);
        frame.Traits.ShouldBe(QuestionTraits.None);
    }

    [Theory]
    [InlineData("How many forts did TDIS allow?", AskedFor.Number)]
    [InlineData("What limit did TDIS set?", AskedFor.Number)]
    [InlineData("What does TDIS ban?", AskedFor.Definition)]
    [InlineData("What is TDIS?", AskedFor.Definition)]
    [InlineData("Which came first, TDIS or the Convention on Cave Warfare?", AskedFor.Order)]
    [InlineData("Was TDIS signed before or after CVW?", AskedFor.Order)]
    [InlineData("List all parties to TDIS", AskedFor.List)]
    [InlineData("How did Spain react to TDIS?", AskedFor.Manner)]
    [InlineData("Who left TDIS first, Spain or Italy?", AskedFor.Order)]
    [InlineData("Which agency supervises TDIS?", AskedFor.Actor)]
    [InlineData("Which Nordic straits does TDIS cover?", AskedFor.List)]
    [InlineData("Put these TDIS editions in order: 1999, 1990", AskedFor.Order)]
    [InlineData("TDIS forts", AskedFor.Anything)]
    public void Frame_OfOtherQuestions_KnowsWhatIsAskedFor(string question, AskedFor asked) => Framer.Frame(question, Today).AskedFor.ShouldBe(asked);

    [Theory]
    [InlineData("Was Russia a party to TDIS as of June 2019?", "2019-06")]
    [InlineData("Was TDIS in force on 1 June 2019?", "2019-06-01")]
    [InlineData("In 2015, was TDIS still in force?", "2015")]
    [InlineData("How many parties did TDIS have in February 2013?", "2013-02")]
    [InlineData("Did Russia suspend TDIS in 2007?", null)]
    [InlineData("When was TDIS signed?", null)]
    [InlineData("Who were the parties to the 1963 pact?", null)]
    public void Frame_ReadsTheAsOfDate(string question, string? expected) => (Framer.Frame(question, Today).AsOf?.Date?.ToIso()).ShouldBe(expected);

    [Theory]
    [InlineData("", QuestionTraits.Empty)]
    [InlineData("  \n ", QuestionTraits.Empty)]
    [InlineData("???!!! 🙂🙂", QuestionTraits.Noise)]
    [InlineData("12345 67890", QuestionTraits.Noise)]
    [InlineData("hi there", QuestionTraits.Greeting)]
    [InlineData("Good morning!", QuestionTraits.Greeting)]
    [InlineData("thanks a lot", QuestionTraits.Thanks)]
    [InlineData("help", QuestionTraits.Command)]
    [InlineData("timeline of TDIS", QuestionTraits.Command)]
    [InlineData("Should Russia have left TDIS?", QuestionTraits.Opinion)]
    [InlineData("Was Russia right to scrap TDIS?", QuestionTraits.Opinion)]
    [InlineData("What do you think of TDIS?", QuestionTraits.Opinion)]
    [InlineData("Is TDIS fair?", QuestionTraits.Opinion)]
    [InlineData("Was the TDIS limit set too high?", QuestionTraits.Opinion)]
    [InlineData("Who is to blame for the end of TDIS?", QuestionTraits.Opinion)]
    [InlineData("Will Russia leave TDIS?", QuestionTraits.Prediction)]
    [InlineData("Is Spain going to rejoin TDIS?", QuestionTraits.Prediction)]
    [InlineData("When will TDIS expire?", QuestionTraits.None)]
    [InlineData("When did Spain say it would stop going to TDIS talks?", QuestionTraits.None)]
    [InlineData("Does TDIS give a right to withdraw?", QuestionTraits.None)]
    [InlineData("And when did it leave?", QuestionTraits.FollowUp)]
    [InlineData("When did they ratify it?", QuestionTraits.FollowUp)]
    public void Frame_TellsWhatIsNoQuestionToSources(string text, QuestionTraits expected) => Framer.Frame(text, Today).Traits.ShouldBe(expected);

    [Fact]
    public void Frame_OfTwoQuestions_HasTwoParts()
    {
        var frame = Framer.Frame("When did Russia leave TDIS, and who signed the Convention on Cave Warfare?", Today);
        frame.Parts.Count.ShouldBe(2);
        frame.Parts[0].AskedFor.ShouldBe(AskedFor.Date);
        frame.Parts[0].TreatyIds.ShouldBe(["lindau"]);
        frame.Parts[1].AskedFor.ShouldBe(AskedFor.Actor);
        frame.Parts[1].TreatyIds.ShouldBe(["cave"]);
        Framer.Frame("When was TDIS signed and where?", Today).Parts.ShouldAllBe(part => part.TreatyIds.Count == 1 && part.Acts.Count == 1);
    }

    [Fact]
    public void Frame_OfAnAmbiguousOrUnknownTreaty_SaysSo()
    {
        Framer.Frame("When was OFT signed?", Today).IsTreatyAmbiguous.ShouldBeTrue();
        var frame = Framer.Frame("When did Spain leave the Treaty of Tordesillas?", Today);
        frame.TreatyIds.ShouldBeEmpty();
        frame.UnknownTreaties.ShouldHaveSingleItem().Text.ShouldBe("Treaty of Tordesillas");
    }

    [Fact]
    public void Frame_ReadsNegationComparisonAndAlternatives()
    {
        Framer.Frame("Which states have not ratified TDIS?", Today).IsNegative.ShouldBeTrue();
        Framer.Frame("Was TDIS signed before or after 1990?", Today).Comparison.ShouldBe(Comparison.BeforeOrAfter);
        Framer.Frame("Which came first, the signing of TDIS or its ratification?", Today).Alternatives.ShouldBe(["the signing of TDIS", "its ratification"]);
    }
}
