namespace TreatyBot.Knowledge.Treaties;

/// <summary>Reads what a question asks for, its as-of date and its comparison.</summary>
internal static class AskedForReader
{
    public static (AskedFor AskedFor, bool IsYesNo, string? Counted) Read(List<Word> words, List<string> keys, List<ActMention> acts)
    {
        var first = 0;
        while (first < keys.Count - 1 && keys[first] is "and" or "but" or "so" or "then" or "please" or "ok" or "hi" or "hello" or "hey" or "well" or "in" or "as" or "of" or "on"
            or "by" || (first < keys.Count - 1 && first < 6 && (IsNumber(keys[first]) || Calendar.Month(keys[first]) is not null)))
            first++;
        var isYesNo = first < keys.Count && QuestionWords.IsIn("yes-no", keys, first) || keys.Contains("ли");
        if (Refine(keys, acts, Leading(keys, first) ?? QuestionWords.AskedForIn(keys)) is not var (asked, index, end))
            return (keys is ["put" or "sort" or "arrange", ..] && keys.Contains("order") ? AskedFor.Order : isYesNo ? AskedFor.YesNo : AskedFor.Anything, isYesNo, null);
        var counted = end < keys.Count && asked is AskedFor.Number or AskedFor.Count or AskedFor.Duration or AskedFor.List or AskedFor.Treaty
            ? words[asked is AskedFor.Number || Calendar.Number(keys, end - 1) is not null ? end : end - 1].Key : null;
        // "Who left first, A or B?"
        if ((asked == AskedFor.Actor || keys[first] is "which" or "who") && keys.Exists(key => key is "first" or "earlier" or "sooner" or "later") && keys.Contains("or"))
            return (AskedFor.Order, false, null);
        if (isYesNo && index > first && asked is not (AskedFor.Order or AskedFor.Status))
        {
            // "Can you tell me when …" asks when; "Did it end when …" asks whether.
            var isIndirect = keys[first] is "can" or "could" or "do" or "would" && keys.Take(index).Any(key => key is "tell" or "know" or "say" or "explain");
            return isIndirect ? (asked, false, counted) : (AskedFor.YesNo, true, null);
        }
        if (asked == AskedFor.Status && !isYesNo && !keys.Contains("status"))
        {
            // "Which treaties are in force", "when was X in force": the question word decides.
            var rest = QuestionWords.AskedForIn(keys[..index]);
            return (rest?.AskedFor ?? AskedFor.Status, false, counted);
        }
        if (asked == AskedFor.Status && isYesNo && acts.Exists(act => act is { IsWeak: false, Form: not ActForm.Noun }))
            return (AskedFor.YesNo, true, null);
        return (asked, isYesNo, counted);
    }

    // "When does the notice period end?" asks when, and "what happens when the notice period ends?" neither when nor how long.
    private static (AskedFor AskedFor, int Index, int End)? Leading(List<string> keys, int first)
    {
        if (first + 2 >= keys.Count)
            return null;
        if (keys[first] == "when" && keys[first + 1] is "did" or "does" or "do" or "was" or "were" or "is" or "are" or "will" or "has" or "had" && CompareIn(keys) != Comparison.BeforeOrAfter)
            return (AskedFor.Date, first, first + 1);
        return keys[first] == "what" && keys[first + 1] is "happens" or "happened" && keys[first + 2] is "if" or "when" or "to" or "after" or "once"
            ? (AskedFor.Anything, first, first + 2) : null;
    }

    // "what limit", "which ranges", "what notice", "what replaced": the noun says what is asked for.
    private static (AskedFor AskedFor, int Index, int End)? Refine(List<string> keys, List<ActMention> acts, (AskedFor AskedFor, int Index, int End)? asked)
    {
        if (keys.Count < 2 || keys[0] is not ("what" or "which") || asked is { AskedFor: not AskedFor.Definition })
            return asked;
        for (var i = 1; i < Math.Min(keys.Count, 7) && (i == 1 || keys[i - 1] is not ("did" or "does" or "was" or "were")); i++)
        {
            if (keys[i] is "limit" or "limits" or "ceiling" or "ceilings" or "range" or "ranges" or "number" or "percentage" or "yield" or "yields" or "maximum" or "threshold" or "amount" or "size" or "weight")
                return (AskedFor.Number, 0, i);
            if (keys[i] is "notice" or "period" or "duration" or "term")
                return (AskedFor.Duration, 0, i);
            if (keys[i] is "is" or "are" && asked is not null)
                continue;
        }
        if (keys[0] == "what" && acts is [{ Act: TreatyAct.Replace, FirstWord: 1 }, ..])
            return (AskedFor.Treaty, 0, 1);
        for (var i = 1; i < Math.Min(keys.Count, 5) && keys[0] == "which" && keys[i] is not ("did" or "does" or "do" or "was" or "were" or "is" or "are" or "has" or "had" or "of"); i++)
        {
            if (keys[i] is "agency" or "official" or "diplomat" or "ambassador" or "inspectorate" or "secretary" or "general" or "negotiator" or "spokesman" or "company" or "institution" or "commission")
                return (AskedFor.Actor, 0, i + 1);
            if (keys[i].Length > 3 && keys[i][^1] == 's' && keys[i][^2] is not ('s' or 'u'))
                return (AskedFor.List, 0, i + 1);
        }
        return asked;
    }

    public static DateMention? AsOf(string text, List<Word> words, List<string> keys, List<ActMention> acts, List<DateMention> dates, AskedFor askedFor)
    {
        foreach (var date in dates)
        {
            var at = words.FindIndex(word => word.Start >= date.Start);
            var before = at > 0 ? keys[at - 1] : "";
            if ((before is "of" or "at" or "on" && at > 1 && keys[at - 2] == "as") || (before == "of" && at > 1 && keys[at - 2] == "end"))
                return date;
            var hasEvent = acts.Exists(act => !act.IsWeak && act.Form is not ActForm.Noun && !QuestionWords.IsIn("state", keys, act.FirstWord));
            if (hasEvent || askedFor is not (AskedFor.Status or AskedFor.YesNo or AskedFor.List or AskedFor.Count or AskedFor.Actor or AskedFor.Number))
                continue;
            if (QuestionWords.AnyIn("state", keys) && before is "in" or "on" or "by" or "during" or "at" or "" or "until" or "since")
                return date;
            if (at == 1 && before is "in" or "on" && keys.Exists(key => key is "was" or "were" or "is" or "are"))
                return date;
        }
        return null;
    }

    public static Comparison CompareIn(List<string> keys)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            switch (keys[i])
            {
                case "before" or "earlier" or "after" or "later" when i + 2 < keys.Count && keys[i + 1] == "or" && keys[i + 2] is "after" or "before" or "later" or "earlier":
                    return Comparison.BeforeOrAfter;
                case "first" or "earliest" or "oldest" or "older" when i > 0 && keys[i - 1] is "came" or "happened" or "was" or "is" or "the" or "be" or "signed" or "force" or "did" or "ratified" or "come":
                    return Comparison.First;
                case "last" or "latest" or "newest" or "newer" when i > 0 && keys[i - 1] is "came" or "happened" or "was" or "is" or "the":
                    return Comparison.Last;
                case "earlier" or "sooner" when i + 1 < keys.Count && keys[i + 1] == "than":
                    return Comparison.Before;
                case "later" when i + 1 < keys.Count && keys[i + 1] == "than":
                    return Comparison.After;
                case "before":
                    return Comparison.Before;
                case "after":
                    return Comparison.After;
            }
        }
        return Comparison.None;
    }

    private static bool IsNumber(string key) => key.Length > 0 && char.IsAsciiDigit(key[0]);
}
