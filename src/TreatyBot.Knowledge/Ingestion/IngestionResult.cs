namespace TreatyBot.Knowledge.Ingestion;

public enum IngestionOutcome
{
    Added,
    Updated,
    Unchanged,

    /// <summary>The file is gone and its document left the store.</summary>
    Removed,

    /// <summary>The file could not be read or stored; what the store held of it stays.</summary>
    Failed,

    /// <summary>Not a document.</summary>
    Skipped,
}

/// <summary>What became of one file.</summary>
public sealed record IngestionResult
{
    /// <summary>Below the corpus folder, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>Null when the file has none: it was skipped or does not exist.</summary>
    public string? DocumentId { get; init; }

    public required IngestionOutcome Outcome { get; init; }

    /// <summary>Why it failed or was skipped, with the mend, without the file's name.</summary>
    public string? Reason { get; init; }

    public int PassageCount { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>What became of a run.</summary>
public sealed record IngestionSummary
{
    /// <summary>One a file, in order of path.</summary>
    public required IReadOnlyList<IngestionResult> Results { get; init; }

    /// <summary>What concerns the whole run, in sentences: a changed embedding model, one that failed.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>How many vectors were computed rather than kept.</summary>
    public required int VectorsMade { get; init; }

    public required TimeSpan Elapsed { get; init; }

    public int Count(IngestionOutcome outcome) => Results.Count(result => result.Outcome == outcome);

    public bool HasFailures => Count(IngestionOutcome.Failed) > 0;
}

/// <param name="Done">Files dealt with.</param>
/// <param name="Total">Files in all.</param>
/// <param name="Latest">What became of the latest one.</param>
public sealed record IngestionProgress(int Done, int Total, IngestionResult Latest);
