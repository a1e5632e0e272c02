namespace TreatyBot.Knowledge.Treaties;

/// <summary>One phrase of <c>acts.txt</c> in one inflected form.</summary>
internal sealed record ActPhrase(TreatyAct Act, TreatyAct[] Alternatives, ActForm Form, bool IsWeak);

/// <summary>A phrase with gaps: the pieces follow each other with at most <see cref="LongestGap"/> words between.</summary>
internal sealed record GappedPhrase(string[][] Pieces, ActPhrase Phrase)
{
    public const int LongestGap = 5;
}

/// <summary>Reads <c>acts.txt</c> and inflects its verbs.</summary>
internal static class ActPhraseReader
{
    private static readonly ActForm[] Forms = [ActForm.Base, ActForm.Present, ActForm.Past, ActForm.Past, ActForm.Gerund];

    public static IEnumerable<(string[][] Pieces, ActPhrase Phrase)> Read()
    {
        foreach (var line in TreatyData.Lines("acts.txt"))
        {
            var bar = line.IndexOf('|', StringComparison.Ordinal);
            var acts = line[..bar].Split(',', StringSplitOptions.TrimEntries).Select(Enum.Parse<TreatyAct>).ToArray();
            foreach (var written in line[(bar + 1)..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var isWeak = written[0] == '?';
                foreach (var (text, form) in Inflect(isWeak ? written[1..] : written))
                {
                    var pieces = text.Split('*', StringSplitOptions.TrimEntries).Select(Words.Keys).ToArray();
                    yield return (pieces, new(acts[0], acts[1..], form, isWeak));
                }
            }
        }
    }

    // Only the first inflected word of a phrase varies; a second "~" word follows in its past form, as in "stopped ~implementing".
    private static IEnumerable<(string Text, ActForm Form)> Inflect(string phrase)
    {
        var words = phrase.Split(' ');
        var verb = Array.FindIndex(words, word => word[0] == '~' || word.Contains('/', StringComparison.Ordinal));
        if (verb < 0)
            return [(phrase, ActForm.Noun)];
        var forms = words[verb][0] == '~' ? Regular(words[verb]) : words[verb].Split('/');
        if (forms.Length == 4)
            forms = [forms[0], forms[1], forms[2], forms[2], forms[3]];
        return forms.Select((form, i) =>
        {
            string[] inflected = [.. words];
            inflected[verb] = form;
            return (string.Join(' ', inflected).Replace("~", "", StringComparison.Ordinal), Forms[i]);
        });
    }

    private static string[] Regular(string marked)
    {
        var verb = marked.TrimStart('~');
        var doubled = marked.StartsWith("~~", StringComparison.Ordinal) && !verb.EndsWith("mp", StringComparison.Ordinal);
        var stem = doubled ? verb + verb[^1] : verb;
        if (verb[^1] == 'e')
            return [verb, verb + "s", verb + "d", verb + "d", verb[..^1] + "ing"];
        if (verb[^1] == 'y' && !"aeo".Contains(verb[^2], StringComparison.Ordinal))
            return [verb, verb[..^1] + "ies", verb[..^1] + "ied", verb[..^1] + "ied", verb + "ing"];
        var present = verb + (verb[^1] is 's' or 'x' or 'h' && !verb.EndsWith("gh", StringComparison.Ordinal) ? "es" : "s");
        return [verb, present, stem + "ed", stem + "ed", stem + "ing"];
    }
}
