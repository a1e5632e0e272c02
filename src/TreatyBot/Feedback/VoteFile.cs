using System.Text.Json;
using Microsoft.Extensions.Options;
using TreatyBot.Evaluation.QuestionSets;

namespace TreatyBot.Feedback;

/// <summary>Appends votes to a file, each on disk before it is acknowledged. Thread-safe.</summary>
internal sealed class VoteFile(IOptions<FeedbackOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task AppendAsync(FeedbackVote vote, CancellationToken cancellationToken)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(vote, FeedbackVote.JsonOptions);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var path = Path.GetFullPath(options.Value.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            SetAsideWhenFull(path);
            // Read too, to see how the file ends.
            await using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            await file.WriteAsync(Framed(line, file), cancellationToken);
            file.Flush(flushToDisk: true);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private void SetAsideWhenFull(string path)
    {
        if (new FileInfo(path) is { Exists: true } file && file.Length > options.Value.MaximumBytes)
            File.Move(path, path + ".1", overwrite: true);
    }

    // A line torn by a crash must not swallow the next one.
    private static byte[] Framed(byte[] line, FileStream file)
    {
        var isTorn = false;
        if (file.Length > 0)
        {
            file.Seek(-1, SeekOrigin.End);
            isTorn = file.ReadByte() != '\n';
        }
        file.Seek(0, SeekOrigin.End);
        return isTorn ? [(byte)'\n', .. line, (byte)'\n'] : [.. line, (byte)'\n'];
    }
}
