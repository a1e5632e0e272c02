using System.CommandLine;
using TreatyBot.Configuration;
using TreatyBot.Evaluation.Gates;
using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Evaluation.Runs;
using TreatyBot.Measuring;

namespace TreatyBot.Commands;

/// <summary><c>evaluate SET…</c>: asks the questions of Q&amp;A sets and says how good the answers are.</summary>
internal static class EvaluateCommand
{
    public static Command Create(CommandContext context)
    {
        var sets = new Argument<string[]>("set") { Description = "Q&A sets: JSON Lines, SQuAD JSON (whose texts become the corpus), or CSV with a header.", Arity = ArgumentArity.ZeroOrMore };
        var output = new Option<string>("--out") { Description = "Where run.json, report.md and report.html go.", HelpName = "FOLDER", DefaultValueFactory = _ => "data/evaluation/latest" };
        var gates = new Option<string[]>("--gate") { Description = "A bound to keep, such as \"citation_precision>=0.98\"; repeatable. Exit code 1 when one falls short.", HelpName = "GATE" };
        var strict = new Option<bool>("--strict") { Description = "Stop at the first bad line of a set." };
        var asOf = new Option<string?>("--as-of") { Description = "The day for which questions without one are asked.", HelpName = "DATE" };
        var parallel = new Option<int>("--parallel") { Description = "Questions asked at once; results do not depend on it.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var calibrate = new Option<double?>("--calibrate") { Description = "Propose the abstention threshold for this rate of false answers, such as 0.03.", HelpName = "RATE" };
        var compare = new Option<string[]>("--compare") { Description = "Compare two run.json files.", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true, HelpName = "A B" };
        var feedback = new Option<string[]>("--from-feedback") { Description = "Turn stored votes into a set to review.", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true, HelpName = "VOTES SET" };
        var command = new Command("evaluate", "Measures answers over Q&A sets: correctness, citations, false answers and refusals, with gates.")
        {
            sets, output, gates, strict, asOf, parallel, calibrate, compare, feedback,
        };
        command.SetAction((parsed, cancellationToken) => parsed switch
        {
            _ when parsed.GetValue(compare) is [var a, var b] => CompareAsync(context, a, b, parsed.GetValue(output)!, cancellationToken),
            _ when parsed.GetValue(feedback) is [var votes, var set] => FromFeedbackAsync(context, votes, set, cancellationToken),
            _ => RunAsync(context, new EvaluationPlan
            {
                Sets = parsed.GetValue(sets) ?? [],
                Output = parsed.GetValue(output)!,
                Gates = ParseGates(parsed.GetValue(gates) ?? []),
                IsStrict = parsed.GetValue(strict),
                AsOf = DayOption.Parse(parsed.GetValue(asOf)),
                Parallelism = Math.Max(1, parsed.GetValue(parallel)),
                WantedFalseAnswerRate = parsed.GetValue(calibrate),
            }, cancellationToken),
        });
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, EvaluationPlan plan, CancellationToken cancellationToken)
    {
        if (plan.Sets.Count == 0)
            throw new UsageException("Name one Q&A set at least, for example: treatybot evaluate tests/qa/*.jsonl");
        return await Guarded(context, () => EvaluationSession.RunAsync(context, plan, cancellationToken));
    }

    private static Task<int> CompareAsync(CommandContext context, string a, string b, string output, CancellationToken cancellationToken) =>
        Guarded(context, async () =>
        {
            var comparison = RunComparer.Compare(await RunFile.ReadAsync(a, cancellationToken), await RunFile.ReadAsync(b, cancellationToken));
            await EvaluationOutput.WriteAsync(comparison, output, context.Output, cancellationToken);
            return CommandLine.Done;
        });

    private static Task<int> FromFeedbackAsync(CommandContext context, string votes, string set, CancellationToken cancellationToken) =>
        Guarded(context, async () =>
        {
            var (questions, problems) = await FeedbackSet.WriteAsync(votes, set, cancellationToken);
            foreach (var problem in problems)
                await context.Error.WriteLineAsync(problem.ToString());
            await context.Output.WriteLineAsync($"{questions} questions written to {set}. Check each one and take its \"review\" out; until then evaluate passes it over.");
            return CommandLine.Done;
        });

    private static async Task<int> Guarded(CommandContext context, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (exception is QaSetException or RunFileException)
        {
            await context.Error.WriteLineAsync(exception.Message);
            return CommandLine.WrongUsage;
        }
    }

    private static List<GateExpression> ParseGates(string[] gates)
    {
        try
        {
            return [.. gates.Select(GateExpression.Parse)];
        }
        catch (FormatException exception)
        {
            throw new UsageException(exception.Message, exception);
        }
    }
}
