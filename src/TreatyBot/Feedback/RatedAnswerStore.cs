using System.Text.Json;
using Microsoft.Data.Sqlite;
using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Retention;

namespace TreatyBot.Feedback;

/// <summary>Answers by the digest of the message that showed them, in a small SQLite file or in memory. Thread-safe.</summary>
internal sealed class RatedAnswerStore : IDisposable
{
    private const int PurgeEvery = 100;
    private readonly RecordFile _file;
    private int _added;

    private RatedAnswerStore(SqliteConnection connection) => _file = new(() => connection);

    public static RatedAnswerStore InMemory() => new(Open(":memory:"));

    public static RatedAnswerStore At(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // SQLite gives its side files the rights of the file that it finds.
        if (!File.Exists(path))
            LineFile.Create(path, FileMode.OpenOrCreate).Dispose();
        return new(Open(path));
    }

    /// <param name="message">The digest of the message.</param>
    /// <param name="conversation">The digest of the conversation.</param>
    /// <param name="user">The digest of the user.</param>
    /// <param name="at">When it was sent.</param>
    /// <param name="answer">As <see cref="Write"/> wrote it.</param>
    /// <param name="most">How many answers are kept.</param>
    public Task<int> AddAsync(string message, string conversation, string user, DateTimeOffset at, string answer, int most) => _file.WriteAsync(session =>
    {
        var added = session.Execute(
            "insert into answers (message, conversation, user, at, answer) values ($message, $conversation, $user, $at, $answer) on conflict (message) do nothing",
            ("$message", message), ("$conversation", conversation), ("$user", user), ("$at", at.ToUnixTimeSeconds()), ("$answer", answer));
        if (++_added % PurgeEvery == 1)
            session.Execute("delete from answers where number <= (select max(number) from answers) - $most", ("$most", most));
        return added;
    });

    public static string Write(RatedAnswer answer) => JsonSerializer.Serialize(answer, FeedbackVote.JsonOptions);

    public Task<RatedAnswer?> FindAsync(string message, DateTimeOffset oldest) =>
        ReadAsync("select answer from answers where message = $key and at >= $oldest", message, oldest);

    public Task<RatedAnswer?> FindLatestAsync(string conversation, DateTimeOffset oldest) =>
        ReadAsync("select answer from answers where conversation = $key and at >= $oldest order by number desc limit 1", conversation, oldest);

    /// <param name="conversation">The digest of the conversation.</param>
    /// <param name="user">The digest of the user; null for all.</param>
    public Task<int> EraseAsync(string conversation, string? user) => ForgetAsync(session => session.Execute(
        "delete from answers where conversation = $conversation and ($user is null or user = $user)", ("$conversation", conversation), ("$user", user)));

    public Task<int> PurgeAsync(DateTimeOffset oldest) =>
        ForgetAsync(session => session.Execute("delete from answers where at < $oldest", ("$oldest", oldest.ToUnixTimeSeconds())));

    public void Dispose() => _file.Dispose();

    // What was deleted still stands in the write-ahead log until it is folded in, which no transaction may be open for.
    private Task<int> ForgetAsync(Func<RecordSession, int> delete) => _file.RunAsync(session =>
    {
        var count = delete(session);
        if (count > 0)
            session.Execute("pragma wal_checkpoint(truncate)");
        return count;
    });

    private Task<RatedAnswer?> ReadAsync(string sql, string key, DateTimeOffset oldest) => _file.RunAsync(session =>
        session.Scalar(sql, ("$key", key), ("$oldest", oldest.ToUnixTimeSeconds())) is string json ? JsonSerializer.Deserialize<RatedAnswer>(json, FeedbackVote.JsonOptions) : null);

    private static SqliteConnection Open(string source)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var prepare = connection.CreateCommand();
            // Erasing and looking for the latest of a conversation are rare enough to go through all; an index would cost every answer a page.
            prepare.CommandText = $"""
                pragma busy_timeout = 5000;
                pragma journal_mode = wal;
                pragma synchronous = normal;
                pragma secure_delete = on;
                pragma wal_autocheckpoint = {RecordFile.PagesBetweenCheckpoints};
                create table if not exists answers (
                    number integer primary key, message text not null unique, conversation text not null, user text not null, at integer not null, answer text not null);
                drop index if exists answers_by_conversation;
                """;
            prepare.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
