using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TreatyBot.Corpus;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Corpus;

/// <summary>Real files of a real folder. Time passes only while a test waits for a run, so that no run comes while files are being changed.</summary>
public sealed class CorpusWatcherTests
{
    private const string Note = """
        ---
        title: A note on the Treaty of Utopia
        published: 2020-01-02
        tier: press
        ---
        The Treaty of Utopia on unmanned gliders was signed in {0} on 4 May 2011. Its parties met again a year later.
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Change_WhileServing_CountsWithoutARestart()
    {
        await using var watched = await Watched.StartAsync();

        watched.Write("utopia.md", "Lisbon");
        (await watched.ReloadedAsync()).Count(IngestionOutcome.Added).ShouldBe(1);
        (await watched.AskAsync()).ShouldContain("Lisbon");

        watched.Write("utopia.md", "Geneva");
        await watched.UntilAsync(summary => summary.Count(IngestionOutcome.Updated) == 1);
        (await watched.AskAsync()).ShouldContain("Geneva");

        File.Delete(watched.Path("utopia.md"));
        await watched.UntilAsync(summary => summary.Count(IngestionOutcome.Removed) == 1);
        (await watched.AskAsync()).ShouldNotContain("Geneva");
    }

    [Fact]
    public async Task BrokenFile_LeavesTheOldContentAndIsNamed()
    {
        await using var watched = await Watched.StartAsync();
        watched.Write("utopia.md", "Lisbon");
        await watched.UntilAsync(summary => summary.Count(IngestionOutcome.Added) == 1);

        await File.WriteAllTextAsync(watched.Path("utopia.md"), "---\ntitle: x\npublished: someday\n---\nNothing.", Token);
        await watched.UntilAsync(summary => summary.HasFailures);

        (await watched.AskAsync()).ShouldContain("Lisbon");
        watched.Host.Log.ToString().ShouldContain("Could not ingest utopia.md");
        watched.Host.Services.GetRequiredService<CorpusReadiness>().Problem.ShouldNotBeNull().ShouldContain("utopia.md");
    }

    [Fact]
    public async Task ManyChangesAtOnce_AreOneRun()
    {
        await using var watched = await Watched.StartAsync();
        var watcher = watched.Host.Services.GetRequiredService<CorpusWatcher>();

        watcher.Touch();
        await watched.Time.WaitedAsync(CorpusWatcher.Quiet);
        for (var change = 0; change < 20; change++)
            watcher.Touch();
        watched.Time.Advance(CorpusWatcher.Quiet);
        await watched.Time.ElapseAsync(CorpusWatcher.Quiet);
        await watched.ReloadedAsync();

        watched.Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task EmptiedFolder_IsTakenForAFault_AndTheStoreServesOn()
    {
        await using var watched = await Watched.StartAsync();
        foreach (var file in Directory.EnumerateFiles(watched.Path(""), "*.md", SearchOption.AllDirectories))
            File.Delete(file);

        watched.Host.Services.GetRequiredService<CorpusWatcher>().Touch();
        var corpus = watched.Host.Services.GetRequiredService<CorpusReadiness>();
        await watched.PassUntilAsync(() => corpus.Problem?.Contains("holds no documents", StringComparison.Ordinal) == true);

        ((string?)(await watched.Host.SayAsync("When was the INF Treaty signed?"))["text"]).ShouldNotBeNull().ShouldContain("8 December 1987");
    }

    [Fact]
    public async Task StoreInsideTheFolder_DoesNotSetOffRuns()
    {
        await using var watched = await Watched.StartAsync();
        watched.Write("utopia.md", "Lisbon");
        await watched.ReloadedAsync();

        await File.WriteAllTextAsync(watched.Path("other.db-wal"), "x", Token);
        await File.WriteAllTextAsync(watched.Path("other.lock"), "x", Token);
        watched.Write("atlantis.md", "Madrid");
        await watched.UntilAsync(summary => summary.Results.Any(result => result is { Path: "atlantis.md", Outcome: IngestionOutcome.Added }));

        (await watched.AskAsync()).ShouldNotBeEmpty();
    }

    private sealed class Watched : IAsyncDisposable
    {
        private readonly Channel<IngestionSummary> _runs = Channel.CreateUnbounded<IngestionSummary>();
        private Task? _waited;

        public TestHost Host { get; private set; } = null!;

        public PassingTime Time { get; } = new();

        public int Waiting => _runs.Reader.Count;

        public static async Task<Watched> StartAsync()
        {
            var watched = new Watched();
            watched.Host = await TestHost.StartAsync(
                new() { ["Corpus:Watch"] = "true" }, services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(watched.Time)));
            watched.Host.Services.GetRequiredService<CorpusWatcher>().Reloaded += summary => watched._runs.Writer.TryWrite(summary);
            return watched;
        }

        public string Path(string name) => System.IO.Path.Combine(Host.Folder["corpus"], name);

        public void Write(string name, string city) => File.WriteAllText(Path(name), Note.Replace("{0}", city, StringComparison.Ordinal));

        public async Task<IngestionSummary> ReloadedAsync()
        {
            IngestionSummary? run = null;
            await PassUntilAsync(() => _runs.Reader.TryRead(out run));
            return run!;
        }

        /// <summary>Lets the watcher's waits for quiet pass, one by one, until something is so.</summary>
        public async Task PassUntilAsync(Func<bool> isReached)
        {
            while (!isReached())
            {
                Token.ThrowIfCancellationRequested();
                _waited ??= Time.WaitedAsync(CorpusWatcher.Quiet);
                if (_waited.IsCompleted)
                {
                    await _waited;
                    _waited = null;
                    Time.Advance(CorpusWatcher.Quiet);
                }

                await Task.Yield();
            }
        }

        public async Task UntilAsync(Func<IngestionSummary, bool> isExpected)
        {
            while (!isExpected(await ReloadedAsync()))
            {
            }
        }

        public async Task<string> AskAsync() => (string?)(await Host.SayAsync("Where was the Treaty of Utopia signed?"))["text"] ?? "";

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
