using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Makes a follow-up a question that stands alone, by rules. Pure.</summary>
public static partial class QuestionCondenser
{
    /// <returns>The question itself when it stands alone or nothing was said before.</returns>
    public static string Condense(Question question, QuestionFramer framer, DateOnly today)
    {
        var text = question.Text.Trim();
        if (question.History.Count == 0 || text.Length == 0 || text.Length > 300)
            return text;
        var previous = question.History[^1].Question;
        var frame = framer.Frame(text, today);
        var before = framer.Frame(previous, today);
        var isShort = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= 6;
        if ((frame.Traits & (QuestionTraits.Greeting | QuestionTraits.Thanks | QuestionTraits.Command | QuestionTraits.Noise)) != 0
            || (!frame.IsFollowUp && !(isShort && frame.TreatyIds.Count == 0 && frame.UnknownTreaties.Count == 0) && !Pronoun().IsMatch(text)))
            return text;

        if (BareQuestionWord().Match(text) is { Success: true } bare)
            return Sentence(LeadingQuestionWords().Replace(previous.Trim(), "", 1), bare.Groups["word"].Value);
        if (WhatAbout().IsMatch(text) && (frame.Acts.Count == 0 || isShort) && !QuestionWord().IsMatch(text) && (isShort || !OwnClause().IsMatch(text)))
        {
            if (frame.Treaties.Count > 0 && before.Treaties.Count > 0)
                return Replace(previous, before.Treaties[0].Start, before.Treaties[0].Length, Slice(frame.Text, frame.Treaties[0].Start, frame.Treaties[0].Length), "the ");
            if (frame.Parties.Count > 0 && before.Parties.Count > 0)
                return Replace(previous, before.Parties[0].Start, before.Parties[0].Length, PartyGazetteer.Default.Name(frame.Parties[0].PartyId), "the ");
            // "How many may a party keep?" — "And Norway?"
            if (frame.Parties.Count == 1 && before.Parties.Count == 0 && frame.Treaties.Count == 0 && isShort)
                return $"{previous.Trim().TrimEnd('?', '.', ' ')} ({PartyGazetteer.Default.Name(frame.Parties[0].PartyId)})?";
        }
        return WithContext(text, frame, before, previous);
    }

    // "In which year was that?" keeps its words and takes over what the earlier question named.
    private static string WithContext(string text, QuestionFrame frame, QuestionFrame before, string previous)
    {
        var names = new List<string>();
        if (frame.PartyIds.Count == 0 && frame.AskedFor != AskedFor.Actor)
            names.AddRange(before.PartyIds.Select(PartyGazetteer.Default.Name));
        if (frame.Acts.All(act => act == TreatyAct.EnterIntoForce) && before.Acts.Any(act => act is TreatyAct.Withdraw or TreatyAct.NotifyWithdrawal))
            names.Add("withdrawal");
        else if (frame.Acts.All(act => act == TreatyAct.EnterIntoForce) && before.Acts.Contains(TreatyAct.Suspend))
            names.Add("suspension");
        else if (frame.Acts.Count == 0)
            names.AddRange(before.ActMentions.Take(1).Select(act => Slice(previous.Trim(), act.Start, act.Length)));
        if (frame.TreatyIds.Count == 0 && frame.UnknownTreaties.Count == 0)
            names.AddRange(before.Treaties.Select(treaty => Slice(previous.Trim(), treaty.Start, treaty.Length)));
        if (frame.TreatyIds.Count == 0 && frame.UnknownTreaties.Count == 0 && before.Treaties.Count == 0)
            names.AddRange(OtherNames(text, before, previous.Trim()));
        return names.Count == 0 ? text : $"{text.TrimEnd('?', ' ')} ({string.Join(", ", names)})?";
    }

    // Without a treaty of the catalogue, what is spoken of is what the earlier question writes with a capital.
    private static IEnumerable<string> OtherNames(string text, QuestionFrame before, string previous)
    {
        var taken = before.Parties.Select(party => (party.Start, End: party.Start + party.Length)).ToList();
        return CapitalisedName().Matches(previous)
            .Where(name => name.Index > 0 && !taken.Exists(span => name.Index < span.End && name.Index + name.Length > span.Start) && !text.Contains(name.Value, StringComparison.OrdinalIgnoreCase))
            .Select(name => name.Value);
    }

    private static string Sentence(string rest, string questionWord) =>
        $"{char.ToUpperInvariant(questionWord[0])}{questionWord[1..].ToLowerInvariant()} {rest.Trim()}";

    private static string Replace(string text, int start, int length, string replacement, string article)
    {
        text = text.Trim();
        var head = text[..Math.Min(start, text.Length)];
        if (head.EndsWith(article, StringComparison.OrdinalIgnoreCase) && replacement.StartsWith(article, StringComparison.OrdinalIgnoreCase))
            head = head[..^article.Length];
        return head + replacement + text[Math.Min(start + length, text.Length)..];
    }

    private static string Slice(string text, int start, int length) =>
        start >= text.Length ? "" : text.Substring(start, Math.Min(length, text.Length - start));

    [GeneratedRegex(@"\b\p{Lu}[\p{L}\p{N}’'-]*(?:\s+(?:of\s+|on\s+|for\s+)?(?:\p{Lu}[\p{L}\p{N}’'-]*|[IVXLC]+\b|\d+))*")]
    private static partial Regex CapitalisedName();

    [GeneratedRegex(@"^(?:and|but|so|ok|okay)?[\s,]*(?<word>why|when|where|who|how|since when|how many|how long)(?:\s+(?:exactly|though|not))?\s*[?!.]*$", RegexOptions.IgnoreCase)]
    private static partial Regex BareQuestionWord();

    [GeneratedRegex(@"^\s*(?:(?:in|on|by|at|from|since)\s+)?(?:when|where|why|who|whom|how (?:many|much|long)|how|what|which)(?:\s+(?:year|date|day|month|country))?\b|^\s*(?:what is|what was)\b", RegexOptions.IgnoreCase)]
    private static partial Regex LeadingQuestionWords();

    [GeneratedRegex(@"^\s*(?:and|but|so|what about|how about|and what about|and how about|same for|what of|or)\b", RegexOptions.IgnoreCase)]
    private static partial Regex WhatAbout();

    // "And did the embassy call it binding?" is a question of its own.
    [GeneratedRegex(@"^\s*(?:and|but|so|or)\s+(?:did|does|do|is|was|were|are|has|have|had|can|could|will|would)\b", RegexOptions.IgnoreCase)]
    private static partial Regex OwnClause();

    [GeneratedRegex(@"\b(?:when|where|why|who|which|how (?:many|much|long))\b", RegexOptions.IgnoreCase)]
    private static partial Regex QuestionWord();

    [GeneratedRegex(@"\b(?:it|its|that|this|they|them|their|he|she|there|then|the (?:(?:whole|entire|same|said|second|first|latest|original) )?(?:treaty|agreement|pact|accord|convention|protocol|memorandum|deal|parties|depositary|same))\b", RegexOptions.IgnoreCase)]
    private static partial Regex Pronoun();
}
