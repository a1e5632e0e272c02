using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>A connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    /// <summary>How long one attempt to become the writer waits before it looks whether it has been cancelled; the provider knows no less.</summary>
    private static readonly TimeSpan BusyStep = TimeSpan.FromSeconds(1);

    private const int InstructionsBetweenChecks = 10_000;

    private readonly SqliteConnection _connection;
    private readonly int _busyAttempts;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    public SqliteSession(string path, TimeSpan busyTimeout)
    {
        _busyAttempts = Math.Max(1, (int)(busyTimeout / BusyStep));
        _connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = (int)BusyStep.TotalSeconds }.ToString());
        try
        {
            _connection.Open();
            ExecuteScript(string.Create(CultureInfo.InvariantCulture, $"""
                PRAGMA busy_timeout = {BusyStep.TotalMilliseconds};
                PRAGMA foreign_keys = ON;
                PRAGMA synchronous = NORMAL;
                PRAGMA temp_store = MEMORY;
                PRAGMA cache_size = -16000;
                CREATE VIRTUAL TABLE temp.passage_instances USING fts5vocab (main, passage_terms, instance);
                """));
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs several statements that have no parameters.</summary>
    public void ExecuteScript(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Prepare(sql, parameters).ExecuteNonQuery();

    public SqliteDataReader Query(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Prepare(sql, parameters).ExecuteReader();

    public T Scalar<T>(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var reader = Query(sql, parameters);
        reader.Read();
        return reader.GetFieldValue<T>(0);
    }

    /// <summary>Runs <paramref name="work"/> on one snapshot of the database.</summary>
    public T Read<T>(Func<T> work, CancellationToken cancellationToken) => InTransaction("BEGIN", work, cancellationToken);

    /// <summary>Runs <paramref name="work"/> as the only writer; all of it happens, or nothing.</summary>
    public void Write(Action work, CancellationToken cancellationToken)
    {
        InTransaction("BEGIN IMMEDIATE", () =>
        {
            work();
            return 0;
        }, cancellationToken);
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        _connection.Dispose();
    }

    private T InTransaction<T>(string begin, Func<T> work, CancellationToken cancellationToken)
    {
        // Asked while statements run; an interruption from another thread would be lost between two statements.
        if (cancellationToken.CanBeCanceled)
            raw.sqlite3_progress_handler(_connection.Handle, InstructionsBetweenChecks, _ => cancellationToken.IsCancellationRequested ? 1 : 0, null);
        try
        {
            Begin(begin, cancellationToken);
            var result = work();
            cancellationToken.ThrowIfCancellationRequested();
            Execute("COMMIT");
            return result;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == SqliteErrors.Interrupted)
        {
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
        finally
        {
            if (cancellationToken.CanBeCanceled)
                raw.sqlite3_progress_handler(_connection.Handle, 0, null, null);
            // SQLite has already rolled back after some errors, such as a full disk.
            if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
                Execute("ROLLBACK");
        }
    }

    private void Begin(string begin, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                Execute(begin);
                return;
            }
            catch (SqliteException exception) when (exception.SqliteErrorCode == SqliteErrors.Busy && attempt < _busyAttempts)
            {
                // The statement has waited for a step already.
            }
        }
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            _commands.Add(sql, command);
        }
        command.Parameters.Clear();
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
