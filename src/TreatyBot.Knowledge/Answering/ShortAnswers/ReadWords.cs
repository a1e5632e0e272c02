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
        var isDate = sentence.Analysis.Dates.Any(date => date.Start <= reading.Start && date.Start + date.Length >= reading.Start + reading.Length);
        return !isDate && (context.Query.AnswerType is not (AnswerType.Person or AnswerType.Place) || Name().IsMatch(words)) ? words : null;
    }

    // A figure is the answer only where its noun says so, which is looked for elsewhere.
    private static bool CanBeShort(AnswerContext context) =>
        context.Query.AnswerType != AnswerType.Number
        && context.Frame.AskedFor is not (AskedFor.Reason or AskedFor.Manner or AskedFor.Definition or AskedFor.List or AskedFor.Status or AskedFor.Date or AskedFor.Year);

    // A capitalised word that is no Roman numeral and no part of a text.
    [GeneratedRegex(@"\b(?!(?:[IVXLC]+|Articles?|Annex|Chapter|Section|Paragraph|Protocol|Resolution|Table)\b)\p{Lu}[\p{L}’'-]+")]
    private static partial Regex Name();
}
