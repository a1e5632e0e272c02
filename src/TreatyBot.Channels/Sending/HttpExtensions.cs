using System.Buffers;
using System.Text;

namespace TreatyBot.Channels.Sending;

internal static class HttpExtensions
{
    /// <summary>A client that follows no redirect, so that a token reaches no host but the one it was checked for.</summary>
    public static HttpClient CreateClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(10),
    })
    {
        // Each call has its own limit.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <exception cref="HttpRequestException">The body is longer than <paramref name="limit"/> bytes.</exception>
    public static async Task<string> ReadLimitedAsync(this HttpContent content, int limit, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var (body, complete) = await stream.ReadLimitedAsync(limit, cancellationToken);
        return complete ? Encoding.UTF8.GetString(body.Span) : throw new HttpRequestException($"The body is longer than {limit} bytes.");
    }

    /// <summary>Reads to the end, or stops past <paramref name="limit"/> bytes and says that it is not complete.</summary>
    public static async Task<(ReadOnlyMemory<byte> Body, bool Complete)> ReadLimitedAsync(
        this Stream stream, int limit, CancellationToken cancellationToken)
    {
        var body = new ArrayBufferWriter<byte>(4096);
        while (true)
        {
            int read = await stream.ReadAsync(body.GetMemory(4096), cancellationToken);
            if (read == 0)
                return (body.WrittenMemory, true);
            body.Advance(read);
            if (body.WrittenCount > limit)
                return (default, false);
        }
    }
}
