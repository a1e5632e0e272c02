using TreatyBot.Knowledge.Answering.Generative;
using TreatyBot.Shared.Fuzzing;

namespace TreatyBot.Knowledge.Tests.Fuzzing;

/// <summary>Whatever a model writes: it is a reply with at most eight claims, or none.</summary>
public sealed class ModelReplyFuzzTests
{
    private const int Cases = 100_000;

    private static readonly Mutator Replies = new(
        [
            """{"answerable":true,"short_answer":"1990","claims":[{"text":"It was signed in 1990.","passage":1,"quote":"signed in 1990"},{"text":"B","passage":"[2]","quote":"b"}]}""",
            "Sure! ```json\n{\"answerable\":false,\"claims\":[]}\n``` Hope it helps {really}.",
            "<think>Let me {see}</think>\nCLAIM: It was signed.\nPASSAGE: [1]\nQUOTE: \"it was signed\"\n\n**CLAIM:** Again\n**PASSAGE:** 2\n**QUOTE:** again\n",
            "NOT ANSWERABLE",
        ],
        "<think>", "</think>", "<thinking>", "CLAIM:", "PASSAGE:", "QUOTE:", "\nCLAIM: a\nPASSAGE: 1\nQUOTE: b\n", "NOT ANSWERABLE", "\"claims\":", "\"answerable\":", "\"text\":", "\"passage\":", "\"quote\":", "false", "null", "{", "}", "[", "]",
        "[[[[[[[[", "\\ud800", "1e99", "-1", "***", "____", "\n\n", "```", "\"passage\":1.5", ",,");

    [Fact]
    public void AnyReply_IsReadWithinBounds() => Fuzz.Run(Cases, Make, Check);

    // A model in a loop repeats itself up to its limit of tokens.
    [Theory]
    [InlineData("<think>")]
    [InlineData("CLAIM: ")]
    [InlineData("\nCLAIM: a\nPASSAGE: 1\nQUOTE: ")]
    [InlineData("*")]
    [InlineData("\n*** ")]
    [InlineData("{\"claims\":[")]
    [InlineData("NOT ANSWERABLE ")]
    public void LoopingReply_IsReadInTime(string piece) => Check(string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length)));

    [Fact]
    public void HalfASurrogatePair_IsNoReply() => ModelReply.Parse("{\"claims\":\"\uDC00\"}").ShouldBeNull();

    [Fact]
    public void NegativePassage_IsNone() =>
        ModelReply.Parse("""{"answerable":true,"claims":[{"text":"It was signed in 1990.","passage":-11,"quote":"signed in 1990"}]}""")!.Claims.Single().Passage.ShouldBe(0);

    private static string Make(Random random) => random.Next(3) == 0 ? Replies.Soup(random, 30) : Replies.Text(random, 600);

    private static void Check(string text)
    {
        if (ModelReply.Parse(text) is not { } reply)
            return;
        if (reply.Claims.Count > 8)
            reply.Claims.Count.ShouldBeLessThanOrEqualTo(8);
        foreach (var claim in reply.Claims)
        {
            if (claim.Text is null || claim.Quote is null || claim.Passage < 0)
                claim.ShouldBe(new ModelClaim("text", 1, "quote"));
        }
    }
}
