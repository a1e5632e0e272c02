using TreatyBot.Commands;
using TreatyBot.Configuration;
using TreatyBot.Corpus;
using TreatyBot.Evaluation.Calibration;
using TreatyBot.Evaluation.Metrics;
using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Evaluation.Runs;
using TreatyBot.Knowledge;
using TreatyBot.Knowledge.Answering.Generative;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Prompts;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Output;

namespace TreatyBot.Measuring;

/// <summary>Runs Q&amp;A sets: those that bring their own texts in a store of their own, the others on the user's store.</summary>
internal static class EvaluationSession
{
    private static readonly string[] RecordedSections = ["Retrieval", "Answering", "Models"];

    public static async Task<int> RunAsync(CommandContext context, EvaluationPlan plan, CancellationToken cancellationToken)
    {
        var sets = new List<QaSet>();
        foreach (var path in plan.Sets)
            sets.Add(await QaSetReader.ReadAsync(path, plan.IsStrict, cancellationToken));
        foreach (var problem in sets.SelectMany(set => set.Problems))
            await context.Error.WriteLineAsync(problem.ToString());
        if (sets.Count(set => set.Corpus is not null) is > 0 and var own && (own > 1 || sets.Count > 1))
            throw new UsageException("A set that brings its own texts, such as SQuAD, is run alone: its corpus is not that of the others.");

        var settings = sets[0].Corpus is { } corpus ? await WithCorpusAsync(context.Settings, corpus, cancellationToken) : context.Settings;
        await using var services = await ProgramServices.BuildAsync(settings, context.Error);
        await IngestionReport.EnsureCorpusAsync(services.GetRequiredService<CorpusReadiness>(), context.Error, cancellationToken);
        var store = services.GetRequiredService<IPassageStore>();
        if (sets[0].Corpus is null)
            await WarnOfDoubtfulSetsAsync(sets, store, context.Error, cancellationToken);

        var chat = services.GetRequiredService<IChatModel>();
        var runner = new EvaluationRunner(
            services.GetRequiredService<IAssistant>(), store, new LexicalSupportJudge(), services.GetRequiredService<TimeProvider>(),
            chat.Id is { } id ? new ModelSupportJudge(services.GetRequiredService<SupportJudge>(), id) : null);
        var request = new EvaluationRequest
        {
            Sets = sets,
            Parallelism = plan.Parallelism,
            AsOf = plan.AsOf,
            Configuration = Recorded(settings),
            Models = new Dictionary<string, string>
            {
                ["chat"] = chat.Id ?? "none",
                ["embeddings"] = services.GetRequiredService<IEmbeddingModel>().Profile?.ModelId ?? "none",
                ["reading"] = services.GetRequiredService<IReadingModel>().ModelId ?? "none",
            },
            Prompts = chat.Id is null ? new Dictionary<string, string>() : services.GetRequiredService<PromptLibrary>().Hashes(),
        };
        EvaluationRun run;
        using (var bar = new EvaluationProgressBar(context.Error))
            run = await runner.RunAsync(request, bar, cancellationToken);
        var gates = plan.Gates.Select(gate => gate.Check(run)).ToList();
        await EvaluationOutput.WriteAsync(run, gates, plan.Output, context.Output, cancellationToken);
        if (plan.WantedFalseAnswerRate is { } rate)
            await context.Output.WriteLineAsync(Evaluation.Reports.MetricTable.Calibration(ThresholdCalibrator.Calibrate(run, rate)).ToString());
        return gates.TrueForAll(gate => gate.Holds) ? CommandLine.Done : CommandLine.Failed;
    }

    private static async Task<IConfiguration> WithCorpusAsync(IConfiguration settings, SquadCorpus corpus, CancellationToken cancellationToken)
    {
        var folder = Path.Combine("data", "evaluation", corpus.ContentHash[..16]);
        var texts = Path.Combine(folder, "corpus");
        await corpus.WriteToAsync(texts, cancellationToken);
        var model = settings[$"{EmbeddingOptions.Section}:Provider"] ?? nameof(EmbeddingProvider.Local);
        return new ConfigurationBuilder()
            .AddConfiguration(settings)
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Corpus:Path"] = texts,
                ["Store:Provider"] = nameof(StoreProvider.Sqlite),
                ["Store:Path"] = Path.Combine(folder, $"{model.ToLowerInvariant()}.db"),
            })
            .Build();
    }

    private static async Task WarnOfDoubtfulSetsAsync(
        IEnumerable<QaSet> sets, IPassageStore store, TextWriter error, CancellationToken cancellationToken)
    {
        foreach (var set in sets)
        {
            foreach (var problem in await SetAudit.CheckAsync(set, store, cancellationToken))
                await error.WriteLineAsync($"warning: {problem}");
        }
    }

    // What bears on answers and holds no secret.
    private static Dictionary<string, string> Recorded(IConfiguration settings) => RecordedSections
        .SelectMany(section => settings.GetSection(section).AsEnumerable())
        .Where(pair => pair.Value is not null && !pair.Key.Contains("Key", StringComparison.OrdinalIgnoreCase) && !pair.Key.Contains("Secret", StringComparison.OrdinalIgnoreCase))
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .ToDictionary(pair => pair.Key, pair => pair.Value!);
}
