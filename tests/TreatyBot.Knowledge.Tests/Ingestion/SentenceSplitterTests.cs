using CsCheck;
using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Knowledge.Tests.Ingestion;

public sealed class SentenceSplitterTests
{
    // "|" marks where a sentence should end.
    [Theory]
    [InlineData("The U.S. Senate voted.| It met the U.S.S.R. delegation.")]
    [InlineData("He lives in the U.S.| The treaty does not matter to him.")]
    [InlineData("See Art. 5 of the text.| Under Art. XIX a party may leave.| Para. 3 says so.")]
    [InlineData("Protocol No. 3 applies.| The answer was No.| The talks went on.")]
    [InlineData("Limits cover weapons, e.g. Tanks, i.e. Armour.| They hold.")]
    [InlineData("Mr. Putin met Gen. Smith and J. F. Kennedy.| Both spoke.")]
    [InlineData("The ceiling is 1,550.5 units.| It rose by 3.7 percent.")]
    [InlineData("It was signed in 1990.| In 1992 it entered into force.")]
    [InlineData("He paused... and went on.| He stopped...| Nobody spoke.")]
    [InlineData("He said: \"We leave.\"| Then he left.| (It was late.)| Rain fell.")]
    [InlineData("“Why?” he asked.| “Because.”| She left!| Did she?| Yes.")]
    [InlineData("The quote \"never closes, he said.| The next sentence stands.")]
    [InlineData("Wrapped text goes\non here.| And\nhere.")]
    [InlineData("A line without a stop\n\n|Another paragraph.")]
    [InlineData("A line without a stop\r\n\r\n|Another paragraph.")]
    [InlineData("2. Each State Party shall comply.| It shall report.")]
    [InlineData("(a) tanks; (b) guns; (c) ships.| The end.")]
    [InlineData("XIX. Each Party may leave.| It gives notice.")]
    [InlineData("条約は発効した。|ロシアは脱退した。|本当か？|はい！")]
    [InlineData("Договор подписан в 1990 г. в Париже.| Россия вышла из него.| По ст. 19 это можно.")]
    [InlineData("7 ноября 2023 г. Россия вышла.| В. В. Путин подписал указ.")]
    [InlineData("Parties met on Nov. 7, 2023.| On Jan. 1 they left.")]
    [InlineData("Samuel P. Huntington wrote it.| He quoted \"a non-issue . . . a diversion.\"| It was c. 1455 pages long.| See P. 4 of it.")]
    [InlineData("It reduces X to Y.| There is more by J. A. Smith.")]
    [InlineData("Smith et al. found it.| It was Acme Inc.| The firm said so.")]
    [InlineData("It cites the decree.[3]| Another follows.")]
    [InlineData("These are the obligations.5| The next one holds.")]
    [InlineData("Is it in force?| No.| Why not?")]
    [InlineData("Tanks are in category A.| Guns wait.")]
    [InlineData("He wrote to St. Petersburg.| Dr. Who did not.")]
    [InlineData("Der Vertrag trat am 7. November 2023 außer Kraft.| Das steht in Art. 5 Abs. 2 fest.")]
    [InlineData("The meeting began at 5 p.m. local time.| It ended at 9 p.m.| The hall closed.")]
    [InlineData("The U.S. – Russia talks failed.| Nobody came.")]
    [InlineData("The site is www.example.org.| See it.")]
    [InlineData("Stops inside \"a quote.\" do not end it.| True.")]
    public void Split_MarkedText_CutsAtMarks(string marked)
    {
        var expected = marked.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var text = marked.Replace("|", "", StringComparison.Ordinal);

        var sentences = SentenceSplitter.Split(text);

        sentences.Select(sentence => text.Substring(sentence.Start, sentence.Length)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n\t ")]
    public void Split_BlankText_GivesNothing(string text) => SentenceSplitter.Split(text).ShouldBeEmpty();

    [Fact]
    public void Split_Stretch_GivesOffsetsOfWholeText()
    {
        const string Text = "One. Two here. Three. Four.";

        var sentences = SentenceSplitter.Split(Text, 5, 16);

        sentences.Select(s => Text.Substring(s.Start, s.Length)).ShouldBe(["Two here.", "Three."]);
    }

    [Fact]
    public void Split_TextWithoutAnyEnd_IsCutIntoQuotablePieces()
    {
        var text = string.Join("; ", Enumerable.Repeat("launchers of the first category", 500));

        var sentences = SentenceSplitter.Split(text);

        sentences.Count.ShouldBeGreaterThan(5);
        sentences.ShouldAllBe(sentence => sentence.Length <= 2000);
        sentences.SkipLast(1).ShouldAllBe(sentence => text[sentence.End - 1] == ';');
    }

    [Fact]
    public void Split_AnyText_CutsInOrderWithoutLosingACharacter()
    {
        const string Alphabet = "aB.!?…。 \n\r\t\"”)(«»[]1239;:-–,é条Иг\uD83D\uDE00";
        // One iteration with a fixed seed holds all cases: the test is the same every time.
        Gen.Char[Alphabet].Array[0, 120].Array[5_000].Sample(
            cases => cases.ShouldAllBe(chars => IsExact(new string(chars))), seed: "0000KcHvXQa1", iter: 1);
    }

    private static bool IsExact(string text)
    {
        var position = 0;
        foreach (var sentence in SentenceSplitter.Split(text))
        {
            if (sentence.Start < position || sentence.Length == 0 || !text.AsSpan(position, sentence.Start - position).IsWhiteSpace())
                return false;
            var cut = text.AsSpan(sentence.Start, sentence.Length);
            if (char.IsWhiteSpace(cut[0]) || char.IsWhiteSpace(cut[^1]))
                return false;
            position = sentence.End;
        }
        return text.AsSpan(position).IsWhiteSpace();
    }
}
