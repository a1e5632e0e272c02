using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace TreatyBot.Knowledge.Storage.Sqlite;

/// <summary>The file: opened with care, written by one at a time, read by many.</summary>
internal sealed partial class SqliteDatabase(string path, TimeSpan busyTimeout, ILogger logger) : IAsyncDisposable
{
    /// <summary>Up to this size the whole file is checked at opening; that takes well under a second.</summary>
    private const long WholeCheckLimit = 32L << 20;

    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly SemaphoreSlim _writing = new(1, 1);
    private SqliteSession? _writer;
    private volatile bool _disposed;

    public string Path => path;

    public Task OpenAsync(IReadOnlyList<SchemaMigration> migrations, CancellationToken cancellationToken) =>
        RunAsync(() =>
        {
            SqliteFile.Prepare(path);
            var session = new SqliteSession(path, busyTimeout);
            try
            {
                SqliteSchema.Verify(session, path, migrations);
                if (new FileInfo(path).Length <= WholeCheckLimit && session.Scalar<string>("PRAGMA quick_check(1)") is var finding and not "ok")
                    throw new StoreException(SqliteErrors.Damaged(path, finding + "."));
                if (session.Scalar<string>("PRAGMA journal_mode = WAL") != "wal")
                    throw new StoreException($"The file system of '{path}' (setting Store:Path) cannot share a database between readers and a writer. Set Store:Path to a local disk.");
                var found = SqliteSchema.Migrate(session, migrations, cancellationToken);
                LogOpened(path, found, migrations[^1].Version);
                _writer = session;
            }
            catch
            {
                session.Dispose();
                throw;
            }
            return 0;
        }, cancellationToken);

    /// <summary>Runs <paramref name="work"/> on one snapshot, beside other readers and the writer.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        RunAsync(() =>
        {
            _ = Writer;
            if (!_readers.TryTake(out var session))
                session = new(path, busyTimeout);
            try
            {
                return session.Read(() => work(session), cancellationToken);
            }
            finally
            {
                _readers.Add(session);
                if (_disposed)
                    DisposeReaders();
            }
        }, cancellationToken);

    /// <summary>Runs <paramref name="work"/> in one transaction, when no other writer does.</summary>
    public async Task WriteAsync(Action<SqliteSession> work, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await RunAsync(() =>
            {
                Writer.Write(() => work(Writer), cancellationToken);
                return 0;
            }, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync();
        try
        {
            _disposed = true;
            DisposeReaders();
            _writer?.Dispose();
            _writer = null;
        }
        finally
        {
            _writing.Release();
        }
    }

    private SqliteSession Writer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(SqlitePassageStore));
            return _writer ?? throw new InvalidOperationException("The store has not been opened.");
        }
    }

    private void DisposeReaders()
    {
        while (_readers.TryTake(out var session))
            session.Dispose();
    }

    // SQLite's calls block: they run on the pool, so that a caller can search by words and by vector at once.
    private Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken) => Task.Run(() =>
    {
        try
        {
            return work();
        }
        catch (SqliteException exception)
        {
            throw SqliteErrors.Translate(exception, path);
        }
    }, cancellationToken);

    [LoggerMessage(LogLevel.Debug, "Opened the store {Path}: schema version {Found} found, {Current} now.")]
    private partial void LogOpened(string path, int found, int current);
}
