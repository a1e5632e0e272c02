using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.BotFramework;

/// <summary>
/// The latest responses to <c>expectReplies</c> deliveries, made or being made, so that a delivery that is repeated because its response
/// got lost gets that response. The oldest are forgotten first; lives as long as the process. Thread-safe.
/// </summary>
internal sealed class ExpectedResponses
{
    private const int Most = 100;
    private readonly Lock _lock = new();
    private readonly OrderedDictionary<DeliveryKey, Task<InboundResponse>> _responses = [];

    /// <returns>The earlier response, or <paramref name="response"/> when there was none.</returns>
    public Task<InboundResponse> GetOrAdd(DeliveryKey key, Task<InboundResponse> response)
    {
        lock (_lock)
        {
            if (!_responses.TryAdd(key, response))
                return _responses[key];
            if (_responses.Count > Most)
                _responses.RemoveAt(0);
            return response;
        }
    }

    public void Remove(DeliveryKey key)
    {
        lock (_lock)
            _responses.Remove(key);
    }
}
