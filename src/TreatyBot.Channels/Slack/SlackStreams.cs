namespace TreatyBot.Channels.Slack;

/// <summary>The replies that are being made, so that the user's Stop reaches the one it is meant for. Thread-safe.</summary>
public sealed class SlackStreams
{
    private readonly Lock _lock = new();
    private readonly HashSet<SlackReplyWriter> _writers = [];

    /// <summary>Stops the replies whose messages are named, or else all in the thread.</summary>
    /// <param name="streamingTs">As the event names them; may be empty.</param>
    /// <returns>How many were stopped.</returns>
    public async Task<int> StopAsync(string channelId, string? threadTs, IReadOnlyCollection<string> streamingTs)
    {
        List<SlackReplyWriter> meant;
        lock (_lock)
            meant = [.. _writers.Where(writer => writer.IsIn(channelId, threadTs, streamingTs))];
        foreach (var writer in meant)
            await writer.StopAsync();
        return meant.Count;
    }

    internal void Add(SlackReplyWriter writer)
    {
        lock (_lock)
            _writers.Add(writer);
    }

    internal void Remove(SlackReplyWriter writer)
    {
        lock (_lock)
            _writers.Remove(writer);
    }
}
