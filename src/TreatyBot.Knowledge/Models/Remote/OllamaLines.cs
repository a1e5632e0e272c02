using System.Text.Json;

namespace TreatyBot.Knowledge.Models.Remote;

/// <summary>
/// Watches Ollama's lines of JSON for what the client library passes over: an error that comes with status 200 in the middle, and an
/// end without <c>done</c>.
/// </summary>
internal sealed class OllamaLines : IDisposable
{
    private readonly MemoryStream _line = new();
    private bool _isDone;

    public void Observe(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)'\n') is var end && end >= 0)
        {
            _line.Write(bytes[..end]);
            Read();
            bytes = bytes[(end + 1)..];
        }
        _line.Write(bytes);
    }

    public void End()
    {
        Read();
        if (!_isDone)
            throw new ModelException(ModelFault.CutShort, "Ollama's reply ended before the model was done; its log tells why.");
    }

    public void Dispose() => _line.Dispose();

    private void Read()
    {
        var line = _line.GetBuffer().AsMemory(0, (int)_line.Length);
        if (line.Length > 0 && !line.Span.Trim(" \r\t"u8).IsEmpty)
            Read(line);
        _line.SetLength(0);
    }

    private void Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw Malformed(null);
            if (json.RootElement.TryGetProperty("error", out _))
                throw ErrorReplies.OfStream(json.RootElement);
            _isDone |= json.RootElement.TryGetProperty("done", out var done) && done.ValueKind == JsonValueKind.True;
        }
        catch (JsonException exception)
        {
            throw Malformed(exception);
        }
    }

    private static ModelException Malformed(Exception? cause) =>
        new(ModelFault.Malformed, "A line of Ollama's reply is no JSON object; is something other than Ollama at that address?", cause);
}
