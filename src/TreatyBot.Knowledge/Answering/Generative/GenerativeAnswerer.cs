using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Prompts;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Generative;

/// <summary>
/// Has a chat model word an answer from the passages that fit the question, and keeps of it only what its quotes carry. If the core
/// falls, the model may mend it once; if it falls again, or the model fails, the next answerer speaks and a note says so.
/// </summary>
internal sealed partial class GenerativeAnswerer(
    IChatModel model,
    PromptLibrary prompts,
    PromptRunner runner,
    SupportJudge judge,
    DocumentDirectory directory,
    IOptions<ChatModelOptions> chat,
    IOptions<AnsweringOptions> answering,
    TimeProvider time,
    ILogger<GenerativeAnswerer> logger) : IAnswerer
{
    /// <summary>What condensing leaves of the total time-out.</summary>
    private const double ShareOfTime = 0.75;

    /// <summary>Another treaty, or a document that says it does not tell.</summary>
    private const EvidenceGap BeyondReading = EvidenceGap.Treaty | EvidenceGap.Silence;

    /// <summary>Kept free for the list of problems in a second round.</summary>
    private const int RepairTokens = 400;

    public async Task<AnswererResult?> AnswerAsync(AnswerContext context, CancellationToken cancellationToken)
    {
        if (model.Client is null)
            return null;
        // A model reads what rules cannot: sentences that lack a word of the question come after those that lack none, and are not left out.
        var fitting = context.Fitting.Where(sentence => (sentence.Gap & BeyondReading) == 0 && !InstructionSigns.In(sentence.Analysis.Text))
            .OrderBy(sentence => sentence.Gap == EvidenceGap.None ? 0 : 1).ToList();
        if (fitting.Count == 0 || Score(context, fitting) is var evidence && evidence < answering.Value.MinimumEvidence)
            return null;
        using var limit = new CancellationTokenSource(chat.Value.TotalTimeout * ShareOfTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await ComposeAsync(context, fitting, evidence, either.Token);
        }
        catch (ModelException exception)
        {
            // A failed call was logged by whoever made it.
            if (exception.Fault is ModelFault.PromptUnusable or ModelFault.ContextExceeded)
                LogUnusable(exception.Fault, exception.Message);
            else
                LogFallback(exception.Fault, exception.Message);
            return AnswererResult.Pass(FallbackNotes.Of(exception.Fault));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnusable(ModelFault.TimedOut, "The time for one question was used up; raise TotalTimeout or use a faster model.");
            return AnswererResult.Pass(FallbackNotes.Of(ModelFault.TimedOut));
        }
    }

    private async Task<AnswererResult?> ComposeAsync(
        AnswerContext context, List<FittedSentence> fitting, double evidence, CancellationToken cancellationToken)
    {
        var prompt = prompts.Get(PromptNames.Answer);
        var passages = PromptPassages.Select(
            fitting, context.Text, directory, model.Tokens, runner.Room(prompt, [context.Text]) - RepairTokens, chat.Value.MaximumPassages);
        if (passages.Passages.Count == 0)
            throw new ModelException(ModelFault.ContextExceeded, $"Not one passage fits into {ChatModelOptions.Section}:ContextTokens beside the prompt; raise it.");
        var problems = "";
        for (var round = 0; round < 2; round++)
        {
            context.Report(round == 0 ? $"Reading {passages.Passages.Count} {(passages.Passages.Count == 1 ? "passage" : "passages")}…" : "Checking the answer once more…");
            var reply = ModelReply.Parse(await runner.RunAsync(prompt, Variables(context, passages, problems), cancellationToken));
            if (reply is { IsAnswerable: false })
                return null;
            var statements = reply is null ? [] : await CheckAsync(reply, passages, fitting, context, cancellationToken);
            if (statements.Count > 0 && statements[0].Claim is not null)
                return await DraftAsync(context, reply!, statements, evidence, cancellationToken);
            problems = Problems(statements);
            TellDropped(round + 1, statements);
        }
        return AnswererResult.Pass(FallbackNotes.Note(FallbackNotes.Unchecked));
    }

    private static double Score(AnswerContext context, List<FittedSentence> fitting) =>
        fitting.Max(sentence => EvidenceWeights.For(context.Query).SufficiencyScore(sentence.Ranked.Features));

    private static Dictionary<string, string> Variables(AnswerContext context, PromptPassages passages, string problems) => new()
    {
        ["today"] = PartialDate.From(context.AsOf).ToString(),
        ["mark"] = passages.Mark,
        ["passages"] = passages.Text,
        ["question"] = context.Text,
        ["problems"] = problems,
    };

    private async Task<List<CheckedClaim>> CheckAsync(
        ModelReply reply, PromptPassages passages, List<FittedSentence> fitting, AnswerContext context, CancellationToken cancellationToken)
    {
        var claims = new List<CheckedClaim>();
        foreach (var claim in reply.Claims)
            claims.Add(await CheckAsync(claim, isCore: claims.Count == 0, passages, fitting, context, cancellationToken));
        return claims;
    }

    private async Task<CheckedClaim> CheckAsync(
        ModelClaim claim, bool isCore, PromptPassages passages, List<FittedSentence> fitting, AnswerContext context, CancellationToken cancellationToken)
    {
        var text = ClaimText.Prepare(claim.Text);
        if (passages[claim.Passage] is not { } passage)
            return new(text, $"cites passage {claim.Passage}, which there is not");
        if (QuoteLocator.Locate(passage, claim.Quote) is not { } quote)
            return new(text, $"has a quote that is not in passage {claim.Passage} word for word");
        if (InstructionSigns.In(quote.Text))
            return new(text, "rests on words that give instructions");
        if (isCore && !fitting.Exists(sentence => Touches(sentence.Quote, quote)))
            return new(text, "rests on words that do not speak of what is asked");
        var metadata = directory.Find(passage.DocumentId)?.Metadata;
        var source = new StatementSource(
            metadata?.Title ?? "", passage.Headings, metadata?.Published, PassageFacts.Read(passage, metadata, context.Catalogue), context.Catalogue);
        var (passed, problem) = StatementCheck.Check(text, quote, source);
        if (passed is null)
            return new(text, problem);
        if (passed.IsReworded && chat.Value.JudgeStatements && !await judge.SupportsAsync(text, [(source.Title, quote.Text)], cancellationToken))
            return new(text, "says something that its quote does not prove");
        return new(text, null, new Claim { Text = text, Quotes = [quote], Derived = passed.Derived, IsCore = isCore }, passed.Note);
    }

    private async Task<AnswererResult> DraftAsync(
        AnswerContext context, ModelReply reply, List<CheckedClaim> statements, double evidence, CancellationToken cancellationToken)
    {
        var kept = statements.Where(statement => statement.Claim is not null).DistinctBy(statement => statement.Text).ToList();
        var dropped = statements.Count(statement => statement.Claim is null);
        if (dropped > 0)
            TellDropped(1, statements);
        var badge = $"{statements.Count - dropped} of {statements.Count} quotes verified"
            + (dropped == 0 ? "." : dropped == 1 ? "; the statement that failed its check was left out." : "; the statements that failed their check were left out.");
        return new AnswerDraft
        {
            Answerer = "generative",
            ShortAnswer = await ShortAnswerAsync(context, reply, kept[0], cancellationToken),
            Claims = [.. kept.Select(statement => statement.Claim!)],
            Notes = [.. kept.Select(statement => statement.Note).OfType<DraftNote>().DistinctBy(note => note.Text), new(NoteKind.Verification, badge, [])],
            EvidenceScore = evidence,
        };
    }

    // The short answer leads a notification, so that it passes the same check as the core, against the core's own quote.
    private async Task<string?> ShortAnswerAsync(AnswerContext context, ModelReply reply, CheckedClaim core, CancellationToken cancellationToken)
    {
        if (reply.ShortAnswer is null || ClaimText.Clean(reply.ShortAnswer).TrimEnd('.') is not { Length: > 0 and <= 80 } text || OutputSanitizer.IsActive(text))
            return null;
        var quotes = core.Claim!.Quotes.Select(quote => (directory.Find(quote.DocumentId)?.Metadata.Title ?? "", quote.Text)).ToList();
        if (ClaimText.IsYesOrNo(text))
        {
            return context.Frame.IsYesNo && await judge.SupportsAsync($"The answer to “{context.Text}” is {text.ToLowerInvariant()}.", quotes, cancellationToken)
                ? text : null;
        }
        return ClaimText.IsPartOf(text, core.Text) ? text : null;
    }

    private static bool Touches(SourceQuote left, SourceQuote right) =>
        left.DocumentId == right.DocumentId && left.Start < right.Start + right.Text.Length && right.Start < left.Start + left.Text.Length;

    private static string Problems(List<CheckedClaim> statements) => statements.Count == 0
        ? "Your last reply did not have the form that was asked for. Reply again with the JSON alone."
        : "Your last reply failed its check. Reply again and mend this, or reply that the question is not answerable:\n"
            + string.Join('\n', statements.Where(statement => statement.Problem is not null).Take(4).Select((statement, index) => $"- statement {index + 1} {statement.Problem}"));

    private void TellDropped(int round, List<CheckedClaim> statements)
    {
        KnowledgeTelemetry.Dropped(statements.Count(statement => statement.Problem is not null), "generative");
        if (!logger.IsEnabled(LogLevel.Information))
            return;
        var problems = string.Join("; ", statements.Select(statement => statement.Problem).OfType<string>().DefaultIfEmpty("not in the form asked for"));
        LogDropped(round, problems);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Answered without the chat model ({Fault}): {Cause}")]
    private partial void LogFallback(ModelFault fault, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Answered without the chat model ({Fault}): {Cause}")]
    private partial void LogUnusable(ModelFault fault, string cause);

    [LoggerMessage(Level = LogLevel.Information, Message = "Statements of the chat model dropped in round {Round}: {Problems}")]
    private partial void LogDropped(int round, string problems);

    private sealed record CheckedClaim(string Text, string? Problem, Claim? Claim = null, DraftNote? Note = null);
}
