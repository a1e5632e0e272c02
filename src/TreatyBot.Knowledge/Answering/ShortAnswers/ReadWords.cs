using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.ShortAnswers;

/// <summary>The words that the reading model points at, where it is sure of them, a few words can be an answer, and they are of the kind asked for.</summary>
internal static partial class ReadWords
{
    /// <summary>Of spans read with this share or more, nineteen in twenty are right where their sentence is (SQuAD articles kept from training).</summary>
    private const double SureShare = 0.5;

    private const int LongestAnswer = 60;

    public static string? Of(AnswerContext context, FittedSentence sentence)
    {
        if (sentence.Reading is not { Share: >= SureShare, Length: > 0 and <= LongestAnswer } reading || !CanBeShort(context))
            return null;
        var words = sentence.Analysis.Text.Substring(reading.Start, reading.Length);
        if (char.IsUpper(words[words.TrimEnd().LastIndexOf(' ') + 1]) && Rest().Match(sentence.Analysis.Text, reading.Start + reading.Length) is { Success: true } rest && rest.Index == reading.Start + reading.Length)
            words += rest.Value;
        var isDate = sentence.Analysis.Dates.Any(date => date.Start <= reading.Start && date.Start + date.Length >= reading.Start + reading.Length);
        if (context.Query.AnswerType == AnswerType.Person && In().IsMatch(sentence.Analysis.Text[..reading.Start]))
            return null;
        if (Bare().IsMatch(words))
            return Whose().Match(sentence.Analysis.Text, reading.Start + reading.Length) is { Success: true } whose && whose.Index == reading.Start + reading.Length ? words + whose.Value : null;
        return !isDate && (context.Query.AnswerType is not (AnswerType.Person or AnswerType.Place) || Name().IsMatch(words)) ? words : null;
    }

    // A figure is the answer only where its noun says so, which is looked for elsewhere.
    private static bool CanBeShort(AnswerContext context) =>
        context.Query.AnswerType != AnswerType.Number
        && context.Frame.AskedFor is not (AskedFor.Reason or AskedFor.Manner or AskedFor.Definition or AskedFor.List or AskedFor.Status or AskedFor.Date or AskedFor.Year);

    // A name is not cut short.
    [GeneratedRegex(@"(?:\s+\p{Lu}[\p{L}’'-]+)+")]
    private static partial Regex Rest();

    // "in Port Louis" is where, not who.
    [GeneratedRegex(@"\b(in|at|near|from)\s+(the\s+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex In();

    // A body or an office says nothing without whose it is.
    [GeneratedRegex(@"^(the\s+)?(government|ministry|parliament|president|(foreign |defence |prime )?minister|court|council|commission|bureau|secretariat|secretary-general|director)$", RegexOptions.IgnoreCase)]
    private static partial Regex Bare();

    [GeneratedRegex(@"\s+of\s+(?:the\s+)?\p{Lu}[\p{L}’'-]+(?:\s+\p{Lu}[\p{L}’'-]+)*")]
    private static partial Regex Whose();

    // A capitalised word that is no Roman numeral and no part of a text.
    [GeneratedRegex(@"\b(?!(?:[IVXLC]+|Articles?|Annex|Chapter|Section|Paragraph|Protocol|Resolution|Table)\b)\p{Lu}[\p{L}’'-]+")]
    private static partial Regex Name();
}
