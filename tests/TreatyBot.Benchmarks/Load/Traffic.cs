using System.Text;
using System.Net.Http.Headers;

namespace TreatyBot.Benchmarks.Load;

internal enum TurnOutcome
{
    Answered,

    /// <summary>A sentence that says that it was not taken.</summary>
    Refused,

    /// <summary>Neither within the time that a user would wait.</summary>
    Silent,
}

internal readonly record struct TurnResult(TurnOutcome Outcome, double Milliseconds);

internal interface ITraffic
{
    /// <summary>Asks in a conversation of that number, waits for the answer and says how it went.</summary>
    Task<TurnResult> SendAsync(int conversation, CancellationToken cancellationToken);
}

/// <summary>Users of one channel who ask the shipped questions. Loopback only.</summary>
internal abstract class Traffic : ITraffic, IDisposable
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string[] _questions;
    private int _ids;

    protected Traffic(Uri address, Replies replies, string[] questions)
    {
        if (!address.IsLoopback)
            throw new InvalidOperationException("Load is for this machine only.");
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 4096 }) { BaseAddress = address, Timeout = Patience };
        Replies = replies;
        _questions = questions;
    }

    public Replies Replies { get; }

    /// <summary>How many different ones are asked.</summary>
    public int Questions => _questions.Length;

    protected HttpClient Http { get; }

    protected abstract string Path { get; }

    public abstract Task<TurnResult> SendAsync(int conversation, CancellationToken cancellationToken);

    /// <summary>A client whose message never quite arrives; ends when the server has had enough of it.</summary>
    public async Task DripAsync(CancellationToken cancellationToken)
    {
        using var content = new StreamContent(new DrippingStream(Encoding.UTF8.GetBytes("{\"type\":\"message\",\"text\":\"" + new string('a', 100_000))));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var response = await Http.PostAsync(new Uri(Path, UriKind.Relative), content, cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException)
        {
            // Cut off, as it should be.
        }
    }

    public void Dispose() => Http.Dispose();

    /// <summary>The next question and its number; as many as there are in a row are all different.</summary>
    protected (int Number, string Question) Next()
    {
        var number = Interlocked.Increment(ref _ids);
        return (number, _questions[number % _questions.Length]);
    }

    /// <param name="question">Its id.</param>
    /// <param name="conversation">Where it is asked.</param>
    /// <param name="deliver">Posts it; text when the response itself says something, null when it was not taken.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    protected async Task<TurnResult> AskAsync(string question, string conversation, Func<Task<string?>> deliver, CancellationToken cancellationToken)
    {
        var reply = Replies.Expect(question, conversation);
        var started = TimeProvider.System.GetTimestamp();
        try
        {
            if (await deliver() is not { } said)
                return new(TurnOutcome.Silent, Elapsed());
            if (said.Length > 0)
                Replies.Said(conversation, question, said);
            var text = await reply.WaitAsync(Patience, cancellationToken);
            return new(Replies.IsRefusal(text) ? TurnOutcome.Refused : TurnOutcome.Answered, Elapsed());
        }
        catch (Exception exception) when (exception is TimeoutException or HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // One sentence may speak for several questions.
            return new(Replies.Conversations.HeardSince(conversation, started) ? TurnOutcome.Refused : TurnOutcome.Silent, Elapsed());
        }
        finally
        {
            Replies.Forget(question);
        }

        double Elapsed() => TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
    }

    private sealed class DrippingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(200, cancellationToken);
            return await base.ReadAsync(buffer[..Math.Min(buffer.Length, 100)], cancellationToken);
        }
    }
}
