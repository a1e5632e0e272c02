using TreatyBot.Channels.Protocol;
using TreatyBot.Knowledge.Answering;

namespace TreatyBot.Feedback;

/// <summary>Which message showed which answer, so that a vote on the message finds it. Bounded; lives as long as the process. Thread-safe.</summary>
internal sealed class RatedAnswers
{
    private const int Most = 5_000;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string? Channel, string? Conversation, string Message), Answer> _answers = [];
    private readonly Queue<(string? Channel, string? Conversation, string Message)> _order = new();

    public void Remember(Activity inbound, string? messageId, Answer answer)
    {
        if (string.IsNullOrEmpty(messageId))
            return;
        var key = (inbound.ChannelId, inbound.Conversation?.Id, messageId);
        lock (_lock)
        {
            if (_answers.TryAdd(key, answer with { Trace = AnswerTrace.Empty }))
                _order.Enqueue(key);
            while (_order.Count > Most)
                _answers.Remove(_order.Dequeue());
        }
    }

    public Answer? Find(Activity vote, string messageId)
    {
        lock (_lock)
            return _answers.GetValueOrDefault((vote.ChannelId, vote.Conversation?.Id, messageId));
    }
}
