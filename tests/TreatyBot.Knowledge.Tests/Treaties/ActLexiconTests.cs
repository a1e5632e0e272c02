using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Tests.Treaties;

public sealed class ActLexiconTests
{
    [Theory]
    [InlineData("They froze the pact", "Suspend")]
    [InlineData("It put the treaty on hold", "Suspend")]
    [InlineData("It halted compliance", "Suspend")]
    [InlineData("It pulled out of the pact", "Withdraw")]
    [InlineData("It walked away from the pact", "Withdraw")]
    [InlineData("It scrapped the pact", "Withdraw")]
    [InlineData("It denounced the pact", "Withdraw")]
    [InlineData("It temporarily withdrew from the pact", "Suspend")]
    [InlineData("It revoked its ratification", "Revoke")]
    [InlineData("It withdrew its ratification of the pact", "Revoke")]
    [InlineData("The ratification was rescinded", "Revoke")]
    [InlineData("It unratified the pact", "Revoke")]
    [InlineData("She signed the formal revocation of its ratification", "Revoke")]
    [InlineData("The pact took effect", "EnterIntoForce")]
    [InlineData("The pact came into force", "EnterIntoForce")]
    [InlineData("Its withdrawal took effect in May", "Withdraw")]
    [InlineData("The extension entered into force", "Extend")]
    [InlineData("It inked the pact", "Sign")]
    [InlineData("It acceded to the pact", "Accede")]
    [InlineData("It prolonged the pact", "Extend")]
    [InlineData("The pact lapsed", "Expire")]
    [InlineData("The pact ran out", "Expire")]
    [InlineData("The pact was superseded", "Replace")]
    [InlineData("It violated the pact", "Accuse")]
    [InlineData("It gave notice of withdrawal", "NotifyWithdrawal Withdraw")]
    [InlineData("It served notice on the others", "NotifyWithdrawal")]
    [InlineData("It notified the depositary that it would suspend the pact", "Announce Suspend")]
    [InlineData("She signed a decree to abolish the treaty", "Announce Withdraw")]
    [InlineData("She signed a law denouncing the treaty", "Announce Withdraw")]
    [InlineData("Parliament approved the denunciation of the treaty", "Announce Withdraw")]
    [InlineData("It suspended the pact by a law signed in October", "Suspend")]
    [InlineData("This is the latest sign of tension", "")]
    [InlineData("The pact was opened for signature", "Open")]
    [InlineData("It applied the pact provisionally", "ApplyProvisionally")]
    [InlineData("It lifted the suspension", "Resume")]
    [InlineData("It refused to ratify", "Reject")]
    public void FindActs_OfASynonym_GivesTheAct(string text, string expected) =>
        string.Join(' ', ActLexicon.Default.FindActs(text).Select(act => act.Act)).ShouldBe(expected);

    [Theory]
    [InlineData("when did it witdraw", "Withdraw")]
    [InlineData("its withdrawl", "Withdraw")]
    [InlineData("when was it ratifyed", "Ratify")]
    [InlineData("who susspended it", "Suspend")]
    [InlineData("did they sign", "Sign")]
    [InlineData("wann trat der Vertrag in Kraft", "EnterIntoForce")]
    [InlineData("quand a-t-il signé", "Sign")]
    [InlineData("когда она приостановила участие", "Suspend")]
    [InlineData("¿cuándo se retiró?", "Withdraw")]
    [InlineData("what is the extent of the content", "")]
    public void FindActs_InQuestions_ForgivesTyping(string text, string expected) =>
        string.Join(' ', ActLexicon.Default.FindActs(text, lenient: true).Select(act => act.Act).Distinct()).ShouldBe(expected);

    [Theory]
    [InlineData("It did not ratify the pact", true, false)]
    [InlineData("It never ratified the pact", true, false)]
    [InlineData("It has yet to ratify the pact", true, false)]
    [InlineData("It failed to ratify the pact", true, false)]
    [InlineData("It will ratify the pact", false, true)]
    [InlineData("It plans to ratify the pact", false, true)]
    [InlineData("It threatened to ratify the pact", false, true)]
    [InlineData("It ratified the pact", false, false)]
    [InlineData("It was the first to ratify the pact", false, false)]
    [InlineData("It not only ratified the pact", false, false)]
    public void FindActs_ReadsDenialAndIntention(string text, bool negated, bool planned)
    {
        var act = ActLexicon.Default.FindActs(text).ShouldHaveSingleItem();
        act.IsNegated.ShouldBe(negated);
        act.IsPlanned.ShouldBe(planned);
    }

    [Fact]
    public void FindActs_ReturnsTheSpanOfTheWords()
    {
        const string Text = "Then it pulled out of the pact.";
        var act = ActLexicon.Default.FindActs(Text).ShouldHaveSingleItem();
        Text.Substring(act.Start, act.Length).ShouldBe("pulled out");
    }
}
