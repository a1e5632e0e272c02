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
    private readonly string _owner = RandomNumberGenerator.GetHexString(16, lowercase: true);
    private readonly RecordFile _file;
    private FileStream? _alive;
    private int _claims;

    public SqliteDeliveryLog(IOptions<DeliveryOptions> options, TimeProvider time, ILogger<SqliteDeliveryLog> logger)
    {
        _options = options.Value;
        _time = time;
        _logger = logger;
        _file = new(Open);
    }

    public async ValueTask<DeliveryClaim> ClaimAsync(DeliveryKey key, CancellationToken cancellationToken)
    {
        try
        {
            var digest = Digest(key);
            return await _file.WriteAsync(session => Claim(session, digest));
        }
        catch (Exception exception) when (RecordFile.IsUnusable(exception))
        {
            LogUnusable(exception, _options.Path);
            return await _fallback.ClaimAsync(key, cancellationToken);
        }
    }

    public ValueTask MarkSendingAsync(DeliveryKey key, CancellationToken cancellationToken) =>
        SettleAsync(key, "update deliveries set sending = 1 where key = $key and owner = $owner");

    public ValueTask CompleteAsync(DeliveryKey key, CancellationToken cancellationToken) =>
        SettleAsync(key, "update deliveries set owner = null where key = $key and owner = $owner");

    public async ValueTask ReleaseAsync(DeliveryKey key, bool isInterrupted, CancellationToken cancellationToken)
    {
        await _fallback.ReleaseAsync(key, isInterrupted, cancellationToken);
        await SettleAsync(key, isInterrupted
            ? "update deliveries set owner = '', sending = 1 where key = $key and owner = $owner"
            : "delete from deliveries where key = $key and owner = $owner");
    }

    public string Name => "delivery digests";

    /// <summary>Erases nothing: digests of ids tell nobody anything, and without them a delivery that is repeated would be answered twice.</summary>
    public Task<int> EraseAsync(ErasureScope scope, CancellationToken cancellationToken) => Task.FromResult(0);

    public async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return File.Exists(_options.Path) ? await _file.WriteAsync(Purge) : 0;
        }
        catch (SqliteException exception)
        {
            throw new IOException($"The delivery log cannot be purged: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _alive?.Dispose();
    }

    private DeliveryClaim Claim(RecordSession session, byte[] key)
    {
        var isNew = session.Execute("insert into deliveries (key, owner, at) values ($key, $owner, $at) on conflict (key) do nothing", ("$key", key), ("$owner", _owner), ("$at", Now)) == 1;
        var found = isNew ? DeliveryClaim.Fresh : TakeOver(session, key);
        if (found != DeliveryClaim.Taken && ++_claims % PurgeEvery == 1)
            Purge(session);
        return found;
    }

    // Whoever claimed it may be gone.
    private DeliveryClaim TakeOver(RecordSession session, byte[] key)
    {
        var (isTaken, wasSending) = Find(session, key);
        if (isTaken)
            return DeliveryClaim.Taken;
        session.Execute("update deliveries set owner = $owner, at = $at where key = $key", ("$key", key), ("$owner", _owner), ("$at", Now));
        return wasSending ? DeliveryClaim.Interrupted : DeliveryClaim.Fresh;
    }

    private (bool IsTaken, bool WasSending) Find(RecordSession session, byte[] key)
    {
        using var row = session.Query("select owner, sending from deliveries where key = $key", ("$key", key));
        row.Read();
        // Completed: null. Handed back: empty.
        var owner = row.IsDBNull(0) ? null : row.GetString(0);
        return (owner is null || owner == _owner || (owner.Length > 0 && IsAlive(owner)), row.GetBoolean(1));
    }

    private async ValueTask SettleAsync(DeliveryKey key, string sql)
    {
        try
        {
            var digest = Digest(key);
            await _file.WriteAsync(session => session.Execute(sql, ("$key", digest), ("$owner", _owner)));
        }
        catch (Exception exception) when (RecordFile.IsUnusable(exception))
        {
            LogUnusable(exception, _options.Path);
        }
    }

    private SqliteConnection Open()
    {
        var path = Path.GetFullPath(_options.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _alive ??= new FileStream(LockOf(_owner), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var prepare = connection.CreateCommand();
            prepare.CommandText = $"""
                pragma journal_mode = wal;
                pragma synchronous = normal;
                pragma busy_timeout = 5000;
                pragma wal_autocheckpoint = {RecordFile.PagesBetweenCheckpoints};
                {Table}
                """;
            prepare.ExecuteNonQuery();
            AddWhatEarlierVersionsLack(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
        return connection;
    }

    // Rows stand in the order in which they came: what is noted of a delivery while it is answered is on the pages written last, which the
    // deliveries of that moment share. Earlier versions had them in the order of their digests.
    private const string Table = """
        create table if not exists deliveries (number integer primary key, key blob not null unique, owner text, at integer not null, sending integer not null default 0);
        create index if not exists deliveries_by_age on deliveries (at);
        """;

    private static void AddWhatEarlierVersionsLack(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        if (HasColumn(connection, "number"))
            return;
        using var renew = connection.CreateCommand();
        renew.CommandText = $"""
            drop index deliveries_by_age;
            alter table deliveries rename to deliveries_before;
            {Table}
            insert into deliveries (key, owner, at, sending) select key, owner, at, {(HasColumn(connection, "sending") ? "sending" : "0")} from deliveries_before order by at;
            drop table deliveries_before;
            """;
        renew.ExecuteNonQuery();
        transaction.Commit();
    }

    private static bool HasColumn(SqliteConnection connection, string name)
    {
        using var look = connection.CreateCommand();
        look.CommandText = "select count(*) from pragma_table_info('deliveries') where name = $name";
        look.Parameters.AddWithValue("$name", name);
        return look.ExecuteScalar() is 1L;
    }

    private int Purge(RecordSession session) =>
        session.Execute("delete from deliveries where at < $oldest", ("$oldest", (_time.GetUtcNow() - _options.RememberFor).ToUnixTimeSeconds()));

    private long Now => _time.GetUtcNow().ToUnixTimeSeconds();

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

    private static byte[] Digest(DeliveryKey key) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{key.ChannelId}\n{key.ConversationId}\n{key.ActivityId}"));

    [LoggerMessage(LogLevel.Error, "The delivery log {Path} cannot be used; a delivery repeated after a restart may be answered twice. Check that the folder can be written.")]
    private partial void LogUnusable(Exception exception, string path);
}
