using System.Text;
using CsCheck;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Tests.Treaties;

public sealed class TreatyTextPropertyTests
{
    private static readonly string[] Pieces =
    [
        "Treaty of Lindau", "treaty", "TDIS", "Russia", "U.S.", "withdrew", "signed a decree to", "ratification", "on Tuesday", "in May this year", "7 November 2023",
        "31 February", "1990s", "\"", "“", "said that", "according to", "a year later", "end of the", "early", "not", "will", "?", ". ", ", ", " and ", "(", "\uD800", "é", "\0", "99999999999",
        "from 3 to 7 March", "November", "mid-", "-", "the same day", "hundred and", "I", "II", "SORT", "’s", "条約", "ДОВСЕ", "when", "which came first", "or",
    ];

    private static readonly Gen<string> Piece = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]);

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String,
        Piece.Array[0, 40].Select(pieces => string.Join(' ', pieces)),
        Piece.Array[0, 40].Select(pieces => string.Concat(pieces)));

    [Fact]
    public void AnyText_IsReadWithoutFailureAndWithSpansInside()
    {
        var framer = new QuestionFramer(TreatySamples.Catalogue);
        Text.Sample(text =>
        {
            framer.Frame(text, new(2026, 3, 1)).ShouldNotBeNull();
            ClauseClock.FindPeriod(text);
            TreatySamples.Catalogue.UnknownNames(text);
            foreach (var lenient in (bool[])[true, false])
            {
                AreInside(text, TreatySamples.Catalogue.Find(text, lenient).Select(m => (m.Start, m.Length)));
                AreInside(text, PartyGazetteer.Default.Find(text, lenient).Select(m => (m.Start, m.Length)));
                AreInside(text, DateFinder.Find(text, new(new PartialDate(2023, 11, 7)), lenient).Select(m => (m.Start, m.Length)));
                foreach (var act in ActLexicon.Default.FindActs(text, lenient))
                    AreInside(text, [(act.Start, act.Length)]);
            }
            foreach (var found in TreatySamples.Events(text, new PartialDate(2023, 11, 7), "lindau"))
                AreInside(text, [(found.Start, found.Length)]);
        }, iter: 2000);
    }

    [Theory]
    [InlineData("Treaty of ")]
    [InlineData("Russia withdrew from the treaty in May this year, ")]
    [InlineData("early ")]
    [InlineData("November 7 to ")]
    [InlineData("u.")]
    [InlineData("a")]
    [InlineData("put it ")]
    [InlineData("\"said that ")]
    [InlineData("1 and ")]
    public void LongText_IsReadToItsEnd(string piece) => Should.NotThrow(() => Read(Repeat(piece, 100_000)));

    [Theory]
    [InlineData("France signed TDIS in 1990 and ")]
    [InlineData("the treaty left 1990 Spain ")]
    public void DenseSentence_YieldsBoundedEvents(string piece) =>
        TreatySamples.Events(Repeat(piece, 3_600), new PartialDate(2023, 11, 7), "lindau").Count.ShouldBeLessThan(500);

    private static void Read(string text)
    {
        TreatySamples.Catalogue.Find(text, lenient: true);
        TreatySamples.Catalogue.UnknownNames(text);
        PartyGazetteer.Default.Find(text);
        ActLexicon.Default.FindActs(text);
        DateFinder.Find(text, new(new PartialDate(2023, 11, 7)));
        ClauseClock.FindPeriod(text);
        new QuestionFramer(TreatySamples.Catalogue).Frame(text, new(2026, 3, 1));
        TreatySamples.Events(text, new PartialDate(2023, 11, 7), "lindau");
    }

    private static string Repeat(string piece, int length)
    {
        var text = new StringBuilder(length + piece.Length);
        while (text.Length < length)
            text.Append(piece);
        return text.ToString();
    }

    private static void AreInside(string text, IEnumerable<(int Start, int Length)> spans)
    {
        var end = 0;
        foreach (var (start, length) in spans)
        {
            start.ShouldBeGreaterThanOrEqualTo(end);
            length.ShouldBeGreaterThan(0);
            end = start + length;
            end.ShouldBeLessThanOrEqualTo(text.Length);
        }
    }
}
