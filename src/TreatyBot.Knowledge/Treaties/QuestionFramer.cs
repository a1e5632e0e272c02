namespace TreatyBot.Knowledge.Treaties;

/// <summary>Understands questions by rules. Work is bounded however long the text; thread-safe.</summary>
public sealed class QuestionFramer(TreatyCatalogue catalogue)
{
    /// <summary>Longer texts are read at their beginning and their end only.</summary>
    private const int LongestRead = 2000;

    private const int NoiseLength = 20_000;

    /// <param name="question">The text as the user wrote it.</param>
    /// <param name="today">What "last year" and "currently" are counted from.</param>
    public QuestionFrame Frame(string question, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(question);
        var text = Shorten(question);
        if (Unreadable(question, text) is { } unreadable)
            return new() { Text = text, Traits = unreadable };
        var whole = FrameOne(text, today);
        var pieces = QuestionSplitter.Split(text);
        if (pieces.Count < 2)
            return whole;
        var parts = new List<QuestionFrame>();
        foreach (var piece in pieces)
        {
            var part = FrameOne(piece, today);
            if ((part.Traits & (QuestionTraits.Greeting | QuestionTraits.Thanks)) == 0)
                parts.Add(parts.Count == 0 ? part : Inherit(part, parts[0]));
        }
        return parts.Count switch
        {
            0 => whole,
            1 => parts[0],
            _ => whole with { Parts = parts, AskedFor = parts[0].AskedFor, IsYesNo = parts[0].IsYesNo, Acts = parts[0].Acts.Count > 0 ? parts[0].Acts : whole.Acts },
        };
    }

    private QuestionFrame FrameOne(string text, DateOnly today)
    {
        var words = Words.In(text);
        var keys = words.ConvertAll(word => word.Key);
        IReadOnlyList<TreatyMention> treaties = catalogue.Find(words, lenient: true);
        IReadOnlyList<UnknownName> unknown = UnknownNameFinder.Find(text, words, treaties, catalogue.NameWords);
        (treaties, unknown) = WithDescribed(treaties, unknown);
        var named = treaties.Select(treaty => (treaty.Start, treaty.End)).Concat(unknown.Select(name => (name.Start, End: name.Start + name.Length))).ToList();
        bool IsFree(int start, int end) => !named.Exists(span => start < span.End && end > span.Start);

        var parties = PartyGazetteer.Default.Find(words, lenientCase: true).Where(party => IsFree(party.Start, party.End)).ToList();
        var acts = ActLexicon.Default.FindActs(text, words, lenient: true).FindAll(act => !named.Exists(span => act.Start >= span.Start && act.End <= span.End));
        var dates = DateFinder.Find(text, words, new(PartialDate.From(today)), lenientCase: true).FindAll(date => IsFree(date.Start, date.End));
        var asked = AskedForReader.Read(words, keys, acts);
        var frame = new QuestionFrame
        {
            Text = text,
            Treaties = treaties,
            TreatyIds = [.. treaties.SelectMany(treaty => treaty.TreatyIds).Distinct(StringComparer.OrdinalIgnoreCase)],
            IsTreatyAmbiguous = treaties.Any(treaty => treaty.IsAmbiguous),
            UnknownTreaties = unknown,
            Parties = parties,
            PartyIds = [.. parties.Where(party => !party.IsPlace).Select(party => party.PartyId).Distinct()],
            Acts = Salient(acts),
            ActMentions = acts,
            AskedFor = asked.AskedFor,
            IsYesNo = asked.IsYesNo,
            Counted = asked.Counted,
            Dates = dates,
            AsOf = AskedForReader.AsOf(text, words, keys, acts, dates, asked.AskedFor),
            IsNegative = acts.Exists(act => act.IsNegated) || keys.Contains("never"),
            Comparison = AskedForReader.CompareIn(keys),
            Alternatives = QuestionSplitter.Alternatives(text, asked.AskedFor),
        };
        return frame with { Traits = QuestionTraitReader.Read(frame, keys) };
    }

    // "the mine treaty", where one treaty's names alone speak of mines.
    private (IReadOnlyList<TreatyMention> Treaties, IReadOnlyList<UnknownName> Unknown) WithDescribed(IReadOnlyList<TreatyMention> treaties, IReadOnlyList<UnknownName> unknown)
    {
        if (treaties.Count > 0 || unknown is not [var only] || catalogue.FindDescribed(only.Text) is not { } id)
            return (treaties, unknown);
        return ([new([id], only.Start, only.Text.Length)], []);
    }

    // Verbs before nouns, sure words before weak ones, what the words may mean otherwise last.
    private static List<TreatyAct> Salient(List<ActMention> acts) =>
        [.. acts.OrderBy(act => (act.IsWeak ? 2 : 0) + (act.Form == ActForm.Noun ? 1 : 0)).Select(act => act.Act)
            .Concat(acts.SelectMany(act => act.Alternatives)).Distinct()];

    private static QuestionFrame Inherit(QuestionFrame part, QuestionFrame first) => part with
    {
        TreatyIds = part.TreatyIds.Count > 0 || part.UnknownTreaties.Count > 0 ? part.TreatyIds : first.TreatyIds,
        PartyIds = part.PartyIds.Count > 0 || part.AskedFor == AskedFor.Actor ? part.PartyIds : first.PartyIds,
        Acts = part.Acts.Count > 0 ? part.Acts : first.Acts,
        AsOf = part.AsOf ?? first.AsOf,
        Traits = part.Traits & ~QuestionTraits.FollowUp,
    };

    private static string Shorten(string question)
    {
        if (question.Length <= LongestRead)
            return question.Trim();
        var head = question[..(LongestRead * 3 / 4)];
        return (head + "\n" + question[^(LongestRead / 4)..]).Trim();
    }

    private static QuestionTraits? Unreadable(string question, string text)
    {
        if (text.Length == 0)
            return QuestionTraits.Empty;
        var letters = text.Count(char.IsLetter);
        if (letters == 0 || question.Length > NoiseLength)
            return QuestionTraits.Noise;
        var runs = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return letters * 4 < text.Length || text.Length / runs.Length > 40 ? QuestionTraits.Noise : null;
    }
}
