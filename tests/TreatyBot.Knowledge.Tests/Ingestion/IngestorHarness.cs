using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Tests.Ingestion;

/// <summary>An ingestor over a real folder, with a store in memory and a model that can be scripted.</summary>
internal sealed class IngestorHarness : IDisposable
{
    public TempCorpus Corpus { get; } = new();

    public FakePassageStore Store { get; } = new();

    public FakeEmbeddingModel Model { get; } = new();

    public CorpusOptions Options { get; } = new() { EmbeddingBatch = 3 };

    /// <summary>The register that the extractor was made from, in the latest run.</summary>
    public IReadOnlyList<RegisterEntry> Register { get; private set; } = [];

    public StoreOptions StoreOptions => new() { Path = Path.Combine(Path.GetDirectoryName(Corpus.Root)!, Path.GetFileName(Corpus.Root) + ".db") };

    public IIngestionLock Lock => new FileIngestionLock(Microsoft.Extensions.Options.Options.Create(StoreOptions));

    public Task<IngestionSummary> IngestAsync(params string[] paths) => IngestAsync(null, TestContext.Current.CancellationToken, paths);

    public Task<IngestionSummary> IngestAsync(IProgress<IngestionProgress>? progress, CancellationToken cancellationToken, params string[] paths)
    {
        Options.Path = Corpus.Root;
        var ingestor = new Ingestor(
            Store, Model, CreateExtractor, Lock, Microsoft.Extensions.Options.Options.Create(Options), new FakeTimeProvider(), NullLogger<Ingestor>.Instance);
        return ingestor.IngestAsync(paths, progress, cancellationToken);
    }

    private NameExtractor CreateExtractor(IReadOnlyList<RegisterEntry> register) => new(Register = register);

    public void Dispose()
    {
        Corpus.Dispose();
        File.Delete(StoreOptions.Path + ".ingest.lock");
    }

    // Finds one event wherever a registered treaty is named.
    private sealed class NameExtractor(IReadOnlyList<RegisterEntry> register) : IEventExtractor
    {
        public string Version => string.Join(',', register.SelectMany(entry => entry.Names));

        public IReadOnlyList<TreatyEvent> Extract(SourceDocument document, IReadOnlyList<Passage> passages) =>
        [
            .. from passage in passages
               from entry in register
               where passage.Text.Contains(entry.Names[0], StringComparison.Ordinal)
               select new TreatyEvent
               {
                   DocumentId = document.Id,
                   TreatyId = entry.Id,
                   Act = TreatyAct.Sign,
                   Start = passage.Start,
                   Length = passage.Length,
               },
        ];
    }
}

/// <summary>Makes vectors from text lengths, and remembers what it was asked.</summary>
internal sealed class FakeEmbeddingModel : IEmbeddingModel, IEmbeddingGenerator<string, Embedding<float>>
{
    public List<string> Asked { get; } = [];

    public List<int> Batches { get; } = [];

    public Exception? Failure { get; set; }

    public EmbeddingProfile? Profile { get; set; } = new("fake-1", 2, PerSentence: true, 0.7);

    public IEmbeddingGenerator<string, Embedding<float>>? Generator => Profile is null ? null : this;

    public string? AbsenceReason => Profile is null ? "no model" : null;

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (Failure is not null)
            throw Failure;
        var texts = values.ToList();
        Asked.AddRange(texts);
        Batches.Add(texts.Count);
        return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(
            texts.Select(text => new Embedding<float>(new[] { MathF.Cos(text.Length), MathF.Sin(text.Length) }))));
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
