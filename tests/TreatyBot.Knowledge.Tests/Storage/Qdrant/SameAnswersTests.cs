using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Storage.Sqlite;
using TreatyBot.Knowledge.Tests.Models.Local;
using TreatyBot.Knowledge.Tests.Storage.Qdrant.Loopback;

namespace TreatyBot.Knowledge.Tests.Storage.Qdrant;

/// <summary>The corpus in both stores gives the same answers with the same citations; and what the asker sees when Qdrant is away.</summary>
public sealed class SameAnswersTests : IDisposable
{
    /// <summary>What answers of the sets are measured by, so that no day of the calendar changes what is compared.</summary>
    private static readonly DateOnly AsOf = new(2026, 11, 23);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("treatybot-same-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Assistant_OnBothStores_AnswersTheSame()
    {
        LocalModel.SkipIfAbsent();
        await using var server = await FakeQdrant.StartAsync(() => FakeQdrant.With(validates: false));
        await using var sqlite = await StartAsync("Sqlite", null);
        await using var qdrant = await StartAsync("Qdrant", server);
        var differences = new List<string>();
        var figures = new List<string>();
        var asked = 0;

        foreach (var set in Directory.GetFiles(Path.Combine(Repository.Root, "tests", "qa"), "*.jsonl").Order(StringComparer.Ordinal))
        {
            var (before, questions) = (differences.Count, await File.ReadAllLinesAsync(set, Cancellation));
            foreach (var line in questions)
            {
                var (id, question) = Read(line);
                var expected = await Ask(sqlite, question);
                var found = await Ask(qdrant, question);
                if (expected != found)
                    differences.Add($"{id}: {question.Text}\n  {expected}\n  {found}");
            }
            asked += questions.Length;
            figures.Add($"{Path.GetFileName(set)}: {questions.Length} questions, {differences.Count - before} differences");
        }

        var report = string.Join('\n', [.. figures, .. differences]);
        TestContext.Current.TestOutputHelper?.WriteLine(report);
        asked.ShouldBeGreaterThan(600);
        ((asked - differences.Count) / (double)asked).ShouldBeGreaterThanOrEqualTo(0.995, report);
        (await Info(qdrant)).ShouldBe(await Info(sqlite));
    }

    [Fact]
    public async Task Asker_WhenQdrantIsAway_GetsAPlainSentence()
    {
        await using var server = await FakeQdrant.StartAsync();
        await using var services = await StartAsync("Qdrant", server, ("Models:Embeddings:Provider", "None"));
        var assistant = services.GetRequiredService<IAssistant>();
        await server.DisposeAsync();

        var answer = await assistant.AskAsync(new Question("When did Russia leave the CFE Treaty?"), Cancellation);

        answer.Abstention!.Reason.ShouldBe(AbstentionReason.Unavailable);
        answer.Text.ShouldBe("I can't look anything up just now, because my document store does not answer. Please ask again in a few minutes.");
    }

    [Fact]
    public async Task Asker_WhenQdrantIsAwayAndThereIsACopy_GetsItsAnswerAndTheNote()
    {
        await using var server = await FakeQdrant.StartAsync();
        var copy = Path.Combine(_folder.FullName, "copy.db");
        await using var services = await StartAsync("Qdrant", server, ("Models:Embeddings:Provider", "None"), ("Store:Qdrant:LocalCopy", copy), ("Store:Qdrant:RetryDelay", "00:00:00"));
        await using (var file = ActivatorUtilities.CreateInstance<SqlitePassageStore>(services, Microsoft.Extensions.Options.Options.Create(new StoreOptions { Path = copy })))
        {
            await file.OpenAsync(Cancellation);
            await StoreCopier.CopyAsync(services.GetRequiredService<IPassageStore>(), file, false, null, Cancellation);
        }
        var assistant = services.GetRequiredService<IAssistant>();
        var before = await assistant.AskAsync(new Question("When did Russia leave the CFE Treaty?"), Cancellation);
        await server.DisposeAsync();

        var after = await assistant.AskAsync(new Question("When did Russia leave the CFE Treaty?"), Cancellation);

        before.Notes.ShouldNotContain(note => note.Kind == NoteKind.Fallback);
        (after.Outcome, after.Text).ShouldBe((AnswerOutcome.Answered, before.Text));
        after.Notes.ShouldContain(note => note.Kind == NoteKind.Fallback && note.Text.Contains("local copy"));
    }

    private async Task<ServiceProvider> StartAsync(string provider, FakeQdrant? server, params (string Key, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Corpus:Path"] = Path.Combine(Repository.Root, "seeds"),
            ["Store:Provider"] = provider,
            ["Store:Path"] = Path.Combine(_folder.FullName, provider + ".db"),
            ["Store:Endpoint"] = server?.Endpoint.ToString(),
            ["Models:Embeddings:Local:Folder"] = LocalModel.Folder,
        };
        foreach (var (key, value) in more)
            settings[key] = value;
        var services = new ServiceCollection().AddLogging()
            .AddTreatyKnowledge(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        await services.GetRequiredService<IPassageStore>().OpenAsync(Cancellation);
        (await services.GetRequiredService<Ingestor>().IngestAsync(null, null, Cancellation)).HasFailures.ShouldBeFalse();
        return services;
    }

    private static (string Id, Question Question) Read(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var history = root.TryGetProperty("history", out var turns) ? turns.EnumerateArray().Select(turn => new ConversationTurn(turn.GetString()!, null)).ToList() : [];
        var asOf = root.TryGetProperty("asOf", out var day) ? DateOnly.Parse(day.GetString()!, CultureInfo.InvariantCulture) : AsOf;
        return (root.GetProperty("id").GetString()!, new(root.GetProperty("question").GetString()!) { AsOf = asOf, History = history });
    }

    private static async Task<string> Ask(IServiceProvider services, Question question)
    {
        var answer = await services.GetRequiredService<IAssistant>().AskAsync(question, Cancellation);
        return string.Join('|', [answer.Outcome.ToString(), answer.ShortAnswer, answer.Text, .. answer.Citations.Select(citation => $"{citation.DocumentId}@{citation.Start}+{citation.Length}")]);
    }

    private static async Task<string> Info(IServiceProvider services)
    {
        var info = await services.GetRequiredService<IPassageStore>().GetInfoAsync(Cancellation);
        return $"{info.DocumentCount} {info.PassageCount} {info.VectorCount} {info.CorpusHash} {await StoreCopier.ChecksumAsync(services.GetRequiredService<IPassageStore>(), Cancellation)}";
    }
}
