using System.Text;
using TreatyBot.Knowledge.Models.Local;

namespace TreatyBot.Knowledge.Tests.Models.Local;

public sealed class UnigramTokenizerTests
{
    [Fact]
    public void Encode_EveryReferenceText_GivesTheReferenceTokens()
    {
        LocalModel.SkipIfAbsent();
        var tokenizer = UnigramTokenizer.FromJson(PublishedFiles.Read(LocalModel.Folder, PublishedFiles.Vocabulary));

        ReferenceText.All.Count.ShouldBeGreaterThanOrEqualTo(220);
        foreach (var reference in ReferenceText.All)
            tokenizer.Encode(reference.Text).ToArray().ShouldBe(reference.Tokens, $"text: {reference.Text}");
    }

    [Theory]
    [InlineData("ab", new[] { 6, 8 })]
    [InlineData("a b", new[] { 6, 7, 6, 9 })]
    [InlineData("xyz", new[] { 6, 0 })]
    [InlineData("x\ud83d", new[] { 6, 0 })]
    [InlineData("", new int[0])]
    public void Encode_SmallVocabulary_TakesTheBestSplit(string text, int[] expected)
    {
        const string Vocabulary = """[["u",0],["s",0],["/s",0],["r",0],["r",0],["r",0],["▁",-1],["a",-3],["ab",-2],["b",null]]""";
        var tokenizer = UnigramTokenizer.FromJson(Encoding.UTF8.GetBytes(Vocabulary));

        tokenizer.Encode(text).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[[\"a\"]]")]
    [InlineData("[[\"a\",\"b\"]]")]
    public void FromJson_NotAVocabulary_IsRefused(string json) =>
        Should.Throw<InvalidDataException>(() => UnigramTokenizer.FromJson(Encoding.UTF8.GetBytes(json)))
            .Message.ShouldBe("The vocabulary is not a JSON array of [piece, score] pairs.");
}
