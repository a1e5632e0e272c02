using TreatyBot.Bot;
using TreatyBot.Channels.Turns;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Treaties;
using TreatyBot.Shared;

namespace TreatyBot.Tests.Bot;

public sealed class ReplyComposerTests
{
    [Theory]
    [InlineData(AbstentionReason.NotAQuestion, ReplyKind.Notice)]
    [InlineData(AbstentionReason.FalsePremise, ReplyKind.Abstention)]
    [InlineData(AbstentionReason.Unavailable, ReplyKind.Abstention)]
    public void Compose_OfAnAbstention_ShowsTheNearestPassages(AbstentionReason reason, ReplyKind kind)
    {
        var reply = ReplyComposer.Compose(Answers.Refuse(reason, Answers.Cite(1, "near")));

        reply.Kind.ShouldBe(kind);
        reply.Citations.Single().Quote.ShouldBe("near");
    }

    [Fact]
    public void Compose_OfAnAnswer_TakesOverTextNotesAndCitations()
    {
        var answer = Answers.Give("So it is [1].", "So", Answers.Cite(1, "it is so") with { Published = new PartialDate(2015, 11), PublishedNote = "guess", Url = "https://a.example" }) with
        {
            UnderstoodAs = "Is it so?",
            Notes = [new(NoteKind.Conflict, "Sources disagree.", [1, 2])],
        };

        var reply = ReplyComposer.Compose(answer);

        reply.Kind.ShouldBe(ReplyKind.Answer);
        reply.ShortAnswer.ShouldBe("So");
        reply.Notes.ShouldBe(["Understood as: Is it so?", "Sources disagree. [1] [2]"]);
        reply.Citations.Single().Date.ShouldBe("November 2015 (inferred)");
        reply.Citations.Single().Url.ShouldBe("https://a.example");
    }
}
