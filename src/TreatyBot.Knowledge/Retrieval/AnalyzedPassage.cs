using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Retrieval;

/// <summary>
/// A sentence with its terms counted. What else is read from it is read when first asked for and kept: the same sentences are looked at
/// for question after question. Thread-safe: two threads that ask first both read the same.
/// </summary>
public sealed class AnalyzedSentence(Sentence sentence, string text)
{
    private IReadOnlySet<string>? _terms;
    private IReadOnlyList<PartyMention>? _parties;
    private IReadOnlyList<ActMention>? _acts;
    private IReadOnlyList<DateMention>? _dates;
    private NamedTreaties? _treaties;

    public Sentence Sentence { get; } = sentence;

    public string Text { get; } = text;

    /// <summary>All words in order, stop words among them.</summary>
    public IReadOnlyList<AnalyzedToken> Tokens { get; } = [.. TextAnalyzer.Tokens(text)];

    /// <summary>Each term once, those of stop words among them.</summary>
    public IReadOnlySet<string> Terms => _terms ??= Tokens.Select(token => token.Term).ToHashSet(StringComparer.Ordinal);

    public IReadOnlyList<PartyMention> Parties => _parties ??= PartyGazetteer.Default.Find(Text);

    public IReadOnlyList<ActMention> Acts => _acts ??= ActLexicon.Default.FindActs(Text);

    /// <summary>Dates as the sentence alone tells them: none that needs its document's.</summary>
    public IReadOnlyList<DateMention> Dates => _dates ??= DateFinder.Find(Text, DateContext.None);

    public IReadOnlyList<TreatyMention> Treaties(TreatyCatalogue catalogue)
    {
        if (_treaties is not { } known || known.Catalogue != catalogue)
            _treaties = known = new(catalogue, catalogue.Find(Text));
        return known.Mentions;
    }

    private sealed record NamedTreaties(TreatyCatalogue Catalogue, IReadOnlyList<TreatyMention> Mentions);
}

/// <summary>A passage with its terms counted once, so that many questions can be scored against it.</summary>
public sealed class AnalyzedPassage
{
    public AnalyzedPassage(Passage passage, string title)
    {
        Passage = passage;
        Sentences = [.. passage.Sentences.Select(sentence => new AnalyzedSentence(sentence, sentence.In(passage)))];
        var context = ContextTermsOf(title, passage.Headings);
        ContextTerms = context.ToHashSet(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var term in context.Concat(TextAnalyzer.Terms(passage.Text)))
        {
            counts[term] = counts.GetValueOrDefault(term) + 1;
            Length++;
        }
        TermCounts = counts;
    }

    public Passage Passage { get; }

    public IReadOnlyList<AnalyzedSentence> Sentences { get; }

    /// <summary>Terms of title and headings.</summary>
    public IReadOnlySet<string> ContextTerms { get; }

    /// <summary>How often each term stands in title, headings and text together.</summary>
    public IReadOnlyDictionary<string, int> TermCounts { get; }

    /// <summary>Number of terms counted.</summary>
    public int Length { get; }

    /// <summary>The terms that title and headings add to every passage below them.</summary>
    public static IReadOnlyList<string> ContextTermsOf(string title, IReadOnlyList<string> headings) =>
        TextAnalyzer.Terms(string.Join('\n', headings.Prepend(title)));
}
