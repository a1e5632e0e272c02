using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Knowledge.Answering;

namespace TreatyBot.Evaluation.Tests.QuestionSets;

public sealed class QaSetReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task ReadAsync_JsonLines_ReadsEveryField()
    {
        var path = _folder.Write("set.jsonl", """
            {"id":"a","question":"When?","answers":["7 November 2023"],"sources":["doc"],"quotes":["November 7"],"answerable":true,"asOf":"2023-12-01","history":["Who?"],"tags":["date"]}

            {"id":"b","question":"Why?","answers":[],"sources":[],"answerable":false,"reason":"false_premise|text_is_silent"}
            """);

        var set = await Read(path, strict: true);

        set.Name.ShouldBe("set");
        set.Questions.Count.ShouldBe(2);
        var first = set.Questions[0];
        first.Answers.ShouldBe(["7 November 2023"]);
        first.Quotes.ShouldBe(["November 7"]);
        first.AsOf.ShouldBe(new DateOnly(2023, 12, 1));
        first.ToQuestion().History.ShouldBe([new ConversationTurn("Who?", null)]);
        set.Questions[1].Reasons.ShouldBe([AbstentionReason.FalsePremise, AbstentionReason.TextIsSilent]);
    }

    [Theory]
    [InlineData("""{"id":"x","question":"Q","answer":["A"]}""", "'answer'", "'answers'")]
    [InlineData("""{"id":"x","question":"Q","answers":["A"]""", "not a question in JSON", "")]
    [InlineData("""{"id":"x","question":"Q","answers":[]}""", "needs \"answers\" or \"quotes\"", "")]
    [InlineData("""{"id":"x","question":"Q","answers":["A"],"answerable":false}""", "unanswerable question has \"answers\"", "")]
    [InlineData("""{"id":"x","question":"","answers":["A"]}""", "\"question\" is missing", "")]
    [InlineData("""{"question":"Q","answers":["A"]}""", "\"id\" is missing", "")]
    [InlineData("""{"id":"good","question":"Q","answers":["A"]}""", "used before, in line 1", "")]
    [InlineData("""{"id":"x","question":"Q","answerable":false,"reason":"tired"}""", "\"tired\"", "false_premise")]
    [InlineData("""{"id":"x","question":"Q","answers":["A"],"asOf":"1.2.2023"}""", "asOf", "2023-11-07")]
    [InlineData("""{"id":"x","question":"Q","answers":["A"],"review":"check me"}""", "to be reviewed", "")]
    [InlineData("null", "not a question in JSON", "")]
    public async Task ReadAsync_BadJsonLine_IsNamedAndLeftOut(string line, string expected, string alsoExpected)
    {
        var path = _folder.Write("set.jsonl", """{"id":"good","question":"Q","answers":["A"]}""" + "\n" + line + "\n");

        var set = await Read(path, strict: false);

        set.Questions.ShouldHaveSingleItem().Id.ShouldBe("good");
        var problem = set.Problems.ShouldHaveSingleItem().ToString();
        problem.ShouldStartWith(path + ":2: ");
        problem.ShouldContain(expected);
        problem.ShouldContain(alsoExpected);
        (await Should.ThrowAsync<QaSetException>(() => Read(path, strict: true))).Message.ShouldBe(problem);
    }

    [Fact]
    public async Task ReadAsync_JsonLineWithFieldsOfTheAuthorsOwn_IsRead()
    {
        var path = _folder.Write("set.jsonl", """{"id":"x","question":"Q","answers":["A"],"difficulty":3,"author":{"name":"B"}}""");

        var set = await Read(path, strict: true);

        set.Questions.ShouldHaveSingleItem().Id.ShouldBe("x");
    }

    [Fact]
    public async Task ReadAsync_Csv_ReadsQuotedFieldsAndLists()
    {
        var path = _folder.Write("set.csv", "Question,Answers,Tags,answerable,reason\n\"Who, and\nwhen?\",Putin|Vladimir Putin,who|date,,\nWhy?,,,false,opinion_asked\n");

        var set = await Read(path, strict: true);

        set.Questions[0].Id.ShouldBe("line-2");
        set.Questions[0].Question.ShouldBe("Who, and\nwhen?");
        set.Questions[0].Answers.ShouldBe(["Putin", "Vladimir Putin"]);
        set.Questions[0].Tags.ShouldBe(["who", "date"]);
        set.Questions[1].Id.ShouldBe("line-4");
        set.Questions[1].Answerable.ShouldBeFalse();
        set.Questions[1].Reasons.ShouldBe([AbstentionReason.OpinionAsked]);
    }

    [Theory]
    [InlineData("id,question,answers\na,Q,A\nb,Q,A,too many\n", 3, "4 fields where the header has 3")]
    [InlineData("id,question,answers,answerable\na,Q,A,\nb,Q,A,perhaps\n", 3, "\"perhaps\"")]
    [InlineData("id,question,answers\na,Q,A\na,Q2,A\n", 3, "used before, in line 2")]
    [InlineData("id,question,answers\na,Q,A\nb,\"Q\" x,A\n", 3, "stray or unclosed quote")]
    public async Task ReadAsync_BadCsvRow_IsNamedAndLeftOut(string text, int line, string expected)
    {
        var path = _folder.Write("set.csv", text);

        var set = await Read(path, strict: false);

        set.Questions.Count.ShouldBe(1);
        var problem = set.Problems.ShouldHaveSingleItem();
        problem.Line.ShouldBe(line);
        problem.Message.ShouldContain(expected);
    }

    [Theory]
    [InlineData("set.csv", "id,query\n1,Q\n", "unknown column \"query\"")]
    [InlineData("set.csv", "id,answers\n1,A\n", "no column \"question\"")]
    [InlineData("set.json", "{\"data\":3}", "$.data")]
    [InlineData("set.json", "{}", "not SQuAD JSON")]
    [InlineData("set.jsonl", "\n", "holds no questions")]
    [InlineData("set.txt", "hello", "unknown kind")]
    public async Task ReadAsync_UnusableFile_SaysWhy(string name, string text, string expected)
    {
        var path = _folder.Write(name, text);

        (await Should.ThrowAsync<QaSetException>(() => Read(path, strict: false))).Message.ShouldContain(expected);
    }

    [Fact]
    public async Task ReadAsync_MissingFile_IsNamed() =>
        (await Should.ThrowAsync<QaSetException>(() => Read(_folder.PathOf("none.jsonl"), strict: false))).Message.ShouldContain("none.jsonl");

    public void Dispose() => _folder.Dispose();

    private static Task<QaSet> Read(string path, bool strict) => QaSetReader.ReadAsync(path, strict, TestContext.Current.CancellationToken);
}
