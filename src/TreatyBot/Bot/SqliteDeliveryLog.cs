using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using TreatyBot.Channels.Turns;
using TreatyBot.Retention;

namespace TreatyBot.Bot;

/// <summary>
/// Remembers deliveries, and which of them are being answered, across restarts. Each process holds a lock file as long as it lives, by whatever end; claims whose
/// process holds none any more are free. Where the file cannot be used, deliveries are remembered for this process only. Thread-safe.
/// </summary>
/// <remarks>
/// Write-ahead log with <c>synchronous = normal</c>: a commit is in the system's hands when it returns, and so outlives the process by
/// whatever end, but is not forced to the disk. A power cut may take the last of them along and have an answer given twice; forcing each
/// would cost every turn of every conversation a wait for the disk: measured 0.5 ms, and 16 in one of a hundred, in place of 0.01 and 0.2.
/// </remarks>
internal sealed partial class SqliteDeliveryLog : IDeliveryLog, IUserRecords, IDisposable
{
    private const int PurgeEvery = 500;

    private readonly DeliveryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<SqliteDeliveryLog> _logger;
    private readonly MemoryDeliveryLog _fallback = new();
    private readonly Lock _lock = new();
    private readonly string _owner = RandomNumberGenerator.GetHexString(16, lowercase: true);
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private SqliteConnection? _connection;
    private FileStream? _alive;
    private int _claims;

    public SqliteDeliveryLog(IOptions<DeliveryOptions> options, TimeProvider time, ILogger<SqliteDeliveryLog> logger)
    {
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    public ValueTask<DeliveryClaim> ClaimAsync(DeliveryKey key, CancellationToken cancellationToken)
    {
        try
        {
            lock (_lock)
                return ValueTask.FromResult(Claim(Digest(key)));
        }
        catch (Exception exception) when (IsUnusable(exception))
        {
            LogUnusable(exception, _options.Path);
            return _fallback.ClaimAsync(key, cancellationToken);
        }
    }

    public ValueTask MarkSendingAsync(DeliveryKey key, CancellationToken cancellationToken) =>
        Settle(key, "update deliveries set sending = 1 where key = $key and owner = $owner");

    public ValueTask CompleteAsync(DeliveryKey key, CancellationToken cancellationToken) =>
        Settle(key, "update deliveries set owner = null where key = $key and owner = $owner");

    public async ValueTask ReleaseAsync(DeliveryKey key, bool isInterrupted, CancellationToken cancellationToken)
    {
        await _fallback.ReleaseAsync(key, isInterrupted, cancellationToken);
        await Settle(key, isInterrupted
            ? "update deliveries set owner = '', sending = 1 where key = $key and owner = $owner"
            : "delete from deliveries where key = $key and owner = $owner");
    }

    public string Name => "delivery digests";

    /// <summary>Erases nothing: digests of ids tell nobody anything, and without them a delivery that is repeated would be answered twice.</summary>
    public Task<int> EraseAsync(ErasureScope scope, CancellationToken cancellationToken) => Task.FromResult(0);

    public Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        try
        {
            lock (_lock)
                return Task.FromResult(_connection is null && !File.Exists(_options.Path) ? 0 : Purge(Open()));
        }
        catch (SqliteException exception)
        {
            throw new IOException($"The delivery log cannot be purged: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var command in _commands.Values)
                command.Dispose();
            _commands.Clear();
            _connection?.Dispose();
            _connection = null;
            _alive?.Dispose();
            _alive = null;
        }
    }

    private DeliveryClaim Claim(byte[] key)
    {
        var isNew = Execute("insert into deliveries (key, owner, at) values ($key, $owner, $at) on conflict (key) do nothing", key) == 1;
        var found = isNew ? DeliveryClaim.Fresh : TakeOver(Open(), key);
        if (found != DeliveryClaim.Taken && ++_claims % PurgeEvery == 1)
            Purge(Open());
        return found;
    }

    // Whoever claimed it may be gone.
    private DeliveryClaim TakeOver(SqliteConnection connection, byte[] key)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var (isTaken, wasSending) = Find(connection, key);
        if (isTaken)
            return DeliveryClaim.Taken;
        using var claim = Command(
            connection, "insert into deliveries (key, owner, at) values ($key, $owner, $at) on conflict (key) do update set owner = $owner, at = $at", key);
        claim.ExecuteNonQuery();
        transaction.Commit();
        return wasSending ? DeliveryClaim.Interrupted : DeliveryClaim.Fresh;
    }

    private (bool IsTaken, bool WasSending) Find(SqliteConnection connection, byte[] key)
    {
        using var find = Command(connection, "select owner, sending from deliveries where key = $key", key);
        using var row = find.ExecuteReader();
        if (!row.Read())
            return (false, false);
        // Completed: null. Handed back: empty.
        var owner = row.IsDBNull(0) ? null : row.GetString(0);
        return (owner is null || owner == _owner || (owner.Length > 0 && IsAlive(owner)), row.GetBoolean(1));
    }

    private ValueTask Settle(DeliveryKey key, string sql)
    {
        try
        {
            lock (_lock)
                Execute(sql, Digest(key));
        }
        catch (Exception exception) when (IsUnusable(exception))
        {
            LogUnusable(exception, _options.Path);
        }
        return ValueTask.CompletedTask;
    }

    private SqliteConnection Open()
    {
        if (_connection is not null)
            return _connection;
        var path = Path.GetFullPath(_options.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _alive ??= new FileStream(LockOf(_owner), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var prepare = connection.CreateCommand();
            prepare.CommandText = """
                pragma journal_mode = wal;
                pragma synchronous = normal;
                pragma busy_timeout = 5000;
                create table if not exists deliveries (key blob primary key, owner text, at integer not null, sending integer not null default 0) without rowid;
                create index if not exists deliveries_by_age on deliveries (at);
                """;
            prepare.ExecuteNonQuery();
            AddWhatEarlierVersionsLack(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
        return _connection = connection;
    }

    private static void AddWhatEarlierVersionsLack(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        using var look = connection.CreateCommand();
        look.CommandText = "select count(*) from pragma_table_info('deliveries') where name = 'sending'";
        if (look.ExecuteScalar() is 0L)
        {
            using var add = connection.CreateCommand();
            add.CommandText = "alter table deliveries add column sending integer not null default 0";
            add.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    private int Purge(SqliteConnection connection)
    {
        using var purge = connection.CreateCommand();
        purge.CommandText = "delete from deliveries where at < $oldest";
        purge.Parameters.AddWithValue("$oldest", (_time.GetUtcNow() - _options.RememberFor).ToUnixTimeSeconds());
        return purge.ExecuteNonQuery();
    }

    // The system drops the lock with the process, even when it is killed; the file itself may stay.
    private bool IsAlive(string owner)
    {
        try
        {
            using var probe = new FileStream(LockOf(owner), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private string LockOf(string owner) => $"{Path.GetFullPath(_options.Path)}.{owner}.alive";

    private SqliteCommand Command(SqliteConnection connection, string sql, byte[] key)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        Fill(command, key);
        return command;
    }

    private void Fill(SqliteCommand command, byte[] key)
    {
        command.Parameters.Clear();
        command.Parameters.AddWithValue("$key", key);
        command.Parameters.AddWithValue("$owner", _owner);
        command.Parameters.AddWithValue("$at", _time.GetUtcNow().ToUnixTimeSeconds());
    }

    // Kept, so that SQLite reads each statement once.
    private int Execute(string sql, byte[] key)
    {
        var connection = Open();
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            _commands[sql] = command;
        }
        Fill(command, key);
        return command.ExecuteNonQuery();
    }

    private static byte[] Digest(DeliveryKey key) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{key.ChannelId}\n{key.ConversationId}\n{key.ActivityId}"));

    private static bool IsUnusable(Exception exception) => exception is SqliteException or IOException or UnauthorizedAccessException;

    [LoggerMessage(LogLevel.Error, "The delivery log {Path} cannot be used; a delivery repeated after a restart may be answered twice. Check that the folder can be written.")]
    private partial void LogUnusable(Exception exception, string path);
}
