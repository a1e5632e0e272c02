namespace TreatyBot.Knowledge.Languages;

/// <summary>Puts what was read of a question into an English one. Pure.</summary>
internal static class EnglishQuestion
{
    private static readonly Dictionary<string, Verb> Verbs = LanguageData.Lines("verbs.txt").Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(fields => fields[0], fields => new Verb(fields[1], fields[2], fields[3], fields[4], fields[5]), StringComparer.Ordinal);

    private sealed record Verb(string Base, string Past, string Participle, string Use, string Noun)
    {
        public bool IsPassive => Use == "passive";

        public bool IsOfTreaty => Use == "treaty";
    }

    public static string Compose(ReadQuestion read)
    {
        var acts = ActsOf(read);
        var hasNothing = acts.Count + read.States.Count + read.Nouns.Count + read.Asks.Count == 0;
        if (read.Courtesy is { } courtesy && hasNothing && read.Treaties.Count + read.Parties.Count == 0)
            return courtesy;
        if (hasNothing && !read.IsOpinion)
            return $"And {Join([.. read.Parties.Select(The), .. read.Treaties, .. read.Dates])}?".Replace("And ?", "And?", StringComparison.Ordinal);
        var sentence = Sentence(read, acts);
        return char.ToUpperInvariant(sentence[0]) + sentence[1..] + "?";
    }

    private static string Sentence(ReadQuestion read, List<string> acts)
    {
        var treaty = read.Treaties.Count > 0 ? Join(read.Treaties) : "it";
        var subject = read.Parties.Count > 0 ? Join([.. read.Parties.Select(The)]) : null;
        var tail = string.Concat(read.Places.Select(place => $" in {place}")) + string.Concat(read.Dates.Select(date => $" {date}")) + string.Concat(read.Adverbs.Where(adverb => adverb.EndsWith("year", StringComparison.Ordinal)).Select(adverb => $" {adverb}"));
        var verb = acts.Count > 0 ? Verbs[acts[0]] : null;
        if (read.IsOpinion)
            return $"was it right {(subject is null ? "" : $"for {subject} ")}to {(verb is { IsOfTreaty: false } ? verb.Base : "keep")} {treaty}{tail}";
        if (read.IsConditional && verb is not null)
            return $"what would happen if {subject ?? "a party"} {verb.Past} {treaty}{tail}";
        var asked = read.Asks.FirstOrDefault(ask => ask != "which first");
        if (read.Asks.Contains("which first") && (read.Treaties.Count == 2 || asked is null or "what" or "which treaty"))
            return $"which {(verb is null || verb.IsOfTreaty ? "entered into force" : $"was {verb.Participle}")} first, {string.Join(" or ", read.Treaties)}";
        if (read.Treaties.Count == 2 && read.Comparison is { } comparison && asked is null)
            return $"was {read.Treaties[0]} {(verb is { IsPassive: true } ? verb.Participle : "signed")} {comparison} {read.Treaties[1]}";
        var asks = read.Asks.Where(ask => ask is "when" or "where" or "why").ToList();
        if (asks.Count == 2)
            asked = string.Join(" and ", asks);
        return asked switch
        {
            null => YesNo(read, verb, treaty, subject, tail),
            "since when" when verb is null => $"when did {treaty} enter into force",
            "who" or "which state" or "which states" => Who(asked == "who" && acts is ["revoke", ..] ? "which state" : asked, read, verb, treaty, subject, tail),
            "how many states" => verb is null ? $"how many states are parties to {treaty}{tail}" : $"how many states have {(read.IsNegative ? "not " : "")}{verb.Participle} {treaty}{tail}",
            "how long" when verb is null or { IsOfTreaty: true } => $"how long was {treaty} in force",
            "which treaty" or "which treaties" => verb is null ? $"{asked} {subject ?? ""} {string.Join(' ', read.Nouns)}{tail}"
                : subject is null ? $"{asked} {(verb.IsOfTreaty ? verb.Past : $"{(asked == "which treaty" ? "was" : "were")} {verb.Participle}")}{tail}"
                : $"{asked} did {subject} {verb.Base}{tail}",
            "what is" => $"what is {(read.Nouns.Count > 0 ? $"the {read.Nouns[0]} of " : "")}{treaty}",
            "until when" => verb is { IsPassive: true } ? $"until when was {treaty} {verb.Participle}" : $"until when was {treaty} in force",
            "when" or "in what year" or "since when" or "where" or "why" or "how" or "when and where" or "where and when" or "when and why" or "why and when" => Did(asked, read, verb, treaty, subject, tail),
            _ when read.Nouns.Count > 0 || verb is not null => Thing(asked, read, verb, treaty, subject, tail),
            _ => $"what is {treaty}",
        };
    }

    private static string Did(string asked, ReadQuestion read, Verb? verb, string treaty, string? subject, string tail)
    {
        if (verb is null)
            return read.States.Contains("in force") ? $"{asked} did {treaty} enter into force"
                : read.States.Count > 0 ? $"{asked} did {subject} become a party to {treaty}"
                : read.Treaties.Count + read.Parties.Count == 0 ? asked : $"{asked} was {Join([.. read.Parties.Select(The), .. read.Treaties])}";
        if (verb.IsOfTreaty)
            return $"{asked} did {treaty} {verb.Base}{(subject is null ? "" : $" for {subject}")}{tail}";
        if (subject is not null)
            return $"{asked} did {subject} {(read.IsNegative ? "not " : "")}{verb.Base} {treaty}{tail}";
        return verb.IsPassive ? $"{asked} was {treaty} {verb.Participle}{tail}" : $"{asked} was the {verb.Noun} {treaty}{tail}";
    }

    private static string Who(string asked, ReadQuestion read, Verb? verb, string treaty, string? subject, string tail)
    {
        if (verb is null)
            return read.States.Contains("a signatory to") ? $"{asked} signed {treaty}" : $"{(asked == "which state" ? "which states" : asked)} are parties to {treaty}{tail}";
        if (read.IsNegative)
            return $"{asked} {(asked == "which states" ? "have" : "has")} not {verb.Participle} {treaty}{tail}";
        return $"{asked} {verb.Past} {treaty}{(subject is null ? "" : $" for {subject}")}{tail}";
    }

    private static string Thing(string? asked, ReadQuestion read, Verb? verb, string treaty, string? subject, string tail)
    {
        var noun = read.Nouns.Count > 0 ? string.Join(' ', read.Nouns) : "";
        if (noun.StartsWith("notice", StringComparison.Ordinal))
            return $"how long is the {noun} {treaty}";
        if (noun is "status" or "limit" or "depositary" or "range" && verb is null)
            return $"what is the {noun} of {treaty}";
        var opening = asked == "how many" ? $"how many {noun}" : noun.Length > 0 ? $"what {noun}" : "what";
        return verb is { Use: "other" } ? $"{opening} does {treaty} {verb.Base}{tail}"
            : verb is null ? $"{opening} does {treaty} allow{tail}"
            : subject is null ? $"{opening} {(verb.IsOfTreaty ? $"{verb.Past} {treaty}" : $"was {verb.Participle} {treaty}")}{tail}"
            : $"{opening} did {subject} {verb.Base} {treaty}{tail}";
    }

    private static string YesNo(ReadQuestion read, Verb? verb, string treaty, string? subject, string tail)
    {
        var isPast = read.IsPast || read.Dates.Count > 0;
        var still = read.Adverbs.Contains("still") ? " still" : read.Adverbs.Contains("currently") ? " currently" : "";
        if (read.States.Count > 0 && (verb is null || verb.IsOfTreaty && read.States.Contains("in force") && verb.Base != "enter into force"))
        {
            return read.States[0] == "in force"
                ? $"{(isPast ? "was" : "is")} {treaty}{still} in force{tail}"
                : subject is null ? $"who are parties to {treaty}" : $"{(isPast ? "was" : "is")} {subject}{still} {read.States[0]} {treaty}{tail}";
        }
        if (verb is null)
            return read.Nouns.Count > 0 ? Thing(null, read, null, treaty, subject, tail) : $"and {Join([.. read.Parties.Select(The), .. read.Treaties])}";
        if (read.IsFuture && subject is not null)
            return $"will {subject} {verb.Base} {treaty}{tail}";
        if (verb.IsOfTreaty)
            return $"did {treaty} {verb.Base}{tail}";
        if (subject is null)
            return verb.IsPassive ? $"was {treaty} {verb.Participle}{tail}" : $"did anyone {verb.Base} {treaty}{tail}";
        return $"did {subject} {(read.IsNegative ? "not " : "")}{verb.Base} {treaty}{tail}";
    }

    // A ratification taken back is one act, and so is a notice of withdrawal.
    private static List<string> ActsOf(ReadQuestion read)
    {
        List<string> acts = [.. read.Acts];
        if (acts.Contains("revoke"))
            acts.RemoveAll(act => act is "ratify" or "withdraw");
        if (acts.Contains("notify"))
            acts.RemoveAll(act => act is "withdraw" or "denounce");
        if (acts.Count > 1 && acts[0] is "limit" or "announce" && acts[1] is not ("limit" or "announce"))
            acts.RemoveAt(0);
        return acts;
    }

    private static string The(string party) =>
        party.StartsWith("United ", StringComparison.Ordinal) || party.StartsWith("Soviet ", StringComparison.Ordinal) ? $"the {party}" : party;

    private static string Join(List<string> names) =>
        names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}";
}
