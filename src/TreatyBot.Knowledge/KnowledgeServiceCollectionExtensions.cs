using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TreatyBot.Knowledge;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Answering.Caching;
using TreatyBot.Knowledge.Answering.Events;
using TreatyBot.Knowledge.Answering.Generative;
using TreatyBot.Knowledge.Answering.Timelines;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Models.Local;
using TreatyBot.Knowledge.Models.Local.Reader;
using TreatyBot.Knowledge.Models.Remote;
using TreatyBot.Knowledge.Prompts;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Storage.Qdrant;
using TreatyBot.Knowledge.Storage.Sqlite;
using TreatyBot.Knowledge.Treaties;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what turns documents into cited answers.</summary>
public static class KnowledgeServiceCollectionExtensions
{
    /// <summary>
    /// Adds the assistant, the ingestor and what they need, bound to the sections <c>Corpus</c>, <c>Store</c>, <c>Models</c>,
    /// <c>Retrieval</c> and <c>Answering</c>. The store must be opened before the first question.
    /// </summary>
    public static IServiceCollection AddTreatyKnowledge(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddValidatedOptions<CorpusOptions>(configuration, CorpusOptions.Section);
        services.AddValidatedOptions<StoreOptions>(configuration, StoreOptions.Section);
        services.AddValidatedOptions<ChatModelOptions>(configuration, ChatModelOptions.Section);
        services.AddSingleton<IValidateOptions<ChatModelOptions>, ChatModelOptionsValidator>();
        services.AddSingleton<IValidateOptions<EmbeddingOptions>, EmbeddingOptionsValidator>();
        services.AddOptions<StoreOptions>().Validate(
            options => options.Provider != StoreProvider.Qdrant || options.Endpoint is { IsAbsoluteUri: true, Scheme: "http" or "https" },
            "Store:Endpoint must be Qdrant's http or https address, such as http://127.0.0.1:6333, when Store:Provider is Qdrant.");
        services.AddValidatedOptions<QdrantOptions>(configuration, QdrantOptions.Section);
        services.AddValidatedOptions<EmbeddingOptions>(configuration, EmbeddingOptions.Section);
        services.AddValidatedOptions<LocalModelOptions>(configuration, LocalModelOptions.Section);
        services.AddValidatedOptions<ReadingOptions>(configuration, ReadingOptions.Section);
        services.AddValidatedOptions<RetrievalOptions>(configuration, RetrievalOptions.Section);
        services.AddValidatedOptions<AnsweringOptions>(configuration, AnsweringOptions.Section);

        services.TryAddSingleton<SqlitePassageStore>();
        services.TryAddSingleton<QdrantPassageStore>();
        services.TryAddSingleton<IPassageStore>(provider => provider.GetRequiredService<IOptions<StoreOptions>>().Value.Provider switch
        {
            StoreProvider.Qdrant => CreateQdrantStore(provider),
            _ => provider.GetRequiredService<SqlitePassageStore>(),
        });
        services.TryAddSingleton<IEmbeddingModel>(CreateEmbeddingModel);
        services.TryAddSingleton(CreateReadingModel);
        services.TryAddSingleton<IChatModel>(provider => ActivatorUtilities.CreateInstance<ConfiguredChatModel>(provider));
        services.TryAddSingleton<ModelProbe>();
        services.TryAddSingleton<PromptLibrary>();
        services.TryAddSingleton<PromptRunner>();
        services.TryAddSingleton<IIngestionLock, FileIngestionLock>();
        services.TryAddSingleton<Func<IReadOnlyList<RegisterEntry>, IEventExtractor>>(
            _ => entries => new EventExtractor(new TreatyCatalogue(entries)));
        services.TryAddSingleton<Ingestor>();

        services.TryAddSingleton<DocumentDirectory>();
        services.TryAddSingleton<PassageCache>();
        services.TryAddSingleton<CatalogueProvider>();
        services.TryAddSingleton<CorpusNames>();
        services.TryAddSingleton<QueryExpansion>();
        services.TryAddSingleton<CorpusVocabulary>();
        services.TryAddSingleton<DocumentFactsReader>();
        services.TryAddSingleton<SpellingMender>();
        services.TryAddSingleton<QueryBuilder>();
        services.TryAddSingleton<Retriever>();
        services.TryAddSingleton<EvidenceRanker>();
        services.TryAddSingleton<EvidenceFitter>();
        services.TryAddSingleton<EvidenceReader>();
        services.TryAddSingleton<CitationChecker>();
        services.TryAddSingleton<AnswerAssembler>();
        services.TryAddSingleton<Abstainer>();
        services.TryAddSingleton<EventSources>();
        services.TryAddSingleton(provider => new SupportJudge(provider.GetRequiredService<PromptLibrary>(), provider.GetRequiredService<PromptRunner>()));
        services.TryAddSingleton<QuestionUnderstanding>();
        services.AddSingleton<IAnswerer, GenerativeAnswerer>();
        services.TryAddSingleton<TimelineBuilder>();
        services.AddSingleton<IAnswerer, ClauseClockAnswerer>();
        services.AddSingleton<IAnswerer, AlternativesAnswerer>();
        services.AddSingleton<IAnswerer, EventAnswerer>();
        services.AddSingleton<IAnswerer, MembershipAnswerer>();
        services.AddSingleton<IAnswerer, OverviewAnswerer>();
        services.AddSingleton<IAnswerer, ExtractiveAnswerer>();
        services.TryAddSingleton<IAssistant, Assistant>();
        return services;
    }

    /// <summary>
    /// Lets the assistant give an answer again that it made by rules over the same corpus; bound to <c>Answering:Cache</c>. For hosts that
    /// many ask: such an answer comes without its trace.
    /// </summary>
    public static IServiceCollection AddAnswerCache(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidatedOptions<AnswerCacheOptions>(configuration, AnswerCacheOptions.Section);
        services.TryAddSingleton<AnswerCache>();
        return services.AddSingleton<IAssistant>(provider => ActivatorUtilities.CreateInstance<CachedAssistant>(provider, ActivatorUtilities.CreateInstance<Assistant>(provider)));
    }

    /// <summary>Binds a section and checks its annotations at start; the failure names section and key.</summary>
    public static IServiceCollection AddValidatedOptions<TOptions>(this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class
    {
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }

    private static IPassageStore CreateQdrantStore(IServiceProvider services)
    {
        var store = services.GetRequiredService<QdrantPassageStore>();
        if (services.GetRequiredService<IOptions<QdrantOptions>>().Value.LocalCopy is not { Length: > 0 } path)
            return store;
        var time = services.GetRequiredService<TimeProvider>();
        var copy = new SqlitePassageStore(
            Microsoft.Extensions.Options.Options.Create(new StoreOptions { Path = path }), time, services.GetRequiredService<ILogger<SqlitePassageStore>>());
        return new FallbackPassageStore(store, copy, time, services.GetRequiredService<ILogger<FallbackPassageStore>>());
    }

    private static IReadingModel CreateReadingModel(IServiceProvider services) =>
        services.GetRequiredService<IOptions<ReadingOptions>>().Value.Provider == ReadingProvider.None
            ? new NoReadingModel()
            : ActivatorUtilities.CreateInstance<LocalReadingModel>(services);

    private static IEmbeddingModel CreateEmbeddingModel(IServiceProvider services) =>
        services.GetRequiredService<IOptions<EmbeddingOptions>>().Value.Provider switch
        {
            EmbeddingProvider.None => new NoEmbeddingModel(),
            EmbeddingProvider.Ollama or EmbeddingProvider.AzureOpenAI or EmbeddingProvider.OpenAI => ActivatorUtilities.CreateInstance<RemoteEmbeddingModel>(services),
            _ => new LocalEmbeddingModel(
                services.GetRequiredService<IOptions<LocalModelOptions>>(), services.GetRequiredService<ILogger<LocalEmbeddingModel>>()),
        };
}
