using System.Text;

namespace TreatyBot.Retention;

/// <summary>Takes lines out of a file of lines: the file is replaced as a whole or stays as it was.</summary>
internal static class LineFile
{
    /// <summary>Readable to the program's user alone: such files hold what people wrote.</summary>
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <param name="path">A file that nobody else writes meanwhile; one that is not there has no lines.</param>
    /// <param name="goes">Says of a line whether it goes.</param>
    /// <returns>How many went.</returns>
    public static int Remove(string path, Func<string, bool> goes)
    {
        if (!File.Exists(path))
            return 0;
        var kept = new List<string>();
        var gone = 0;
        foreach (var line in File.ReadLines(path))
        {
            if (goes(line))
                gone++;
            else
                kept.Add(line);
        }
        if (gone == 0)
            return 0;
        var temporary = path + ".tmp";
        using (var file = Create(temporary, FileMode.Create))
        {
            using (var writer = new StreamWriter(file, new UTF8Encoding(false), leaveOpen: true))
            {
                foreach (var line in kept)
                    writer.Write(line + '\n');
            }
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
        return gone;
    }

    /// <summary>Opens for writing; a new file is private.</summary>
    public static FileStream Create(string path, FileMode mode, FileAccess access = FileAccess.Write)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Private;
        return new FileStream(path, options);
    }
}
