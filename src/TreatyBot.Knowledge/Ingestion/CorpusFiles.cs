namespace TreatyBot.Knowledge.Ingestion;

/// <param name="FullPath">Where the file is.</param>
/// <param name="Path">Below the corpus folder, with forward slashes; the full path for a file from elsewhere.</param>
/// <param name="Id">The document id.</param>
public sealed record CorpusFile(string FullPath, string Path, string Id);

/// <param name="Path">Below the corpus folder, with forward slashes.</param>
/// <param name="Reason">Why it is no document.</param>
public sealed record SkippedFile(string Path, string Reason);

/// <summary>The documents of a folder, ordered by id, and what was passed over.</summary>
public sealed record CorpusFiles(IReadOnlyList<CorpusFile> Files, IReadOnlyList<SkippedFile> Skipped)
{
    /// <summary>
    /// Finds the documents below a folder, or the one that <paramref name="root"/> is itself. A document's id is its path without
    /// extension; where several files would share one, all of them keep their extension. Links are followed to files inside the
    /// folder only.
    /// </summary>
    /// <exception cref="IngestionException">There is no such file or folder, or it may not be listed.</exception>
    public static CorpusFiles Find(string root)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        if (File.Exists(full))
            return new([new(full, Path.GetFileName(full), Path.GetFileNameWithoutExtension(full))], []);
        if (!Directory.Exists(full))
            throw new IngestionException($"{root}: there is no such file or folder; set Corpus:Path to the folder that holds the documents");
        var paths = new List<string>();
        var skipped = new List<SkippedFile>();
        try
        {
            Walk(full, full, paths, skipped);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IngestionException($"{root}: the folder cannot be listed ({exception.Message})", exception);
        }
        var stems = paths.CountBy(Stem, StringComparer.OrdinalIgnoreCase).ToDictionary(StringComparer.OrdinalIgnoreCase);
        var files = paths
            .Select(path => new CorpusFile(Path.Combine(full, path), path, stems[Stem(path)] > 1 ? path : Stem(path)))
            .OrderBy(file => file.Id, StringComparer.Ordinal);
        return new([.. files], [.. skipped.OrderBy(file => file.Path, StringComparer.Ordinal)]);
    }

    private static void Walk(string root, string folder, List<string> paths, List<SkippedFile> skipped)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.TopDirectoryOnly))
        {
            var path = Path.GetRelativePath(root, entry.FullName).Replace('\\', '/');
            if (ReasonToSkip(root, entry) is { } reason)
                skipped.Add(new(path, reason));
            else if (entry is DirectoryInfo)
                WalkOrSkip(root, entry.FullName, path, paths, skipped);
            else
                paths.Add(path);
        }
    }

    private static void WalkOrSkip(string root, string folder, string path, List<string> paths, List<SkippedFile> skipped)
    {
        try
        {
            Walk(root, folder, paths, skipped);
        }
        catch (UnauthorizedAccessException)
        {
            skipped.Add(new(path, "the folder may not be listed"));
        }
    }

    private static string? ReasonToSkip(string root, FileSystemInfo entry)
    {
        if (entry.Name.StartsWith('.') || entry.Attributes.HasFlag(FileAttributes.Hidden))
            return "hidden";
        if (entry.Name.StartsWith("~$", StringComparison.Ordinal))
            return "a program's temporary file";
        if (entry.LinkTarget is not null && !IsLinkInside(root, entry))
            return entry is DirectoryInfo ? "a link to a folder" : "a link that leaves the corpus folder or leads nowhere";
        if (entry is FileInfo && !DocumentReader.Supports(entry.Name))
            return $"not a document type ({string.Join(", ", DocumentReader.SupportedExtensions)})";
        return null;
    }

    private static bool IsLinkInside(string root, FileSystemInfo link)
    {
        try
        {
            if (link.ResolveLinkTarget(returnFinalTarget: true) is not FileInfo { Exists: true } target)
                return false;
            var folder = target.Directory;
            // Every folder on the way up must be a real one: a link among them could lead anywhere.
            while (folder is not null && folder.FullName != root)
            {
                if (folder.LinkTarget is not null)
                    return false;
                folder = folder.Parent;
            }
            return folder is not null;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string Stem(string path) => path[..^Path.GetExtension(path).Length];
}
