namespace TreatyBot.Knowledge.Models.Remote;

/// <summary>A reply's body: bounded, shown to a watcher as it arrives, and broken off when the call is cancelled.</summary>
internal sealed class GuardedStream(Stream inner, long limit, OllamaLines? watcher, CancellationToken call) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, call);
        var count = await inner.ReadAsync(buffer, either.Token);
        Account(buffer.Span[..count], buffer.Length);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Account(buffer.AsSpan(offset, read), count);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            watcher?.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Account(ReadOnlySpan<byte> bytes, int asked)
    {
        _read += bytes.Length;
        if (_read > limit)
            throw new ModelException(ModelFault.TooLarge, $"The model's reply is larger than {limit / 1024} KB and was not read on.");
        if (bytes.Length > 0)
            watcher?.Observe(bytes);
        else if (asked > 0)
            watcher?.End();
    }
}
