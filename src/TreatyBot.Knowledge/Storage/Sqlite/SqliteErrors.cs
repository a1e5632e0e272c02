using Microsoft.Data.Sqlite;

namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>Turns SQLite's result codes into a sentence with a mend.</summary>
internal static class SqliteErrors
{
    public const int Busy = 5;
    public const int Interrupted = 9;

    public static StoreException Translate(SqliteException exception, string path) => new(exception.SqliteErrorCode switch
    {
        Busy or 6 => $"Another process holds '{path}' (setting Store:Path) locked. Wait until it has finished, or stop it, and try again.",
        8 => $"'{path}' (setting Store:Path) is read-only. Make the file and its folder writable, or set Store:Path elsewhere.",
        10 => $"Reading or writing '{path}' (setting Store:Path) failed: {exception.Message} Check the disk, and that it is a local one.",
        11 => Damaged(path, exception.Message),
        13 => $"The disk that holds '{path}' (setting Store:Path) is full. Nothing was half-written; free some space, or set Store:Path elsewhere, and ingest again.",
        14 => $"'{path}' (setting Store:Path) cannot be opened. Check that its folder exists and is writable, or set Store:Path elsewhere.",
        26 => NotAStore(path),
        _ => $"'{path}' (setting Store:Path) could not be used: {exception.Message}",
    }, exception);

    public static string Damaged(string path, string detail) =>
        $"'{path}' (setting Store:Path) is damaged: {detail} \"treatybot ingest --rebuild\" sets it aside and ingests the corpus into a new one.";

    public static string NotAStore(string path) =>
        $"'{path}' (setting Store:Path) is not an SQLite database. It was left as it is; set Store:Path to a new file, or remove this one.";
}
