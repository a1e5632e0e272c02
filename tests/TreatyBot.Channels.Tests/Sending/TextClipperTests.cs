using System.Globalization;
using CsCheck;
using TreatyBot.Channels.Sending;

namespace TreatyBot.Channels.Tests.Sending;

public sealed class TextClipperTests
{
    private const string Family = "👨‍👩‍👧‍👦";

    [Theory]
    [InlineData("short", 80, "short")]
    [InlineData("abcdef", 4, "abc…")]
    [InlineData("ab  cdef", 5, "ab…")]
    public void Clip_ToLimit_EndsWithAnEllipsis(string text, int limit, string expected) =>
        TextClipper.Clip(text, limit).ShouldBe(expected);

    [Fact]
    public void Clip_InsideACluster_LeavesItOutWhole()
    {
        TextClipper.Clip("ab" + Family + "cd", 8).ShouldBe("ab…");
        TextClipper.Clip("abce\u0301fgh", 5).ShouldBe("abc…");
    }

    [Fact]
    public void Split_Paragraphs_CutsBetweenThem()
    {
        var text = $"{new string('a', 60)}\n\n{new string('b', 60)}. {new string('c', 30)}";

        TextClipper.Split(text, 100).ShouldBe([new string('a', 60), $"{new string('b', 60)}. {new string('c', 30)}"]);
    }

    [Fact]
    public void Split_AnyText_KeepsEveryCharacterAndTheLimit() =>
        Gen.OneOf(Consts("word ", "é", Family, "\n\n", "end. ", "longerword", "🇫🇷")).Array[0, 200].Sample(parts =>
        {
            var text = string.Concat(parts);
            var pieces = TextClipper.Split(text, 40);
            WithoutSpace(string.Concat(pieces)).ShouldBe(WithoutSpace(text));
            pieces.ShouldAllBe(piece => piece.Length > 0 && piece.Length <= 40);
            // Whatever is one character to the reader in the whole is one in a piece.
            pieces.Sum(Letters).ShouldBe(Letters(text));
        });

    private static Gen<string>[] Consts(params string[] values) => [.. values.Select(Gen.Const)];

    private static string WithoutSpace(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    private static int Letters(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        int letters = 0;
        while (elements.MoveNext())
            letters += string.IsNullOrWhiteSpace(elements.GetTextElement()) ? 0 : 1;
        return letters;
    }
}
