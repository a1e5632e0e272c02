using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using TreatyBot.Configuration;

namespace TreatyBot.Slack;

/// <summary>The file in which the bot keeps what it must know of Slack after a restart. One statement at a time. Thread-safe.</summary>
internal sealed class SlackDatabase(IOptions<SlackHostOptions> options, TimeProvider time) : IDisposable
{
    private const int PurgeEvery = 500;
    private readonly Lock _lock = new();
    private SqliteConnection? _connection;
    private int _writes;

    /// <exception cref="UsageException">The file cannot be used.</exception>
    public void EnsureUsable()
    {
        try
        {
            lock (_lock)
                Open();
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"Channels:Slack:StatePath {options.Value.StatePath}: this file cannot be used. {exception.Message} Give a path in a folder that can be written.", exception);
        }
    }

    /// <summary>How many rows were changed.</summary>
    public int Execute(string sql, params IReadOnlyList<(string Name, object? Value)> values)
    {
        lock (_lock)
        {
            var connection = Open();
            if (++_writes % PurgeEvery == 1)
                Purge(connection);
            using var command = Command(connection, sql, values);
            return command.ExecuteNonQuery();
        }
    }

    /// <summary>The first row; null when there is none.</summary>
    public object?[]? Find(string sql, params IReadOnlyList<(string Name, object? Value)> values)
    {
        lock (_lock)
        {
            using var command = Command(Open(), sql, values);
            using var reader = command.ExecuteReader();
            if (!reader.Read())
                return null;
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
            return row;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _connection?.Dispose();
            _connection = null;
        }
    }

    private SqliteConnection Open()
    {
        if (_connection is not null)
            return _connection;
        var path = Path.GetFullPath(options.Value.StatePath);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var prepare = connection.CreateCommand();
            prepare.CommandText = """
                pragma journal_mode = wal;
                pragma synchronous = normal;
                pragma busy_timeout = 5000;
                create table if not exists installations (enterprise text not null, team text not null, secret blob not null, at integer not null, primary key (enterprise, team));
                create table if not exists threads (team text not null, channel text not null, ts text not null, at integer not null, primary key (team, channel, ts)) without rowid;
                create table if not exists channels (team text not null, channel text not null, follow integer not null, mention_only integer not null, quiet integer not null, language text not null default 'auto', primary key (team, channel)) without rowid;
                create table if not exists replies (team text not null, channel text not null, ts text not null, reply text, done integer not null, at integer not null, primary key (team, channel, ts)) without rowid;
                create table if not exists used_states (id text primary key, at integer not null) without rowid;
                """;
            prepare.ExecuteNonQuery();
            // Files of versions that knew no languages.
            prepare.CommandText = "select count(*) from pragma_table_info('channels') where name = 'language'";
            if (prepare.ExecuteScalar() is 0L)
            {
                prepare.CommandText = "alter table channels add column language text not null default 'auto'";
                prepare.ExecuteNonQuery();
            }
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
        return _connection = connection;
    }

    private void Purge(SqliteConnection connection)
    {
        using var purge = Command(
            connection, "delete from threads where at < $oldest; delete from replies where at < $oldest; delete from used_states where at < $day",
            [("$oldest", (time.GetUtcNow() - options.Value.FollowFor).ToUnixTimeSeconds()), ("$day", (time.GetUtcNow() - TimeSpan.FromDays(1)).ToUnixTimeSeconds())]);
        purge.ExecuteNonQuery();
    }

    private SqliteCommand Command(SqliteConnection connection, string sql, IReadOnlyList<(string Name, object? Value)> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$at", time.GetUtcNow().ToUnixTimeSeconds());
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
