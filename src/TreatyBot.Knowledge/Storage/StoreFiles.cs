using TreatyBot.Knowledge.Storage.Sqlite;

namespace TreatyBot.Knowledge.Storage;

/// <summary>The files of an embedded store, for whoever replaces them.</summary>
public static class StoreFiles
{
    /// <summary>Moves the store's file away, with what SQLite keeps beside it, so that a new one can stand in its place. Nothing may have it open.</summary>
    /// <returns>Where it is now; null when there was none.</returns>
    /// <exception cref="StoreException">It cannot be moved.</exception>
    public static string? SetAside(string path)
    {
        var full = SqliteFile.Resolve(path);
        if (!File.Exists(full))
            return null;
        var number = 1;
        while (File.Exists($"{full}.aside-{number}"))
            number++;
        var aside = $"{full}.aside-{number}";
        try
        {
            // A log without its database would be replayed into the new one, so it goes first.
            foreach (var suffix in (string[])["-wal", "-shm", ""])
            {
                if (File.Exists(full + suffix))
                    File.Move(full + suffix, aside + suffix);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"'{full}' (setting Store:Path) cannot be set aside: {exception.Message} Stop what uses it, make its folder writable, and try again.", exception);
        }
        return aside;
    }
}
