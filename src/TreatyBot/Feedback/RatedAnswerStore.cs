using System.Text.Json;
using Microsoft.Data.Sqlite;
using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Retention;

namespace TreatyBot.Feedback;

/// <summary>Answers by the digest of the message that showed them, in a small SQLite file or in memory. Not thread-safe.</summary>
internal sealed class RatedAnswerStore : IDisposable
{
    private const int PurgeEvery = 100;
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private int _added;

    private RatedAnswerStore(string source)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Pooling = false }.ToString());
        try
        {
            _connection.Open();
            Execute("""
                pragma busy_timeout = 5000;
                pragma journal_mode = wal;
                pragma synchronous = normal;
                pragma secure_delete = on;
                create table if not exists answers (
                    number integer primary key, message text not null unique, conversation text not null, user text not null, at integer not null, answer text not null);
                create index if not exists answers_by_conversation on answers (conversation);
                """);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public static RatedAnswerStore InMemory() => new(":memory:");

    public static RatedAnswerStore At(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // SQLite gives its side files the rights of the file that it finds.
        if (!File.Exists(path))
            LineFile.Create(path, FileMode.OpenOrCreate).Dispose();
        return new(path);
    }

    public static bool IsUnusable(Exception exception) => exception is SqliteException or IOException or UnauthorizedAccessException;

    public int Add(string message, string conversation, string user, DateTimeOffset at, RatedAnswer answer, int most)
    {
        var added = Execute(
            "insert into answers (message, conversation, user, at, answer) values ($message, $conversation, $user, $at, $answer) on conflict (message) do nothing",
            ("$message", message), ("$conversation", conversation), ("$user", user), ("$at", at.ToUnixTimeSeconds()),
            ("$answer", JsonSerializer.Serialize(answer, FeedbackVote.JsonOptions)));
        if (++_added % PurgeEvery == 1)
            Execute("delete from answers where number <= (select max(number) from answers) - $most", ("$most", most));
        return added;
    }

    public RatedAnswer? Find(string message, DateTimeOffset oldest) =>
        Read("select answer from answers where message = $key and at >= $oldest", message, oldest);

    public RatedAnswer? FindLatest(string conversation, DateTimeOffset oldest) =>
        Read("select answer from answers where conversation = $key and at >= $oldest order by number desc limit 1", conversation, oldest);

    /// <param name="conversation">The digest of the conversation.</param>
    /// <param name="user">The digest of the user; null for all.</param>
    public int Erase(string conversation, string? user) => Forget(Execute(
        "delete from answers where conversation = $conversation and ($user is null or user = $user)", ("$conversation", conversation), ("$user", user)));

    public int Purge(DateTimeOffset oldest) => Forget(Execute("delete from answers where at < $oldest", ("$oldest", oldest.ToUnixTimeSeconds())));

    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        _connection.Dispose();
    }

    // What was deleted still stands in the write-ahead log until it is folded in.
    private int Forget(int count)
    {
        if (count > 0)
            Execute("pragma wal_checkpoint(truncate)");
        return count;
    }

    private RatedAnswer? Read(string sql, string key, DateTimeOffset oldest)
    {
        var command = Command(sql, [("$key", key), ("$oldest", oldest.ToUnixTimeSeconds())]);
        return command.ExecuteScalar() is string json ? JsonSerializer.Deserialize<RatedAnswer>(json, FeedbackVote.JsonOptions) : null;
    }

    private int Execute(string sql, params (string Name, object? Value)[] values)
    {
        return Command(sql, values).ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, (string Name, object? Value)[] values)
    {
        // Kept, so that SQLite reads each statement once.
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _commands[sql] = _connection.CreateCommand();
            command.CommandText = sql;
        }
        command.Parameters.Clear();
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
