using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TreatyBot.Channels.Protocol;
using TreatyBot.Configuration;
using TreatyBot.Retention;

namespace TreatyBot.Transcripts;

/// <summary>Appends activities to a file as they pass. Thread-safe.</summary>
internal sealed class TranscriptWriter : IUserRecords, IDisposable
{
    private readonly string _path;
    private readonly TimeSpan _keepFor;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private StreamWriter _writer;

    /// <exception cref="UsageException">The file cannot be written.</exception>
    public TranscriptWriter(string path, TimeSpan keepFor, TimeProvider time)
    {
        (_path, _keepFor, _time) = (path, keepFor, time);
        try
        {
            _writer = Open();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--transcript {path}: the file cannot be written. {exception.Message}", exception);
        }
    }

    public string Name => "transcript lines";

    public void Write(Activity activity, string? said, bool isInbound, DateTimeOffset at)
    {
        var node = (JsonObject)JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(activity, ProtocolJson.Options))!;
        Redaction.Apply(node);
        var line = new TranscriptLine(at, isInbound, said, node).ToJson();
        lock (_lock)
            _writer.WriteLine(line);
    }

    public Task<int> EraseAsync(ErasureScope scope, CancellationToken cancellationToken) => Task.FromResult(Remove(line => IsMeant(line, scope)));

    public Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        var oldest = _time.GetUtcNow() - _keepFor;
        return Task.FromResult(Remove(line => line.At < oldest));
    }

    public void Dispose()
    {
        lock (_lock)
            _writer.Dispose();
    }

    private StreamWriter Open() => new(LineFile.Create(_path, FileMode.Append), new UTF8Encoding(false)) { AutoFlush = true };

    private int Remove(Func<TranscriptLine, bool> goes)
    {
        lock (_lock)
        {
            _writer.Dispose();
            try
            {
                return LineFile.Remove(_path, line => TryParse(line) is { } parsed && goes(parsed));
            }
            finally
            {
                _writer = Open();
            }
        }
    }

    private static TranscriptLine? TryParse(string line)
    {
        try
        {
            return TranscriptLine.Parse(line);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // What the bot says is addressed to whom it answers.
    private static bool IsMeant(TranscriptLine line, ErasureScope scope) =>
        line.ToActivity() is { } activity
        && activity.ChannelId == scope.Channel && activity.Conversation?.Id == scope.Conversation
        && (scope.User is null || (line.IsInbound ? activity.From?.Id : activity.Recipient?.Id) == scope.User);
}
