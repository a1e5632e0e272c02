using TreatyBot.Knowledge.Answering.Events;
using TreatyBot.Knowledge.Tests.Treaties;

namespace TreatyBot.Knowledge.Tests.Answering.Events;

public sealed class PersonNamesTests
{
    private const string Signed = "It was signed by Prime Minister Astrid Holmqvist for Sweden and President Leif Dahl for Norway.";

    [Theory]
    [InlineData(Signed, "Astrid Holmqvist|Leif Dahl")]
    [InlineData("The Treaty of Lindau was signed by Greta Sommer.", "Greta Sommer")]
    [InlineData("The Treaty of Lindau was signed in Bregenz.", "")]
    [InlineData("Poland and Norway signed the Treaty of Lindau on 3 May 1990.", "")]
    public void Find_InASentence_TakesPersonsAndNoStatesTreatiesOrDates(string sentence, string expected) =>
        string.Join('|', PersonNames.Find(sentence, TreatySamples.Catalogue).Select(person => person.Text)).ShouldBe(expected);

    [Theory]
    [InlineData("SE", "Astrid Holmqvist")]
    [InlineData("NO", "Leif Dahl")]
    [InlineData("PL", "Astrid Holmqvist|Leif Dahl")]
    public void OfParty_AfterFor_IsThatPersonAlone(string party, string expected)
    {
        var persons = PersonNames.Find(Signed, TreatySamples.Catalogue);

        string.Join('|', PersonNames.OfParty(Signed, persons, party).Select(person => person.Text)).ShouldBe(expected);
    }
}
