using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Benchmarks.Parts;

/// <summary>The shipped corpus in a store of its own, and the questions of the shipped set.</summary>
internal static class SeedStore
{
    public static string Repository { get; } = FindRepository();

    public static string Path { get; } = System.IO.Path.Combine(Repository, "data", "benchmarks", "seeds.db");

    public static async Task<ServiceProvider> OpenAsync()
    {
        var services = Compose(Path);
        await services.GetRequiredService<IPassageStore>().OpenAsync(CancellationToken.None);
        await services.GetRequiredService<Ingestor>().IngestAsync(null, null, CancellationToken.None);
        return services;
    }

    /// <summary>All that answers, over a store of that path.</summary>
    public static ServiceProvider Compose(string path)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Corpus:Path"] = System.IO.Path.Combine(Repository, "seeds"),
            ["Store:Path"] = path,
            ["Models:Embeddings:Provider"] = "Local",
        }).Build();
        return new ServiceCollection().AddLogging().AddTreatyKnowledge(settings).BuildServiceProvider();
    }

    public static async Task<string[]> QuestionsAsync()
    {
        var set = await QaSetReader.ReadAsync(System.IO.Path.Combine(Repository, "tests", "qa", "register.jsonl"), strict: false, CancellationToken.None);
        return [.. set.Questions.Where(question => question.History.Count == 0).Select(question => question.Question)];
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "TreatyBot.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The benchmarks do not run inside the repository.");
    }
}

/// <summary>The query that FTS5 offers by itself: any of the terms, best first by its own BM25, on the very table the store has.</summary>
internal sealed class BareFts : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _command;

    public BareFts(string path)
    {
        _connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        _connection.Open();
        _command = _connection.CreateCommand();
        _command.CommandText = "select rowid from passage_terms where passage_terms match $query order by bm25(passage_terms) limit 80";
        _command.Parameters.AddWithValue("$query", "");
    }

    public int Find(IEnumerable<string> terms)
    {
        _command.Parameters[0].Value = string.Join(" OR ", terms.Select(term => $"\"{term}\""));
        using var reader = _command.ExecuteReader();
        var count = 0;
        while (reader.Read())
            count++;
        return count;
    }

    public void Dispose()
    {
        _command.Dispose();
        _connection.Dispose();
    }
}
