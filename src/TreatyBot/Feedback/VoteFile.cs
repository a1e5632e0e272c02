using System.Text.Json;
using Microsoft.Extensions.Options;
using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Retention;

namespace TreatyBot.Feedback;

/// <summary>Appends votes to a file, each on disk before it is acknowledged. Thread-safe.</summary>
internal sealed class VoteFile(IOptions<FeedbackOptions> options, TimeProvider time) : IUserRecords, IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    public string Name => "votes";

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
            await using var file = LineFile.Create(path, FileMode.OpenOrCreate, FileAccess.ReadWrite);
            await file.WriteAsync(Framed(line, file), cancellationToken);
            file.Flush(flushToDisk: true);
        }
        finally
        {
            _gate.Release();
        }
    }

    public Task<int> EraseAsync(ErasureScope scope, CancellationToken cancellationToken) =>
        RemoveAsync(vote => scope.Covers(vote.Conversation, vote.User), cancellationToken);

    public Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - options.Value.KeepFor;
        return RemoveAsync(vote => vote.At < oldest, cancellationToken);
    }

    public void Dispose() => _gate.Dispose();

    // A line that is no vote stays: what it is can only be told by a person.
    private async Task<int> RemoveAsync(Func<FeedbackVote, bool> goes, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var path = Path.GetFullPath(options.Value.Path);
            return LineFile.Remove(path, line => VoteReader.TryParse(line) is { } vote && goes(vote))
                + LineFile.Remove(path + VoteReader.SetAside, line => VoteReader.TryParse(line) is { } vote && goes(vote));
        }
        finally
        {
            _gate.Release();
        }
    }

    private void SetAsideWhenFull(string path)
    {
        if (new FileInfo(path) is { Exists: true } file && file.Length > options.Value.MaximumBytes)
            File.Move(path, path + VoteReader.SetAside, overwrite: true);
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
