using TreatyBot.Knowledge.Models.Local.Reader;

namespace TreatyBot.Knowledge.Tests.Models.Local.Reader;

public sealed class WordPiecesTests
{
    private static readonly WordPieces Pieces = WordPieces.Read(Path.Combine(ReadingModel.Folder, "vocabulary.txt"));

    [Theory]
    [InlineData("When did Russia suspend the CFE treaty's implementation — in 2007?", new[] { 2043, 2106, 3607, 28324, 1996, 12935, 2063, 5036, 1005, 1055, 7375, 1517, 1999, 2289, 1029 })]
    [InlineData("Hello, how are you?", new[] { 7592, 1010, 2129, 2024, 2017, 1029 })]
    [InlineData("  résumé ", new[] { 13746 })]
    [InlineData("", new int[0])]
    public void Split_Text_GivesTheIdsOfBertsOwnTokenizer(string text, int[] ids) =>
        Pieces.Split(text, 100).Select(piece => piece.Id).ShouldBe(ids);

    [Fact]
    public void Split_Text_KnowsWhereEachWordStands()
    {
        const string text = "The CFE  entered\ninto force.";
        Pieces.Split(text, 100).Select(piece => text[piece.Start..piece.End]).Distinct().ShouldBe(["The", "CFE", "entered", "into", "force", "."]);
    }

    [Fact]
    public void Split_MoreThanWanted_StopsThere() => Pieces.Split("one two three four", 3).Count.ShouldBe(3);

    [Fact]
    public void Split_HalfASurrogatePair_IsReadOver() => Pieces.Split("before \ud83d after", 10).Select(piece => piece.Id).ShouldContain(2044);
}
