using System.Collections.Concurrent;
using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TreatyBot.Knowledge;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Tests.Models;

/// <summary>The real composition over a small invented corpus in a folder of its own.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const string Question = "Why did Austria withdraw from the Lake Accord?";
    public const string Statement = "Austria withdrew from the Lake Accord because the inspections had stopped.";
    public const string Quote = "Austria withdrew from the Lake Accord on 9 May 2015 because the inspections had stopped.";

    private const string Sheet = """
        ---
        title: "Lake Accord: fact sheet"
        publisher: Test register
        published: 2020-01-02
        tier: register
        id: lake
        treaties: [lake]
        names: ["Lake Accord", "Accord on Naval Mines in Lakes"]
        ---
        # Lake Accord

        ## Purpose
        The Lake Accord bans naval mines on all lakes of its parties. It allows each party four inspections a year.

        ## Signature
        Switzerland and Austria signed the Lake Accord in Bern on 4 March 1999. The Lake Accord entered into force on 1 June 2001.

        ## Withdrawal
        Austria withdrew from the Lake Accord on 9 May 2015 because the inspections had stopped. Switzerland has not withdrawn from the Lake Accord.
        """;

    private readonly string _folder;
    private readonly ServiceProvider _services;

    private Bench(string folder, ServiceProvider services, LogLines logs)
    {
        _folder = folder;
        _services = services;
        Logs = logs;
    }

    public LogLines Logs { get; }

    public IAssistant Assistant => Get<IAssistant>();

    public static IReadOnlyDictionary<string, string?> NoModel { get; } = new Dictionary<string, string?>();

    /// <summary>The settings that point the chat model at a server.</summary>
    public static Dictionary<string, string?> Chat(ChatProvider provider, Uri origin) => new()
    {
        ["Models:Chat:Provider"] = provider.ToString(),
        ["Models:Chat:Endpoint"] = provider == ChatProvider.OpenAI ? $"{origin}v1" : origin.ToString(),
        ["Models:Chat:Model"] = provider == ChatProvider.Ollama ? "llama3.1" : "gpt-4o",
        ["Models:Chat:ApiKey"] = provider == ChatProvider.Ollama ? null : "key-of-a-test",
        ["Models:Chat:MaximumRetries"] = "0",
        ["Models:Chat:JudgeStatements"] = "false",
    };

    /// <param name="settings">Beyond the corpus and the store.</param>
    /// <param name="documents">File name to content, beside the fact sheet.</param>
    /// <param name="time">The clock; the machine's when null.</param>
    /// <param name="credential">The identity; DefaultAzureCredential when null.</param>
    public static async Task<Bench> CreateAsync(
        IReadOnlyDictionary<string, string?> settings, IReadOnlyDictionary<string, string>? documents = null, TimeProvider? time = null, TokenCredential? credential = null)
    {
        var folder = Directory.CreateTempSubdirectory("treatybot-models-").FullName;
        var corpus = Directory.CreateDirectory(Path.Combine(folder, "corpus"));
        await File.WriteAllTextAsync(Path.Combine(corpus.FullName, "lake.md"), Sheet);
        foreach (var (name, text) in documents ?? new Dictionary<string, string>())
            await File.WriteAllTextAsync(Path.Combine(corpus.FullName, name), text);
        var all = new Dictionary<string, string?>
        {
            ["Corpus:Path"] = corpus.FullName,
            ["Store:Path"] = Path.Combine(folder, "store.db"),
            ["Models:Embeddings:Provider"] = "None",
        };
        foreach (var (key, value) in settings)
            all[key] = value;
        var logs = new LogLines();
        var services = new ServiceCollection();
        if (time is not null)
            services.AddSingleton(time);
        if (credential is not null)
            services.AddSingleton(credential);
        var provider = services
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug).AddProvider(logs))
            .AddTreatyKnowledge(new ConfigurationBuilder().AddInMemoryCollection(all).Build())
            .BuildServiceProvider();
        var bench = new Bench(folder, provider, logs);
        await bench.Get<IPassageStore>().OpenAsync(default);
        await bench.Get<Ingestor>().IngestAsync(null, null, default);
        return bench;
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public Task<Answer> AskAsync(string question, params string[] earlier) => Assistant.AskAsync(
        new Question(question) { History = [.. earlier.Select(text => new ConversationTurn(text, null))] }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Keeps every line that is logged, exceptions included.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public string Text => string.Join('\n', Lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
