using TreatyBot.Channels.Protocol;

namespace TreatyBot.Channels.Turns;

/// <summary>Shows one reply while it is made. Calls come one after the other; the last is <see cref="CompleteAsync"/>.</summary>
public interface IReplyWriter : IAsyncDisposable
{
    /// <summary>Cancelled when the user asks the channel to stop: stop working; completing then sends nothing.</summary>
    CancellationToken Stopped { get; }

    /// <summary>
    /// Says what is being done, such as "Searching…". Ignored once text has been appended. For slow work only: a channel
    /// that allows one request a second makes the reply wait for it.
    /// </summary>
    Task InformAsync(string text, CancellationToken cancellationToken);

    /// <summary>Appends text to what is shown so far. What <see cref="CompleteAsync"/> gives replaces it.</summary>
    Task AppendAsync(string text, CancellationToken cancellationToken);

    /// <summary>Sends the reply for good. Null when the channel gave no id or the user stopped it.</summary>
    Task<ResourceResponse?> CompleteAsync(Reply reply, CancellationToken cancellationToken);
}
