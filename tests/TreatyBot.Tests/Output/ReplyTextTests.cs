using TreatyBot.Channels.Turns;
using TreatyBot.Output;

namespace TreatyBot.Tests.Output;

public sealed class ReplyTextTests
{
    private static readonly Reply Sample = new()
    {
        Text = string.Join(' ', Enumerable.Repeat("gunboats", 30)) + " [1].",
        Notes = ["Sources disagree."],
        Citations = [new(1, "A title") { Quote = "two\n  lines", Url = "https://a.example/" + new string('x', 60) }],
    };

    [Fact]
    public void Write_OfAWidth_WrapsAtItButBreaksNoWord()
    {
        var lines = new ReplyText(40, colour: false).Write(Sample).Split('\n');

        lines.Where(line => line.Trim().Contains(' ', StringComparison.Ordinal)).ShouldAllBe(line => line.TrimEnd().Length <= 40);
        lines.ShouldContain(line => line.Contains(new string('x', 60), StringComparison.Ordinal));
    }

    [Fact]
    public void Write_WithoutAWidth_WrapsNothing() =>
        new ReplyText(0, colour: false).Write(Sample).Split('\n')[0].TrimEnd().ShouldBe(Sample.Text);

    [Fact]
    public void Write_WithoutColour_HasNoEscapes()
    {
        new ReplyText(80, colour: false).Write(Sample).ShouldNotContain('\e');
        new ReplyText(80, colour: true).Write(Sample).ShouldContain("\e[1m");
    }

    [Fact]
    public void Write_OfAQuoteWithLineBreaks_PutsItOnOne() => new ReplyText(0, colour: false).Write(Sample).ShouldContain("    “two lines”");

    [Fact]
    public void Write_OfAnAbstention_CallsItsCitationsNearest() =>
        new ReplyText(0, colour: false).Write(Sample with { Kind = ReplyKind.Abstention }).ShouldContain("Nearest passages:");

    [Fact]
    public void Terminal_OfAWriterThatIsNone_HasNeitherWidthNorColour()
    {
        using var writer = new StringWriter();

        Terminal.Width(writer).ShouldBe(0);
        Terminal.HasColour(writer).ShouldBeFalse();
    }
}
