using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Shared;

namespace TreatyBot.Evaluation.Tests.QuestionSets;

public sealed class SetAuditTests
{
    [Theory]
    [InlineData("doc", "signed  in paris", null)]
    [InlineData("doc", "signed in Rome", "none of its quotes stands in its sources")]
    [InlineData("lost", "signed in Paris", "no document \"lost\"")]
    public async Task CheckAsync_Question_IsNamedWhenTheCorpusLacksItsAnswer(string source, string quote, string? expected)
    {
        var set = new QaSet("s", "s.jsonl", "0", [new EvalQuestion { Id = "q1", Question = "Where?", Sources = [source], Quotes = [quote] }], []);

        var problems = await SetAudit.CheckAsync(set, new FakeDocuments(("doc", "It was signed\nin Paris.")), TestContext.Current.CancellationToken);

        if (expected is null)
            problems.ShouldBeEmpty();
        else
            problems.ShouldHaveSingleItem().ToString().ShouldBe($"s.jsonl: question q1: {(source == "lost" ? "the corpus has " : "")}{expected}.");
    }
}
