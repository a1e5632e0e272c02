using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>
/// Finds the sentence that denies what a question takes for granted: "The treaty sets no ceilings" to somebody who asks how high the
/// ceiling is. Pure.
/// </summary>
internal static partial class Denial
{
    /// <summary>Of the likeliest sentences.</summary>
    private const int Likeliest = 10;

    /// <summary>So many words after "no" or "not" are denied by it.</summary>
    private const int Reach = 4;

    private const double MinimumCoverage = 0.5;

    /// <summary>A denial needs so much of what the best other sentence has of the question's words.</summary>
    private const double NearlyTold = 0.8;

    public static FittedSentence? Find(AnswerContext context, QuestionResidue residue)
    {
        if (!Presupposes(context.Frame) || (residue.IsEmpty && context.Frame.Acts.Count == 0))
            return null;
        var telling = context.Fitting.Where(sentence => sentence.Gap == EvidenceGap.None).Take(Likeliest).ToList();
        var told = telling.Select(Coverage).DefaultIfEmpty().Max();
        var asked = Quantities.Asked(context.Frame, context.Query)?.Noun;
        var isTold = context.Frame.Acts.Count > 0 && telling.Exists(sentence => sentence.Analysis.Acts.Any(act => act.Act == context.Frame.Acts[0] && !act.IsNegated));
        return isTold ? null : context.Fitting.Take(Likeliest)
            .Where(sentence => (sentence.Gap & (EvidenceGap.Treaty | EvidenceGap.Party | EvidenceGap.Name | EvidenceGap.Silence | EvidenceGap.Number)) == 0)
            .FirstOrDefault(sentence => LimitsNot(context.Frame.Text, sentence.Analysis, asked) || (telling.Count == 0 && AsksLimit().IsMatch(context.Frame.Text) && NoLimit().IsMatch(sentence.Analysis.Text))
                || (Denies(context, residue, sentence.Analysis) && Coverage(sentence) is var own && own >= MinimumCoverage && own >= NearlyTold * told));

        double Coverage(FittedSentence sentence) => residue.Coverage(sentence.Analysis.Terms);
    }

    private static bool Presupposes(QuestionFrame frame) => !frame.IsYesNo && !frame.IsNegative && frame.Alternatives.Count == 0 && !No().IsMatch(frame.Text)
        && frame.AskedFor is AskedFor.Date or AskedFor.Year or AskedFor.Number or AskedFor.Count or AskedFor.Duration or AskedFor.Place or AskedFor.Actor or AskedFor.List;

    // "It sets no ceiling on troops" to who asks how many troops are allowed.
    private static bool LimitsNot(string question, AnalyzedSentence sentence, string? asked)
    {
        if (asked is null || !AsksAllowance().IsMatch(question) || NoLimit().Match(sentence.Text) is not { Success: true } none)
            return false;
        return sentence.Tokens.Where(token => token.Start >= none.Index + none.Length).Take(Reach).Any(token => token.Term == asked);
    }

    private static bool Denies(AnswerContext context, QuestionResidue residue, AnalyzedSentence sentence)
    {
        foreach (Match match in No().Matches(sentence.Text))
        {
            var denied = sentence.Tokens.Where(token => token.Start >= match.Index + match.Length).Take(Reach).ToList();
            if (denied.Exists(token => residue.Terms.Contains(token.Term))
                || (context.Frame.Acts.Count > 0 && denied.Count > 0 && sentence.Acts.Any(act => act.Act == context.Frame.Acts[0] && act.Start >= match.Index && act.Start <= denied[^1].Start)))
                return true;
        }
        return false;
    }

    [GeneratedRegex(@"\b(no(?! (more|fewer|less|later|earlier|longer)\b)|not(?! (only|more|less|later|earlier|before|until|exceed\w*)\b)|never|neither|nor|none of|without)\b|n[’']t\b", RegexOptions.IgnoreCase)]
    private static partial Regex No();

    [GeneratedRegex(@"\b(limits?|ceilings?|caps?|quotas?|maximum|at most|may\b.*\b(keep|have|hold|deploy|possess|station)|allow(s|ed)?|permit(s|ted)?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AsksAllowance();

    [GeneratedRegex(@"\b(limits?|ceilings?|caps?|quotas?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AsksLimit();

    [GeneratedRegex(@"\b(no(?! (more|fewer|less|later)\b)|not|never|without|neither)\b\s+(\w+\s+){0,3}?(limit\w*|ceilings?|caps?|quotas?|restrict\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NoLimit();
}
