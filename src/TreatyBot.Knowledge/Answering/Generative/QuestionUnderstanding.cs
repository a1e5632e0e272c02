using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Prompts;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Generative;

/// <summary>Makes a follow-up a question that stands alone: by the prompt when a chat model is configured, by rules otherwise or when it fails.</summary>
internal sealed partial class QuestionUnderstanding(
    IChatModel model, PromptLibrary prompts, PromptRunner runner, IOptions<ChatModelOptions> options, TimeProvider time, ILogger<QuestionUnderstanding> logger)
{
    private const int LongestQuestion = 300;
    private const int LongestTurn = 600;
    private const double ShareOfTime = 0.25;

    /// <summary>Whether a model reads what rules cannot.</summary>
    public bool HasModel => model.Client is not null;

    public async Task<string> CondenseAsync(Question question, QuestionFramer framer, DateOnly today, CancellationToken cancellationToken)
    {
        var byRules = QuestionCondenser.Condense(question, framer, today);
        var text = question.Text.Trim();
        if (model.Client is null || question.History.Count == 0 || text.Length > LongestQuestion || !MayLean(framer.Frame(text, today), text, byRules))
            return byRules;
        using var limit = new CancellationTokenSource(options.Value.TotalTimeout * ShareOfTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var prompt = prompts.Get(PromptNames.CondenseQuestion);
            var variables = new Dictionary<string, string> { ["history"] = History(question, runner.Room(prompt, [text])), ["question"] = text };
            var condensed = OutputSanitizer.Clean(await runner.RunAsync(prompt, variables, either.Token)).Trim('"', '“', '”', ' ');
            if (IsFaithful(condensed, question, framer, today))
                return condensed;
            LogUnfaithful();
        }
        catch (ModelException exception)
        {
            LogByRules(exception.Fault, exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogByRules(ModelFault.TimedOut, "The model's share of the time was used up.");
        }
        return byRules;
    }

    // What names its treaty and points at nothing is left as it is, without a call.
    private static bool MayLean(QuestionFrame frame, string text, string byRules) =>
        (frame.Traits & (QuestionTraits.Greeting | QuestionTraits.Thanks | QuestionTraits.Command | QuestionTraits.Noise | QuestionTraits.Empty)) == 0
        && (frame.IsFollowUp || byRules != text || (frame.TreatyIds.Count == 0 && frame.UnknownTreaties.Count == 0));

    // The newest turns that fit, oldest first.
    private string History(Question question, int room)
    {
        var turns = new LinkedList<string>();
        foreach (var turn in question.History.Reverse())
        {
            var shown = $"Question: {Clip(turn.Question)}\nAnswer: {Clip(turn.Answer ?? "(none)")}\n";
            room -= model.Tokens.Count(shown);
            if (room < 0)
                break;
            turns.AddFirst(shown);
        }
        return string.Concat(turns);
    }

    // A model may carry names and dates over from the conversation, and words from the latest question; whatever else it says was not asked.
    private static bool IsFaithful(string condensed, Question question, QuestionFramer framer, DateOnly today)
    {
        if (condensed.Length is 0 or > LongestQuestion || OutputSanitizer.IsActive(condensed) || InstructionSigns.In(condensed))
            return false;
        var frame = framer.Frame(condensed, today);
        if (frame.TreatyIds.Count == 0 && frame.UnknownTreaties.Count == 0 && frame.PartyIds.Count == 0)
            return false;
        var said = question.History.SelectMany(turn => Names(framer.Frame(turn.Question, today)).Concat(Names(framer.Frame(turn.Answer ?? "", today))))
            .Append(question.History[^1].Question).Append(question.Text).ToList();
        if (!ClaimSupport.IsSupported(condensed, said, []))
            return false;
        var known = said.SelectMany(TextAnalyzer.Terms).ToHashSet(StringComparer.Ordinal);
        var words = TextAnalyzer.Terms(condensed);
        return words.Count > 0 && words.Count(word => !known.Contains(word) && !NeutralWords.Contains(word)) * 4 <= words.Count;
    }

    private static IEnumerable<string> Names(QuestionFrame frame) =>
        frame.Treaties.Select(treaty => (treaty.Start, treaty.Length))
            .Concat(frame.Parties.Select(party => (party.Start, party.Length)))
            .Concat(frame.Dates.Select(date => (date.Start, date.Length)))
            .Where(span => span.Item1 + span.Item2 <= frame.Text.Length)
            .Select(span => frame.Text.Substring(span.Item1, span.Item2));

    private static string Clip(string text)
    {
        var clean = OutputSanitizer.Clean(text);
        return clean.Length <= LongestTurn ? clean : clean[..LongestTurn] + "…";
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The chat model's reading of a follow-up added what was not said; read by rules")]
    private partial void LogUnfaithful();

    [LoggerMessage(Level = LogLevel.Warning, Message = "A follow-up was read by rules ({Fault}): {Cause}")]
    private partial void LogByRules(ModelFault fault, string cause);
}
