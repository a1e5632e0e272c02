using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Languages;

/// <summary>
/// Reads questions of one language by finding treaties, parties, dates and the phrases of its lexicon, and puts the question in English,
/// which is what the rest of the house understands. A word that nothing explains is reported and never guessed at. Thread-safe.
/// </summary>
internal sealed class QuestionReader
{
    private const int LongestQuestion = 600;

    private readonly Lexicon _lexicon;
    private readonly TreatyCatalogue _treaties;
    private readonly Func<string, string> _englishName;

    /// <param name="lexicon">The language.</param>
    /// <param name="entries">The treaties, with their names in it.</param>
    /// <param name="englishName">A treaty's name in an English sentence, by its id.</param>
    public QuestionReader(Lexicon lexicon, IEnumerable<RegisterEntry> entries, Func<string, string> englishName)
    {
        _lexicon = lexicon;
        _englishName = englishName;
        _treaties = new(entries.Select(entry => entry with { Names = [.. entry.LocalNames.GetValueOrDefault(lexicon.Code) ?? [], .. entry.Names] }));
    }

    public QuestionReading Read(string question)
    {
        if (question.Length > LongestQuestion)
            return new(null, []);
        var text = SourceForms.Normalise(question.Trim(), _lexicon.Code);
        var parts = ReadParts(text);
        var unread = parts.SelectMany(part => part.Unread).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (unread.Count > 0 || parts.Count == 0)
            return new(null, unread);
        var sentences = parts.ConvertAll(part => EnglishQuestion.Compose(part));
        var english = sentences.Count == 1 ? sentences[0] : string.Join(" and ", sentences.Select((sentence, index) => (index == 0 ? sentence : Lower(sentence)).TrimEnd('?'))) + "?";
        return new(english, []);
    }

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];

    // "Wann wurde er unterzeichnet und wann trat er in Kraft?": a second question word with an act of its own begins a second question.
    private List<ReadQuestion> ReadParts(string text)
    {
        var pieces = Pieces(text);
        var parts = new List<ReadQuestion>();
        var current = new ReadQuestion();
        foreach (var piece in pieces)
        {
            if (piece is { Phrase.Kind: LexiconKind.Ask } && current.Asks.Count > 0 && (current.Acts.Count > 0 || current.States.Count > 0) && current.Last?.Kind is LexiconKind.And or null)
            {
                parts.Add(current);
                current = new ReadQuestion { IsSecond = true };
            }
            current.Add(piece);
        }
        if (!current.IsEmpty)
            parts.Add(current);
        return parts;
    }

    private List<ReadPiece> Pieces(string text)
    {
        var tokens = Lexicon.Tokens(text);
        var taken = new bool[tokens.Count];
        var pieces = new SortedList<int, ReadPiece>();
        bool IsFree(int i) => i < taken.Length && !taken[i];
        void Take(int start, int end)
        {
            for (var i = 0; i < tokens.Count; i++)
                taken[i] |= tokens[i].Start < end && tokens[i].End > start;
        }

        foreach (var treaty in _treaties.Find(text, lenient: true).Where(treaty => IsNamed(text, treaty)))
        {
            pieces[treaty.Start] = new(treaty.TreatyIds.Count == 1 ? _englishName(treaty.TreatyIds[0]) : text.Substring(treaty.Start, treaty.Length)) { IsTreaty = true };
            Take(treaty.Start, treaty.Start + treaty.Length);
        }
        foreach (var date in SourceForms.Dates(text, _lexicon.Code).Where(date => !Enumerable.Range(0, tokens.Count).Any(i => taken[i] && tokens[i].Start < date.End && tokens[i].End > date.Start)))
        {
            pieces[date.Start] = new(date.English) { Date = date };
            Take(date.Start, date.End);
        }
        for (var i = 0; i < tokens.Count; i++)
        {
            if (taken[i])
                continue;
            var spelt = tokens;
            var found = _lexicon.At(tokens, i, IsFree);
            if (found is null && UnknownTreaty(text, tokens, i, IsFree) is { } unknown)
            {
                pieces[tokens[i].Start] = new(unknown.English) { IsTreaty = true };
                Take(tokens[i].Start, tokens[unknown.Last].End);
                continue;
            }
            if (found is null && !tokens[i].IsUpper && _lexicon.Nearest(tokens[i].Folded) is { } near)
            {
                spelt = [.. tokens];
                spelt[i] = spelt[i] with { Folded = near };
                found = _lexicon.At(spelt, i, IsFree);
            }
            if (found is not var (phrase, at))
            {
                pieces[tokens[i].Start] = new(text.Substring(tokens[i].Start, tokens[i].Length)) { IsUnread = true };
                taken[i] = true;
                continue;
            }
            foreach (var index in at)
                taken[index] = true;
            if (phrase.Kind == LexiconKind.Party)
            {
                var isPlace = i > 0 && _lexicon.At(tokens, i - 1, _ => true) is { Phrase.Kind: LexiconKind.Place };
                pieces[tokens[i].Start] = new(PartyGazetteer.Default.Name(phrase.English)) { PartyId = phrase.English, IsPlace = isPlace && tokens[at[0]].Length > 2 && phrase.Words is [_] };
            }
            else
                pieces[tokens[i].Start] = new(phrase.English) { Phrase = phrase, Written = text[tokens[at[0]].Start..tokens[at[^1]].End] };
        }
        return [.. pieces.Values];
    }

    // "le traité" alone names nothing, whatever an alias makes of it; "inf-vertrag" does, as it is typed in a chat.
    private static bool IsNamed(string text, TreatyMention treaty) =>
        text.AsSpan(treaty.Start, treaty.Length) is var name
        && (name.ContainsAnyInRange('A', 'Z') || name.ContainsAnyInRange('А', 'Я') || name.ContainsAny(' ', '-'));

    // "XYZ-Vertrag", "traité de Poznan": names that no sheet has stay as they are written.
    private static (string English, int Last)? UnknownTreaty(string text, List<LexiconToken> tokens, int i, Func<int, bool> isFree)
    {
        if (tokens[i].IsUpper && tokens[i].Length > 2)
            return ($"the {text.Substring(tokens[i].Start, tokens[i].Length)} Treaty", i + 1 < tokens.Count && isFree(i + 1) && SourceForms.IsTreatyWord(tokens[i + 1].Folded) ? i + 1 : i);
        if (i > 1 && tokens[i].IsCapitalised && tokens[i].Length > 2 && SourceForms.IsTreatyWord(tokens[i - 2].Folded) && SourceForms.IsOf(tokens[i - 1].Folded))
            return ($"the Treaty of {text.Substring(tokens[i].Start, tokens[i].Length)}", i);
        return null;
    }
}
