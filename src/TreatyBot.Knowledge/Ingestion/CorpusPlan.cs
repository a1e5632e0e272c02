namespace TreatyBot.Knowledge.Ingestion;

/// <summary>Which files a run is about.</summary>
/// <param name="Files">The files, ordered by id.</param>
/// <param name="Settled">Results that need no reading: skipped files and paths that lead nowhere.</param>
/// <param name="IsWhole">Whether the run covers the whole corpus, so that what it does not find is gone.</param>
internal sealed record CorpusPlan(IReadOnlyList<CorpusFile> Files, IReadOnlyList<IngestionResult> Settled, bool IsWhole)
{
    /// <exception cref="IngestionException">The corpus is needed and does not exist.</exception>
    public static CorpusPlan Make(string corpusPath, IReadOnlyList<string>? paths)
    {
        if (paths is null or [])
            return Whole(CorpusFiles.Find(corpusPath));
        var root = Normal(corpusPath);
        var corpus = Directory.Exists(root) || File.Exists(root) ? CorpusFiles.Find(corpusPath) : new([], []);
        var files = new Dictionary<string, CorpusFile>(StringComparer.Ordinal);
        var settled = new List<IngestionResult>();
        foreach (var path in paths)
        {
            var full = Normal(path);
            if (full == root)
                return Whole(corpus);
            var (found, skipped) = full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                ? Inside(corpus, root, full)
                : Outside(full);
            settled.AddRange(skipped.Select(Skipped));
            foreach (var file in found)
                files[file.FullPath] = file;
            if (found.Count == 0 && skipped.Count == 0)
                settled.Add(Missing(path, full));
        }
        return new([.. files.Values.OrderBy(file => file.Id, StringComparer.Ordinal)], settled, IsWhole: false);
    }

    private static CorpusPlan Whole(CorpusFiles corpus) => new(corpus.Files, [.. corpus.Skipped.Select(Skipped)], IsWhole: true);

    // Ids come from the whole corpus, so that they are the same whichever part of it is ingested.
    private static (List<CorpusFile> Files, List<SkippedFile> Skipped) Inside(CorpusFiles corpus, string root, string full)
    {
        bool IsAsked(string path) => path == full || path.StartsWith(full + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return ([.. corpus.Files.Where(file => IsAsked(file.FullPath))],
            [.. corpus.Skipped.Where(file => IsAsked(Path.Combine(root, file.Path)))]);
    }

    private static (List<CorpusFile> Files, List<SkippedFile> Skipped) Outside(string full)
    {
        if (!File.Exists(full) && !Directory.Exists(full))
            return ([], []);
        var found = CorpusFiles.Find(full);
        return ([.. found.Files.Select(file => file with { Path = file.FullPath.Replace('\\', '/') })],
            [.. found.Skipped.Select(file => file with { Path = $"{full}/{file.Path}".Replace('\\', '/') })]);
    }

    private static IngestionResult Skipped(SkippedFile file) =>
        new() { Path = file.Path, Outcome = IngestionOutcome.Skipped, Reason = file.Reason };

    private static IngestionResult Missing(string path, string full) => Directory.Exists(full)
        ? new() { Path = path, Outcome = IngestionOutcome.Skipped, Reason = "the folder holds no documents" }
        : new() { Path = path, Outcome = IngestionOutcome.Failed, Reason = "there is no such file or folder; check the path" };

    private static string Normal(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
