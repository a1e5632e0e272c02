using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Knowledge.Ingestion;

/// <param name="File">The file.</param>
/// <param name="Hash">Of its bytes.</param>
/// <param name="Stored">What the store holds of it; null when it is new.</param>
/// <param name="IsSameContent">Whether only its vectors are of another model.</param>
internal sealed record ChangedFile(CorpusFile File, string Hash, DocumentSummary? Stored, bool IsSameContent);

/// <param name="Changed">The file.</param>
/// <param name="Entry">The document without vectors; null when it could not be read.</param>
/// <param name="Warnings">The reader's warnings.</param>
/// <param name="Failure">Why it could not be read.</param>
internal sealed record PreparedDocument(ChangedFile Changed, DocumentEntry? Entry, IReadOnlyList<string> Warnings, string? Failure);

/// <summary>The state of one ingestion. <see cref="Prepare"/> may run on any thread; everything else on one at a time.</summary>
internal sealed class IngestionRun(
    IPassageStore store,
    IEmbeddingModel embeddings,
    CorpusOptions options,
    CorpusPlan plan,
    IReadOnlyDictionary<string, DocumentSummary> known,
    IProgress<IngestionProgress>? progress)
{
    private readonly DocumentReader _reader = new(options.MaxFileBytes);
    private readonly Splitter _splitter = new(options.Splitter);
    private readonly PassageEmbedder _embedder = new(embeddings, store, options.EmbeddingBatch);
    private readonly List<IngestionResult> _results = [.. plan.Settled];
    private readonly SortedDictionary<string, int> _reembedded = new(StringComparer.Ordinal);
    private IPassageStore? _staging;
    private IEventExtractor? _extractor;
    private string _indexVersion = "";
    private string[] _rivals = [];
    private int _reindexed;

    /// <summary>Hashes every file, builds the extractor from the register, and returns the files that there is work for.</summary>
    public async Task<IReadOnlyList<ChangedFile>> SettleUnchangedAsync(
        Func<IReadOnlyList<RegisterEntry>, IEventExtractor> createExtractor, CancellationToken cancellationToken)
    {
        var hashed = new List<(CorpusFile File, string Hash)>();
        foreach (var file in plan.Files)
        {
            try
            {
                RefuseForeignId(file);
                hashed.Add((file, await _reader.HashAsync(file, cancellationToken)));
            }
            catch (DocumentReadException exception)
            {
                Report(file, IngestionOutcome.Failed, exception.Reason);
            }
        }
        _extractor = createExtractor(ReadRegister(hashed, cancellationToken));
        _indexVersion = $"{_splitter.Version}+{TextAnalyzer.Version}+{_extractor.Version}";
        var changed = new List<ChangedFile>();
        foreach (var (file, hash) in hashed)
        {
            var stored = known.GetValueOrDefault(file.Id);
            var isSame = stored is not null && stored.ContentHash == hash && stored.Path == file.Path;
            var isIndexed = isSame && stored!.IndexVersion == _indexVersion;
            if (isIndexed && (embeddings.Profile is null || stored!.EmbeddingModel == embeddings.Profile.ModelId))
                Report(file, IngestionOutcome.Unchanged, passages: stored!.PassageCount);
            else
                changed.Add(new(file, hash, stored, isIndexed));
            if (isSame && !isIndexed)
                _reindexed++;
        }
        return changed;
    }

    private IPassageStore Target => _staging ?? store;

    /// <summary>Names what the run makes of documents; null unless everything stored was made another way.</summary>
    public string? RebuildTarget
    {
        get
        {
            var model = embeddings.Profile?.ModelId;
            var isStale = plan.IsWhole && known.Count > 0
                && known.Values.All(document => document.IndexVersion != _indexVersion || (model is not null && document.EmbeddingModel != model));
            return isStale ? $"{_indexVersion}|{model}" : null;
        }
    }

    /// <summary>From now on documents are written to a store that is being built beside the one that serves.</summary>
    /// <returns>The files that an earlier run has not built yet.</returns>
    public async Task<IReadOnlyList<ChangedFile>> BuildInAsync(
        IPassageStore staging, IReadOnlyList<ChangedFile> changed, CancellationToken cancellationToken)
    {
        _staging = staging;
        var built = (await staging.ListDocumentsAsync(cancellationToken)).ToDictionary(document => document.Id, StringComparer.Ordinal);
        var left = new List<ChangedFile>();
        foreach (var file in changed)
        {
            var done = built.GetValueOrDefault(file.File.Id);
            if (done is not null && done.Path == file.File.Path && done.IndexVersion == _indexVersion
                && done.EmbeddingModel == embeddings.Profile?.ModelId && done.ContentHash == file.Hash)
                Report(file.File, IngestionOutcome.Updated, passages: done.PassageCount);
            else
                left.Add(file);
        }
        return left;
    }

    /// <summary>Takes into a new build what the run could not make anew: unreadable files, and documents from elsewhere.</summary>
    public async Task CarryOverAsync(CancellationToken cancellationToken)
    {
        var built = (await Target.ListDocumentsAsync(cancellationToken)).Select(document => document.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var document in known.Values.Where(document => !built.Contains(document.Id)))
        {
            if (await StoreCopier.ReadEntryAsync(store, document, cancellationToken) is { } entry)
                await Target.ReplaceDocumentAsync(entry, cancellationToken);
        }
    }

    public PreparedDocument Prepare(ChangedFile changed)
    {
        var (document, warnings) = _reader.Read(changed.File);
        var passages = _splitter.Split(document);
        var events = _extractor!.Extract(document, passages);
        var entries = passages.Select(passage => new PassageEntry(passage, PassageEntry.TermsOf(document.Metadata, passage), []));
        return new(changed, new(document, _indexVersion, null, [.. entries], events), warnings, null);
    }

    public async Task WriteAsync(PreparedDocument prepared, CancellationToken cancellationToken)
    {
        var (changed, entry, warnings, failure) = prepared;
        if (entry is null)
        {
            Report(changed.File, IngestionOutcome.Failed, failure);
            return;
        }
        var vectors = await _embedder.EmbedAsync(
            [.. entry.Passages.Select(passage => passage.Passage)], changed.Stored?.EmbeddingModel, cancellationToken);
        if (vectors is null && changed.IsSameContent && _staging is null)
        {
            Report(changed.File, IngestionOutcome.Unchanged, passages: entry.Passages.Count, warnings: warnings);
            return;
        }
        if (vectors is not null)
        {
            entry = entry with
            {
                EmbeddingModel = embeddings.Profile!.ModelId,
                Passages = [.. entry.Passages.Zip(vectors, (passage, vector) => passage with { Vectors = vector })],
            };
            if (changed.Stored is { EmbeddingModel: var before } && before != entry.EmbeddingModel)
                _reembedded[before ?? ""] = _reembedded.GetValueOrDefault(before ?? "") + 1;
        }
        await Target.ReplaceDocumentAsync(entry, cancellationToken);
        Report(
            changed.File, changed.Stored is null ? IngestionOutcome.Added : IngestionOutcome.Updated,
            passages: entry.Passages.Count, warnings: warnings);
    }

    /// <summary>Removes documents whose file is gone, and those that stood under another id for a file that has one now.</summary>
    public async Task RemoveGoneAsync(CancellationToken cancellationToken)
    {
        var ids = plan.Files.Select(file => file.Id).ToHashSet(StringComparer.Ordinal);
        var paths = plan.Files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var document in known.Values.Where(document => !ids.Contains(document.Id)))
        {
            // A document from outside the corpus folder stays as long as its file does.
            var isGone = plan.IsWhole && !(Path.IsPathRooted(document.Path) && File.Exists(document.Path));
            if ((isGone || paths.Contains(document.Path)) && await Target.DeleteDocumentAsync(document.Id, cancellationToken))
                Report(new(document.Path, document.Path, document.Id), IngestionOutcome.Removed);
        }
    }

    public IngestionSummary Summarize(TimeSpan elapsed) => new()
    {
        Results = [.. _results.OrderBy(result => result.Path, StringComparer.Ordinal)],
        Notes = [.. Notes()],
        VectorsMade = _embedder.VectorsMade,
        Elapsed = elapsed,
    };

    private IEnumerable<string> Notes()
    {
        foreach (var rival in _rivals)
            yield return rival;
        foreach (var (before, count) in _reembedded)
        {
            yield return before.Length == 0
                ? $"{Documents(count)} got vectors from the embedding model {embeddings.Profile!.ModelId}."
                : $"The embedding model changed from {before} to {embeddings.Profile!.ModelId}: {Documents(count)} embedded again.";
        }
        if (_staging is not null)
            yield return "Everything was built anew and put in place at once; what served before is kept until treatybot ingest --prune.";
        if (_reindexed > 0)
            yield return $"The rules of splitting or the register changed: {Documents(_reindexed)} indexed again.";
        if (_embedder.Failure is { } failure)
            yield return $"The embedding model {embeddings.Profile!.ModelId} failed ({failure.Message}); documents were stored without vectors and "
                + "the next ingestion will add them. Check Models:Embeddings with \"doctor\".";
    }

    private static string Documents(int count) => count == 1 ? "1 document" : $"{count} documents";

    // Unchanged sheets are known from the store; of changed ones only the head is read here, and errors are told when they are processed.
    private List<RegisterEntry> ReadRegister(List<(CorpusFile File, string Hash)> hashed, CancellationToken cancellationToken)
    {
        var entries = new SortedDictionary<string, RegisterEntry>(StringComparer.Ordinal);
        if (!plan.IsWhole)
        {
            foreach (var document in known.Values.Where(document => document.Metadata.Register is not null))
                entries[document.Id] = document.Metadata.Register!;
        }
        foreach (var (file, hash) in hashed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var entry = known.GetValueOrDefault(file.Id) is { } stored && stored.ContentHash == hash
                ? stored.Metadata.Register
                : TryReadRegisterEntry(file);
            if (entry is null)
                entries.Remove(file.Id);
            else
                entries[file.Id] = entry;
        }
        _rivals = [.. entries.GroupBy(entry => entry.Value.Id, StringComparer.Ordinal).Where(group => group.Count() > 1)
            .Select(group => $"The treaty {group.Key} is declared by {string.Join(" and ", group.Select(entry => entry.Key))}; keep one register sheet of it.")];
        return [.. entries.Values];
    }

    private RegisterEntry? TryReadRegisterEntry(CorpusFile file)
    {
        try
        {
            return _reader.ReadRegisterEntry(file);
        }
        catch (DocumentReadException)
        {
            return known.GetValueOrDefault(file.Id)?.Metadata.Register;
        }
    }

    private void RefuseForeignId(CorpusFile file)
    {
        if (Path.IsPathRooted(file.Path) && known.GetValueOrDefault(file.Id) is { } other && other.Path != file.Path
            && !(Path.IsPathRooted(other.Path) && !File.Exists(other.Path)))
            throw new DocumentReadException(file.Path, $"its document id {file.Id} belongs to {other.Path}; rename one of the two files");
    }

    private void Report(
        CorpusFile file, IngestionOutcome outcome, string? reason = null, int passages = 0, IReadOnlyList<string>? warnings = null)
    {
        var result = new IngestionResult
        {
            Path = file.Path,
            DocumentId = file.Id,
            Outcome = outcome,
            Reason = reason,
            PassageCount = passages,
            Warnings = warnings ?? [],
        };
        _results.Add(result);
        var total = plan.Files.Count;
        var done = _results.Count - plan.Settled.Count;
        progress?.Report(new(Math.Min(done, total), total, result));
    }
}
