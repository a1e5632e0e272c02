namespace TreatyBot.Knowledge.Models.Remote;

/// <summary>
/// The call under way. Some client libraries do not hand the caller's token to the reads of a stream; the transport takes it from
/// here, so that cancelling always reaches the wire.
/// </summary>
internal static class ModelCall
{
    private static readonly AsyncLocal<CancellationToken> Current = new();

    public static CancellationToken Token => Current.Value;

    /// <summary>Valid until the calling async method returns.</summary>
    public static void Begin(CancellationToken cancellationToken) => Current.Value = cancellationToken;
}
