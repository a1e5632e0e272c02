using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using TreatyBot.Benchmarks.Parts;
using TreatyBot.Knowledge;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Benchmarks.Wholes;

/// <summary>
/// Question to cited answer in this process, over the shipped corpus and as many passages more as make 10,000: sentences of the corpus,
/// with their vectors, drawn and put together anew, so that they hold the words that are asked for.
/// </summary>
internal static class AnswersRun
{
    private const int Passages = 10_000;
    private const int PassagesPerDocument = 20;
    private const int SentencesPerPassage = 3;

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var services = SeedStore.Compose(Path.Combine(SeedStore.Repository, "data", "benchmarks", $"padded-{Passages}.db"));
        var store = services.GetRequiredService<IPassageStore>();
        await store.OpenAsync(cancellationToken);
        if ((await store.GetInfoAsync(cancellationToken)).PassageCount < Passages)
        {
            await services.GetRequiredService<Ingestor>().IngestAsync(null, null, cancellationToken);
            await PadAsync(store, cancellationToken);
        }

        var assistant = services.GetRequiredService<IAssistant>();
        var questions = await SeedStore.QuestionsAsync();
        foreach (var question in questions)
            await assistant.AskAsync(new(question), cancellationToken);
        var answers = new List<Answer>();
        foreach (var question in questions)
            answers.Add(await assistant.AskAsync(new(question), cancellationToken));

        Console.WriteLine($"\n{(await store.GetInfoAsync(cancellationToken)).PassageCount:N0} passages, {questions.Length} questions, one at a time, each asked once before.\n\n| | questions | p50 | p95 | p99 |\n|---|---|---|---|---|");
        Line("all", answers);
        Line("answered with citations", [.. answers.Where(answer => answer.Outcome == AnswerOutcome.Answered)]);
        Line("of these from events", [.. answers.Where(answer => answer.Answerer == "events")]);
        Line("of these from evidence, most of them read", [.. answers.Where(answer => answer.Answerer == "extractive")]);
        return 0;
    }

    private static void Line(string name, IReadOnlyCollection<Answer> answers)
    {
        var took = answers.Select(answer => answer.Elapsed.TotalMilliseconds).Order().ToList();
        string At(double share) => took.Count == 0 ? "–" : took[Math.Min(took.Count - 1, (int)(took.Count * share))].ToString("0.0", CultureInfo.InvariantCulture);
        Console.WriteLine($"| {name} | {took.Count} | {At(0.5)} | {At(0.95)} | {At(0.99)} ms |");
    }

    private static async Task PadAsync(IPassageStore store, CancellationToken cancellationToken)
    {
        var sentences = new List<(string Text, float[] Vector)>();
        await foreach (var stored in store.ReadAllPassagesAsync(cancellationToken))
        {
            var own = stored.Passage.Sentences;
            for (var i = 0; i < own.Count && stored.Vectors.Count == own.Count; i++)
                sentences.Add((own[i].In(stored.Passage), stored.Vectors[i]));
        }
        var seed = (await store.ListDocumentsAsync(cancellationToken)).First(document => document.EmbeddingModel is not null);
        var random = new Random(1);
        for (var number = 0; (await store.GetInfoAsync(cancellationToken)).PassageCount < Passages; number++)
            await store.ReplaceDocumentAsync(Document(number, sentences, seed, random), cancellationToken);
    }

    private static DocumentEntry Document(int number, List<(string Text, float[] Vector)> sentences, DocumentSummary like, Random random)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"padding/{number:D5}");
        var text = new StringBuilder();
        var passages = new List<PassageEntry>();
        for (var ordinal = 0; ordinal < PassagesPerDocument; ordinal++)
        {
            var start = text.Length;
            var drawn = Enumerable.Range(0, SentencesPerPassage).Select(_ => sentences[random.Next(sentences.Count)]).ToList();
            var spans = new List<Sentence>();
            foreach (var (sentence, _) in drawn)
            {
                text.Append(text.Length > start ? " " : "");
                spans.Add(new(text.Length, sentence.Length));
                text.Append(sentence);
            }
            var passage = text.ToString(start, text.Length - start);
            passages.Add(new(
                new()
                {
                    Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{id}#{ordinal}")))[..32],
                    DocumentId = id,
                    Ordinal = ordinal,
                    Start = start,
                    Length = passage.Length,
                    Text = passage,
                    Locator = $"¶{ordinal + 1}",
                    Sentences = spans,
                },
                TextAnalyzer.Terms(passage), [.. drawn.Select(sentence => sentence.Vector)]));
            text.Append("\n\n");
        }
        var document = new SourceDocument { Id = id, Path = id + ".md", ContentHash = id, Text = text.ToString(), Metadata = new() { Title = id } };
        return new(document, like.IndexVersion, like.EmbeddingModel, passages, []);
    }
}
