using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>Tells a treaty from the protocols, amendments and side agreements that stand beside it.</summary>
internal static partial class Instruments
{
    /// <summary>Whether the text is about an instrument beside the treaty rather than the treaty.</summary>
    public static bool SpeaksOfAnother(string text, IReadOnlyList<TreatyMention> mentions, string treatyId, TreatyCatalogue catalogue)
    {
        var own = mentions.Where(mention => mention.TreatyIds.Contains(treatyId, StringComparer.OrdinalIgnoreCase)).ToList();
        if (Beside().Matches(text).Any(match => !own.Exists(mention => match.Index >= mention.Start && match.Index < mention.End)))
            return true;
        // The first three names are the treaty's own; further ones may name a part of what the sheet covers.
        var names = catalogue[treatyId]?.Names ?? [];
        var secondary = names.Skip(3).Where(name => Beside().IsMatch(name) || SideName().IsMatch(name)).ToList();
        return secondary.Count > 0 && own.Count > 0 && own.TrueForAll(mention =>
            secondary.Exists(name => text.Substring(mention.Start, mention.Length).EndsWith(LastTwo(name), StringComparison.OrdinalIgnoreCase))
            && !names.Take(3).Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>
    /// Whether every mention of the treaty only says whose body or procedure is meant: "the CFE Treaty Joint Consultative Group",
    /// "the treaty's inspections".
    /// </summary>
    public static bool SpeaksOfPart(string text, IReadOnlyList<TreatyMention> mentions, string treatyId)
    {
        var own = mentions.Where(mention => mention.TreatyIds.Contains(treatyId, StringComparer.OrdinalIgnoreCase)).ToList();
        return own.Count > 0 && own.TrueForAll(mention => PartAfter().IsMatch(text[mention.End..]));
    }

    /// <summary>Whether the question calls the treaty by the name of a document beside it, which its sheet covers too.</summary>
    public static bool IsBySideName(QuestionFrame frame, TreatyCatalogue catalogue)
    {
        if (frame.Treaties is not [{ TreatyIds: [var id] } mention] || catalogue[id]?.Names is not { Count: > 3 } names)
            return false;
        var own = frame.Text.Substring(mention.Start, Math.Min(mention.Length, frame.Text.Length - mention.Start));
        return names.Skip(3).Any(name => (SideName().IsMatch(name) || Beside().IsMatch(name)) && own.EndsWith(LastTwo(name), StringComparison.OrdinalIgnoreCase))
            && !names.Take(3).Any(name => own.Contains(name, StringComparison.OrdinalIgnoreCase) || name.Contains(LastTwo(own), StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether the question itself names such an instrument.</summary>
    public static bool AreNamedIn(string question) => Beside().IsMatch(question) || SideName().IsMatch(question);

    /// <summary>The words for instruments that the question names outside the treaties' own names, such as "protocol".</summary>
    public static IReadOnlyList<string> NamedBeside(QuestionFrame frame) =>
        [.. Side().Matches(frame.Text).Where(match => !frame.Treaties.Any(treaty => match.Index >= treaty.Start && match.Index < treaty.End))
            .Select(match => match.Groups["word"].Value).Distinct(StringComparer.OrdinalIgnoreCase)];

    [GeneratedRegex(@"\b(?<word>protocol|annex|addendum)(es|s)?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Side();

    [GeneratedRegex(@"^\s+(?!Treaty|Convention|Agreement|Memorandum|Document|Act)(?:\p{Lu}[\p{L}-]+(?:\s+|$)){2,}|^(?:[’']s)?\s+(?:(?:joint|data|on-site|consultative|bilateral)\s+)?(?:inspections?|notifications?|commission|committee|consultations?|council|bod(?:y|ies)|data exchange|exchanges?|verification|notices?)\b")]
    private static partial Regex PartAfter();

    private static string LastTwo(string name)
    {
        var words = name.Split(' ');
        return string.Join(' ', words.TakeLast(2));
    }

    [GeneratedRegex(@"\b(protocols?|amendments?|amended|annex(es)?|addendum|supplement\w*|extension|verification agreement)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Beside();

    [GeneratedRegex(@"\b(document|agreement|memorandum|statement|decision|declaration)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SideName();
}
