using Microsoft.Extensions.Options;
using TreatyBot.Corpus;
using TreatyBot.Diagnosis;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Health;

/// <param name="Status"><c>ready</c>, <c>starting</c> or <c>unavailable</c>.</param>
/// <param name="Findings">What was looked at; for operators only.</param>
internal sealed record ReadinessReport(string Status, IReadOnlyList<Finding> Findings)
{
    public const string Ready = "ready";

    public bool IsReady => Status == Ready;
}

/// <summary>Whether the host can answer: store open, seeds in, models reachable where they are required. Looks no more often than configured. Thread-safe.</summary>
internal sealed class Readiness : IDisposable
{
    private readonly CorpusReadiness _corpus;
    private readonly IPassageStore _passages;
    private readonly ModelCallCheckUp _calls;
    private readonly HealthOptions _options;
    private readonly TimeProvider _time;
    private readonly KeptLook _store;
    private readonly KeptLook _models;

    public Readiness(CorpusReadiness corpus, IPassageStore passages, ModelCallCheckUp calls, IOptions<HealthOptions> options, TimeProvider time)
    {
        _corpus = corpus;
        _passages = passages;
        _calls = calls;
        _options = options.Value;
        _time = time;
        _store = new KeptLook(LookAtStoreAsync, _options.StoreCheckEvery, time);
        _models = new KeptLook(_calls.CheckAsync, _options.ModelCheckEvery, time);
    }

    public async Task<ReadinessReport> LookAsync(CancellationToken cancellationToken)
    {
        if (!_corpus.IsReady)
            return new("starting", [new("seeds", Verdict.Broken, _corpus.Problem ?? "being read")]);
        var findings = new List<Finding>(await LookAsync(_store, "store", cancellationToken));
        if (_options.RequireModels)
            findings.AddRange(await LookAsync(_models, "models", cancellationToken));
        var isReady = findings.TrueForAll(finding => finding.Verdict != Verdict.Broken);
        // A file that cannot be read is the operators' to mend; the rest can be answered from.
        if (_corpus.Problem is { } problem)
            findings.Add(new("seeds", Verdict.Limited, problem));
        return new(isReady ? ReadinessReport.Ready : "unavailable", findings);
    }

    public void Dispose()
    {
        _store.Dispose();
        _models.Dispose();
    }

    private async Task<IReadOnlyList<Finding>> LookAsync(KeptLook look, string subject, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await look.GetAsync(either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [new(subject, Verdict.Broken, $"did not answer within {_options.Timeout.TotalSeconds:0.#} s")];
        }
    }

    private async Task<IReadOnlyList<Finding>> LookAtStoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!await _passages.IsReadyAsync(cancellationToken))
                return [new("store", Verdict.Broken, "cannot answer now; treatybot doctor looks closer")];
            var info = await _passages.GetInfoAsync(cancellationToken);
            if (_passages.Limitation is { } limitation)
                return [new("store", Verdict.Limited, limitation)];
            return info.DocumentCount > 0
                ? [new("store", Verdict.Well, $"{info.Provider}: {info.DocumentCount} documents, {info.PassageCount} passages")]
                : [new("store", Verdict.Broken, "holds no documents; put some into Corpus:Path and run treatybot ingest")];
        }
        catch (StoreException exception)
        {
            return [new("store", Verdict.Broken, exception.Message)];
        }
    }

    /// <summary>Remembers what a look found; callers at once share one look.</summary>
    private sealed class KeptLook(Func<CancellationToken, Task<IReadOnlyList<Finding>>> look, TimeSpan keep, TimeProvider time) : IDisposable
    {
        private readonly SemaphoreSlim _gate = new(1, 1);
        private IReadOnlyList<Finding>? _findings;
        private long _at;

        public async Task<IReadOnlyList<Finding>> GetAsync(CancellationToken cancellationToken)
        {
            await _gate.WaitAsync(cancellationToken);
            try
            {
                if (_findings is null || time.GetElapsedTime(_at) >= keep)
                {
                    _findings = await look(cancellationToken);
                    _at = time.GetTimestamp();
                }
                return _findings;
            }
            finally
            {
                _gate.Release();
            }
        }

        public void Dispose() => _gate.Dispose();
    }
}
