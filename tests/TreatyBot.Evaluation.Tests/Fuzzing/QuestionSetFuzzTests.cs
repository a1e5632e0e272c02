using System.Text;
using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Shared.Fuzzing;

namespace TreatyBot.Evaluation.Tests.Fuzzing;

/// <summary>Whatever a set's file holds: each line is a good question or a problem that names the file, and strict reading stops at the first.</summary>
public sealed class QuestionSetFuzzTests
{
    private const int Cases = 100_000;
    private const string File = "set.any";

    private static readonly string[] Words =
        ["\"id\":", "\"question\":", "\"answers\":", "\"quotes\":", "\"answerable\":", "\"reason\":", "\"asOf\":", "\"history\":", "\"tags\":", "\"review\":", "null", "true", "false", "[]", "{}", "[", "{", "\\ud800",
         "false_premise", "text_is_silent|", "2023-11-07", "2023-02-30", "id", "question,", "answers", "asof", "\"\"", "\",\"", "|", ",", "\t", "\r\n", "\n"];

    private static readonly Mutator Lines = new(
        [
            """{"id":"a-1","question":"When was it signed?","answers":["1990","19 November 1990"],"sources":["cfe"],"answerable":true,"tags":["date"]}""",
            "{\"id\":\"a\",\"question\":\"Why?\",\"answers\":[],\"answerable\":false,\"reason\":\"opinion_asked|false_premise\",\"asOf\":\"2023-11-07\",\"history\":[\"Who?\"]}\n{\"id\":\"b\",\"question\":\"Who?\",\"answers\":[\"x\"]}\n",
            """{"id":"q","question":"Q?","quotes":["as it stands"],"note":"mine","difficulty":3}""",
        ], Words);

    private static readonly Mutator Tables = new(
        [
            "id,question,answers,answerable,asof\n1,\"When, then?\",\"1990|1991\",true,2023-11-07\n2,Why?,,no,\n",
            "question\nWho?\nWhen?\n",
            "id,question,answers,quotes,reason,history,tags,note\n\"a \"\"b\"\"\",Q?,x,y,,one|two,t,\r\n",
        ], Words);

    private static readonly Mutator Articles = new(
        [
            """{"version":"1.1","data":[{"title":"A_B","paragraphs":[{"context":"It was signed in 1990.","qas":[{"id":"1","question":"When?","answers":[{"text":"1990","answer_start":17}]}]}]}]}""",
            """{"data":[{"title":"A","paragraphs":[{"context":"c","qas":[{"id":"1","question":"Q?","is_impossible":true,"answers":[]}]}]},{"title":"a","paragraphs":[]}]}""",
        ],
        [.. Words, "\"data\":", "\"title\":", "\"paragraphs\":", "\"context\":", "\"qas\":", "\"text\":", "\"is_impossible\":true", "\"\\ud800\""]);

    [Fact]
    public void AnyJsonLines_AreQuestionsOrProblems() => Fuzz.Run(Cases, random => Lines.Bytes(random, 600), bytes => Check(bytes, JsonLinesSet.Read));

    [Fact]
    public void AnyTable_IsQuestionsOrProblems() =>
        Fuzz.Run(Cases, random => Tables.Bytes(random, 600), bytes => Check(bytes, (data, content) => CsvSet.Read(data, bytes.Length % 2 == 0 ? ',' : '\t', content)));

    [Fact]
    public void AnySquadFile_IsQuestionsOrProblems() => Fuzz.Run(Cases, random => Articles.Bytes(random, 800), bytes => Check(bytes, SquadSet.Read));

    [Theory]
    [InlineData("""{"data":[null]}""")]
    [InlineData("""{"data":[{"title":"a","paragraphs":[null]}]}""")]
    [InlineData("""{"data":[{"title":"a","paragraphs":[{"context":"c","qas":[null,{"id":"1","question":"Q?","answers":[null]}]}]}]}""")]
    public void NullsInASquadFile_AreNoQuestions(string json) => Check(Encoding.UTF8.GetBytes(json), SquadSet.Read);

    private static void Check(byte[] bytes, Action<byte[], QaSetContent> read)
    {
        var content = new QaSetContent(File, strict: false);
        read(bytes, content);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var question in content.Questions)
        {
            if (question.Id.Length == 0 || string.IsNullOrWhiteSpace(question.Question) || !ids.Add(question.Id)
                || (question.Answerable && question.Answers.Count + question.Quotes.Count == 0))
                Encoding.UTF8.GetString(bytes).ShouldBe($"no question such as {question}");
        }
        foreach (var problem in content.Problems)
            problem.ToString().ShouldStartWith(File);
        var strict = new QaSetContent(File, strict: true);
        if (content.Problems.Count == 0)
            read(bytes, strict);
        else
            Should.Throw<QaSetException>(() => read(bytes, strict)).Message.ShouldBe(content.Problems[0].ToString());
    }
}
