namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>Sees to it, before SQLite does, that a store can stand at a path.</summary>
internal static class SqliteFile
{
    /// <summary>Every SQLite file that is not empty begins with these sixteen bytes.</summary>
    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    /// <exception cref="StoreException">The setting is not a path.</exception>
    public static string Resolve(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException or PathTooLongException)
        {
            throw new StoreException($"The setting Store:Path is not a file path: {exception.Message}", exception);
        }
    }

    /// <summary>Creates the folder if it is absent and looks at the file if there is one.</summary>
    /// <exception cref="StoreException">No store can be kept there.</exception>
    public static void Prepare(string path)
    {
        if (Directory.Exists(path))
            throw new StoreException($"'{path}' (setting Store:Path) is a folder. Name a file in it, such as '{Path.Combine(path, "treatybot.db")}'.");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? path);
            if (!File.Exists(path))
                return;
            // An owner's write protection is meant, even where the process could override it.
            if (File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
                throw new StoreException($"'{path}' (setting Store:Path) is write-protected. Make it writable, or set Store:Path elsewhere.");
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            var head = new byte[Magic.Length];
            var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            if (length > 0 && !head.AsSpan(0, length).SequenceEqual(Magic))
                throw new StoreException(SqliteErrors.NotAStore(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                $"'{path}' (setting Store:Path) cannot be written: {exception.Message} Make the file and its folder writable, or set Store:Path elsewhere.",
                exception);
        }
    }
}
