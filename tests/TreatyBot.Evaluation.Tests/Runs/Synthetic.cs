using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Shared;

namespace TreatyBot.Evaluation.Tests.Runs;

/// <summary>A set and an assistant whose answers follow from the question's number: some right, some wrong, some refused.</summary>
internal static class Synthetic
{
    public const string Document = "The first treaty was signed in Paris in 1990. The second treaty ended on 7 November 2023.";

    private static readonly string[] Tags = ["date", "who", "status", "follow_up", "wrong-premise"];

    public static QaSet Set(int count, string name = "synthetic") => new(name, name + ".jsonl", "hash-" + count,
        [.. Enumerable.Range(0, count).Select(i => new EvalQuestion
        {
            Id = $"q{i:0000}",
            Question = $"When did treaty number {i} end, and is that date in every source we have?",
            Answers = i % 3 == 0 ? [] : ["7 November 2023"],
            Sources = ["doc"],
            Answerable = i % 3 != 0,
            Reasons = i % 3 == 0 ? [AbstentionReason.FalsePremise] : [],
            History = i % 10 == 0 ? ["Which treaty was signed in Paris?"] : [],
            Tags = [Tags[i % Tags.Length]],
        })], []);

    public static FakeAssistant Assistant(int shift = 0) => new(question =>
    {
        var i = int.Parse(question.Text.Split(' ')[4], System.Globalization.CultureInfo.InvariantCulture) + shift;
        var quote = Answers.Cite(1, "The second treaty ended on 7 November 2023.", start: 46);
        var answer = (i % 7, i % 3) switch
        {
            (0, _) => Answers.Give("The second treaty ended on 8 November 2023 [1].", "8 November 2023", quote),
            (1, _) or (_, 0) => Answers.Refuse(i % 2 == 0 ? AbstentionReason.FalsePremise : AbstentionReason.TextIsSilent, quote),
            _ => Answers.Give("The second treaty ended on 7 November 2023 [1].", "7 November 2023", quote),
        };
        return answer with
        {
            Question = question.Text,
            EvidenceScore = ((i * 37 % 100) / 100.0 * 0.5) + (i % 7 == 0 ? 0.1 : 0.4),
            Elapsed = TimeSpan.FromMilliseconds(2 + (i * 13 % 40)),
            Trace = new([Answers.Hit(1, i % 4 == 0 ? "nothing" : Document), Answers.Hit(2, Document)], [Answers.Evidence(1, "The second treaty ended on 7 November 2023.")]),
        };
    });
}
