using System.CommandLine;
using Microsoft.Extensions.Options;
using TreatyBot.Bot;
using TreatyBot.Configuration;
using TreatyBot.Corpus;
using TreatyBot.Knowledge;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Languages;
using TreatyBot.Output;

namespace TreatyBot.Commands;

/// <summary><c>ask "QUESTION"</c>: one question, or one a line from a file, answered on standard output.</summary>
internal static class AskCommand
{
    public static Command Create(CommandContext context)
    {
        var question = new Argument<string?>("question") { Description = "The question, in quotes.", Arity = ArgumentArity.ZeroOrOne };
        var format = new Option<string>("--format") { Description = "How to print the answer.", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong("text", "json");
        var from = new Option<string?>("--from") { Description = "A file with one question a line (- for standard input); prints one JSON object a line.", HelpName = "FILE" };
        var asOf = new Option<string?>("--as-of") { Description = "The day for which the answer must hold, such as 2019-06-01.", HelpName = "DATE" };
        var command = new Command("ask", "Answers a question from the corpus, with checked citations.") { question, format, from, asOf };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            context, parsed.GetValue(question), parsed.GetValue(format)!, parsed.GetValue(from), DayOption.Parse(parsed.GetValue(asOf)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandContext context, string? question, string format, string? from, DateOnly? asOf, CancellationToken cancellationToken)
    {
        if ((question is null) == (from is null))
            throw new UsageException("Give ask one question in quotes, or --from FILE with one question a line.");
        if (from is not null and not "-" && !File.Exists(from))
            throw new UsageException($"--from {from}: there is no such file.");

        await using var services = await context.BuildServicesAsync();
        await IngestionReport.EnsureCorpusAsync(services.GetRequiredService<CorpusReadiness>(), context.Error, cancellationToken);
        var assistant = services.GetRequiredService<IAssistant>();
        var language = Language.Find(services.GetRequiredService<IOptions<ConversationOptions>>().Value.Language);
        if (question is not null)
        {
            var answer = await assistant.AskAsync(new Question(question) { AsOf = asOf, Language = language }, cancellationToken);
            await context.Output.WriteLineAsync(format == "json" ? AnswerJson.Write(answer) : AnswerText.Write(answer, Terminal.Width(context.Output), Terminal.HasColour(context.Output)));
            return CommandLine.Done;
        }
        await foreach (var line in ReadLinesAsync(context, from!, cancellationToken))
        {
            var answer = await assistant.AskAsync(new Question(line) { AsOf = asOf, Language = language }, cancellationToken);
            await context.Output.WriteLineAsync(AnswerJson.Write(answer));
        }
        return CommandLine.Done;
    }

    private static IAsyncEnumerable<string> ReadLinesAsync(CommandContext context, string from, CancellationToken cancellationToken) =>
        from == "-" ? ReadStandardInputAsync(context.Input, cancellationToken) : File.ReadLinesAsync(from, cancellationToken);

    private static async IAsyncEnumerable<string> ReadStandardInputAsync(
        TextReader input, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await input.ReadLineAsync(cancellationToken) is { } line)
            yield return line;
    }
}
