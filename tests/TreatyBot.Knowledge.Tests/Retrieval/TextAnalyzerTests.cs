using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Knowledge.Tests.Retrieval;

public sealed class TextAnalyzerTests
{
    [Theory]
    [InlineData("Treaties were suspended", "treati suspend")]
    [InlineData("The U.S. and the U.S.S.R. signed", "us ussr sign")]
    [InlineData("Moscow's ratification of Semipalatinsk’s treaty", "moscow ratif semipalatinsk treati")]
    [InlineData("São Tomé naïve", "sao tome naiv")]
    [InlineData("договоры договорами", "договор договор")]
    [InlineData("Art. XIX(2), 150 days", "art xix 2 150 dai")]
    [InlineData("条約 1990", "条 約 1990")]
    [InlineData("\"AND\" OR NEAR(* -^:", "near")]
    [InlineData("🕊️ \uD800 é", "e")]
    [InlineData("", "")]
    public void Terms_OfAnyScript_AreFoldedAndStemmed(string text, string expected) =>
        string.Join(' ', TextAnalyzer.Terms(text)).ShouldBe(expected);

    [Fact]
    public void Tokens_OfRandomText_LieInsideIt()
    {
        CsCheck.Check.Sample(CsCheck.Gen.String, text =>
        {
            var end = 0;
            foreach (var token in TextAnalyzer.Tokens(text))
            {
                token.Start.ShouldBeGreaterThanOrEqualTo(end);
                end = token.Start + token.Length;
                end.ShouldBeLessThanOrEqualTo(text.Length);
            }
        });
    }
}
