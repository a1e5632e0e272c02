using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TreatyBot.Channels.Protocol;
using TreatyBot.Configuration;

namespace TreatyBot.Transcripts;

/// <summary>Appends activities to a file as they pass. Thread-safe.</summary>
internal sealed class TranscriptWriter : IDisposable
{
    private readonly Lock _lock = new();
    private readonly StreamWriter _writer;

    /// <exception cref="UsageException">The file cannot be written.</exception>
    public TranscriptWriter(string path)
    {
        try
        {
            _writer = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read), new UTF8Encoding(false)) { AutoFlush = true };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--transcript {path}: the file cannot be written. {exception.Message}", exception);
        }
    }

    public void Write(Activity activity, string? said, bool isInbound, DateTimeOffset at)
    {
        var node = (JsonObject)JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(activity, ProtocolJson.Options))!;
        Redaction.Apply(node);
        var line = new TranscriptLine(at, isInbound, said, node).ToJson();
        lock (_lock)
            _writer.WriteLine(line);
    }

    public void Dispose()
    {
        lock (_lock)
            _writer.Dispose();
    }
}
