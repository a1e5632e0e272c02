using Microsoft.Data.Sqlite;

namespace TreatyBot.Retention;

/// <summary>
/// A small SQLite file of records. Work is done by one at a time, in order; what waits meanwhile is committed in one transaction, and each
/// waiter goes on when its commit has returned. Opened at first use, and again when that failed. Thread-safe.
/// </summary>
internal sealed class RecordFile(Func<SqliteConnection> open) : IThreadPoolWorkItem, IDisposable
{
    /// <summary>16 MB: pages that are written again and again meanwhile are folded in, and waited for on the disk, once.</summary>
    public const int PagesBetweenCheckpoints = 4000;

    private readonly Lock _lock = new();
    private readonly Lock _working = new();
    private List<Waiting> _waiting = [];
    private RecordSession? _session;
    private bool _isRunning;
    private bool _isDisposed;

    /// <summary>
    /// Completes when what <paramref name="work"/> has written is committed. It shares its transaction, and is done again by itself when
    /// that fails.
    /// </summary>
    public Task<T> WriteAsync<T>(Func<RecordSession, T> work) => Enqueue(new Waiting<T>(work, isAlone: false));

    /// <summary>Runs <paramref name="work"/> in no transaction, for statements that do not bear one.</summary>
    public Task<T> RunAsync<T>(Func<RecordSession, T> work) => Enqueue(new Waiting<T>(work, isAlone: true));

    public static bool IsUnusable(Exception exception) => exception is SqliteException or IOException or UnauthorizedAccessException;

    /// <summary>Finishes what waits.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
        }
        lock (_working)
        {
            DoWaiting();
            _session?.Dispose();
            _session = null;
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        do
        {
            lock (_working)
                DoWaiting();
        }
        while (!HasEnded());
    }

    private Task<T> Enqueue<T>(Waiting<T> waiting)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _waiting.Add(waiting);
            if (_isRunning)
                return waiting.Task;
            _isRunning = true;
        }
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return waiting.Task;
    }

    private bool HasEnded()
    {
        lock (_lock)
            return !(_isRunning = _waiting.Count > 0);
    }

    private void DoWaiting()
    {
        List<Waiting> batch;
        lock (_lock)
            (batch, _waiting) = (_waiting, []);
        for (var i = 0; i < batch.Count;)
        {
            var end = i + 1;
            while (!batch[i].IsAlone && end < batch.Count && !batch[end].IsAlone)
                end++;
            Do(batch[i..end]);
            i = end;
        }
    }

    private void Do(List<Waiting> batch)
    {
        try
        {
            _session ??= new(open());
            if (batch[0].IsAlone)
                batch[0].Do(_session);
            else
                _session.InTransaction(() => batch.ForEach(waiting => waiting.Do(_session)));
        }
#pragma warning disable CA1031 // Whoever waits gets it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (batch.Count == 1)
                batch[0].Fail(exception);
            else
                batch.ForEach(waiting => Do([waiting]));
            return;
        }
        batch.ForEach(waiting => waiting.Complete());
    }

    private abstract class Waiting(bool isAlone)
    {
        public bool IsAlone => isAlone;

        public abstract void Do(RecordSession session);

        public abstract void Complete();

        public abstract void Fail(Exception exception);
    }

    private sealed class Waiting<T>(Func<RecordSession, T> work, bool isAlone) : Waiting(isAlone)
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Task => _done.Task;

        public override void Do(RecordSession session) => _result = work(session);

        public override void Complete() => _done.SetResult(_result!);

        public override void Fail(Exception exception) => _done.SetException(exception);
    }
}

/// <summary>The connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class RecordSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Command(sql, values).ExecuteNonQuery();

    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Command(sql, values).ExecuteScalar();

    public SqliteDataReader Query(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Command(sql, values).ExecuteReader();

    public void InTransaction(Action work)
    {
        Execute("begin immediate");
        try
        {
            work();
            Execute("commit");
        }
        catch
        {
            // SQLite has already rolled back after some errors, such as a full disk.
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
                Execute("rollback");
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        connection.Dispose();
    }

    // Kept with its parameters, so that SQLite reads each statement once; always called with the same names in the same order.
    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _commands[sql] = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in values)
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        return command;
    }
}
