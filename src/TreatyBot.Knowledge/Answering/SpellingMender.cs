using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>
/// Mends words of an English question that are no words, towards those of the corpus, of treaties, acts and parties. A word that is
/// English, or stands in the corpus, stays as it is. Thread-safe.
/// </summary>
public sealed partial class SpellingMender(IPassageStore store, CorpusVocabulary vocabulary)
{
    /// <summary>A question with more of its words unknown than this is in another language, or about something else.</summary>
    private const double LargestUnknownShare = 0.5;

    private const int LongestQuestion = 400;

    public async Task<string> MendAsync(string question, TreatyCatalogue catalogue, CancellationToken cancellationToken)
    {
        if (question.Length > LongestQuestion || !QuestionLanguage.IsEnglish(question))
            return question;
        question = await WrittenOutAsync(WithQuestionWord(question), catalogue, cancellationToken);
        var words = Word().Matches(question);
        var doubtful = words.Where(word => !IsKnown(word.Value, catalogue)).ToList();
        if (doubtful.Count == 0 || doubtful.Count > LargestUnknownShare * words.Count)
            return question;
        var terms = doubtful.ToDictionary(word => word, word => TextAnalyzer.Terms(word.Value).FirstOrDefault());
        var statistics = await store.GetTermStatisticsAsync([.. terms.Values.OfType<string>().Distinct()], cancellationToken);
        doubtful.RemoveAll(word => terms[word] is { } term && statistics.DocumentFrequencies.GetValueOrDefault(term) > 0);
        if (doubtful.Count == 0)
            return question;
        var corpus = await vocabulary.GetAsync(cancellationToken);
        foreach (var word in doubtful.OrderByDescending(word => word.Index))
        {
            if (Nearest(word.Value, corpus) is { } nearest)
                question = $"{question[..word.Index]}{nearest}{question[(word.Index + word.Length)..]}";
        }
        return question;
    }

    // What no document abbreviates is looked for as it is written out.
    private async Task<string> WrittenOutAsync(string question, TreatyCatalogue catalogue, CancellationToken cancellationToken)
    {
        var abbreviations = ArmsControlAbbreviations.In(question).Where(abbreviation => catalogue.Find(abbreviation).Count == 0).ToList();
        if (abbreviations.Count == 0)
            return question;
        var statistics = await store.GetTermStatisticsAsync([.. abbreviations.SelectMany(TextAnalyzer.Terms).Distinct()], cancellationToken);
        return abbreviations.Where(abbreviation => TextAnalyzer.Terms(abbreviation).All(term => statistics.DocumentFrequencies.GetValueOrDefault(term) == 0))
            .Aggregate(question, ArmsControlAbbreviations.WriteOut);
    }

    // "Wen did", "wat is": too short to be told from other words anywhere but in front of a verb.
    private static string WithQuestionWord(string question)
    {
        if (Opening().Match(question) is not { Success: true } opening)
            return question;
        var word = opening.Groups["word"];
        var key = word.Value.ToLowerInvariant();
        if (QuestionOpenings.Contains(key))
            return question;
        var near = QuestionOpenings.Take(QuestionWordCount).Where(candidate => EditDistance.Between(key, candidate, 1) <= 1).Take(2).ToList();
        return near is [var only] ? $"{question[..word.Index]}{only}{question[(word.Index + word.Length)..]}" : question;
    }

    private const int QuestionWordCount = 8;

    // The words to mend towards, then those that may stand there as well.
    private static readonly string[] QuestionOpenings =
        ["when", "what", "where", "which", "who", "why", "how", "whose", "whom", "did", "does", "do", "is", "was", "were", "are", "has", "have", "had", "will", "can", "and", "but", "so", "it", "that", "this", "they", "he", "she", "we", "you", "i", "the", "a", "an", "in", "on", "at", "by", "to", "of", "for", "us", "uk", "un", "eu", "then", "there", "here", "one"];

    [GeneratedRegex(@"^\s*(?<word>\p{L}{2,5})\s+(?:did|does|do|is|was|were|are|has|have|had|will|would|can|many|much)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Opening();

    // Abbreviations are no words, and a part of a name such as "INF-Vertrag" is none of ours.
    private static bool IsKnown(string word, TreatyCatalogue catalogue)
    {
        var key = word.ToLowerInvariant();
        return (word.Length <= 6 && word.All(char.IsUpper)) || EnglishWords.Contains(key) || IsInflected(key) || CommonWords.Contains(key) || catalogue.NameWords.Contains(key);
    }

    // "defending", which the list of words has as "defend".
    private static bool IsInflected(string key) =>
        Endings.Any(ending => key.Length > ending.Length + 3 && key.EndsWith(ending, StringComparison.Ordinal)
            && (EnglishWords.Contains(key[..^ending.Length]) || EnglishWords.Contains(key[..^ending.Length] + "e")));

    private static readonly string[] Endings = ["ing", "ed", "er", "ly", "ness"];

    private static string? Nearest(string word, IReadOnlyDictionary<string, CorpusWord> corpus)
    {
        var key = word.ToLowerInvariant();
        var allowed = EditDistance.Allowed(key.Length);
        var isName = char.IsUpper(word[0]);
        string? nearest = null;
        var best = (Distance: allowed + 1, Count: 0);
        foreach (var (candidate, (written, count)) in corpus.Concat(PlainWords))
        {
            // A name is not taken for a word of speech; a slip in the first letter is a swap or a loss.
            if (Math.Abs(candidate.Length - key.Length) > allowed || (candidate[0] != key[0] && candidate[0] != key[1]) || (isName && !char.IsUpper(written[0])))
                continue;
            var distance = EditDistance.Between(key, candidate, Math.Min(allowed, best.Distance));
            if (distance < best.Distance || (distance == best.Distance && distance <= allowed && count > best.Count))
                (best, nearest) = ((distance, count), written);
        }
        return nearest;
    }

    // Question words, acts and parties, which a corpus need not hold.
    private static readonly KeyValuePair<string, CorpusWord>[] PlainWords =
    [
        .. ActLexicon.Default.Vocabulary.Where(word => word.Length >= 4 && word.All(char.IsAsciiLetterLower)).Select(word => KeyValuePair.Create(word, new CorpusWord(word, 1))),
        .. QuestionWordsAsked.Select(word => KeyValuePair.Create(word, new CorpusWord(word, int.MaxValue))),
        .. PartyGazetteer.Default.Parties.Where(party => party.Name.All(char.IsLetter) && party.Name.Length >= 4)
            .Select(party => KeyValuePair.Create(party.Name.ToLowerInvariant(), new CorpusWord(party.Name, 1))),
    ];

    private static string[] QuestionWordsAsked => ["when", "what", "which", "where", "whose", "does", "have", "many", "long", "treaty", "agreement", "convention", "country", "according"];

    [GeneratedRegex(@"(?<![\p{L}\p{N}’'])(?<!\p{L}{3}-|\p{N}-)\p{L}{4,24}(?![\p{L}\p{N}])|(?<=\p{L}{3}-)\p{L}{6,24}(?![\p{L}\p{N}-])")]
    private static partial Regex Word();
}
