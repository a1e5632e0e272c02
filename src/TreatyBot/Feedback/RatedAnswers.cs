using Microsoft.Extensions.Options;
using TreatyBot.Bot;
using TreatyBot.Channels.Protocol;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Retention;

namespace TreatyBot.Feedback;

/// <summary>
/// Which message showed which answer, so that a vote on the message finds it, also after a restart. Bounded and aged. Where the file
/// cannot be used, answers are remembered for this process only. Thread-safe.
/// </summary>
internal sealed partial class RatedAnswers : IUserRecords, IDisposable
{
    private readonly FeedbackOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<RatedAnswers> _logger;
    private readonly Lock _lock = new();
    private readonly KeptForms<string> _written = new();
    private RatedAnswerStore? _store;

    public RatedAnswers(IOptions<FeedbackOptions> options, TimeProvider time, ILogger<RatedAnswers> logger)
    {
        _options = options.Value;
        _time = time;
        _logger = logger;
    }

    public string Name => "answers that could be voted on";

    /// <summary>Completes when the answer is on its way to the disk, or cannot be.</summary>
    public Task RememberAsync(Activity inbound, string? messageId, Answer answer)
    {
        if (string.IsNullOrEmpty(messageId))
            return Task.CompletedTask;
        var (channel, conversation) = (inbound.ChannelId, inbound.Conversation?.Id);
        return UseAsync(store => store.AddAsync(
            RecordKey.Message(channel, conversation, messageId), RecordKey.Conversation(channel, conversation), RecordKey.User(channel, inbound.From?.Id),
            _time.GetUtcNow(), _written.Of(answer, made => RatedAnswerStore.Write(RatedAnswer.Of(made))), _options.RememberedAnswers));
    }

    /// <summary>The answer that a message showed; null when it is not, or no longer, known.</summary>
    public Task<RatedAnswer?> FindAsync(Activity vote, string messageId) =>
        UseAsync(store => store.FindAsync(RecordKey.Message(vote.ChannelId, vote.Conversation?.Id, messageId), Oldest));

    /// <summary>The latest answer in the conversation of a vote that does not say which message it means.</summary>
    public Task<RatedAnswer?> FindLatestAsync(Activity vote) =>
        UseAsync(store => store.FindLatestAsync(RecordKey.Conversation(vote.ChannelId, vote.Conversation?.Id), Oldest));

    public Task<int> EraseAsync(ErasureScope scope, CancellationToken cancellationToken)
    {
        var user = scope.User is { } id ? RecordKey.User(scope.Channel, id) : null;
        return RemoveAsync(store => store.EraseAsync(RecordKey.Conversation(scope.Channel, scope.Conversation), user));
    }

    public Task<int> PurgeAsync(CancellationToken cancellationToken) => RemoveAsync(store => store.PurgeAsync(Oldest));

    public void Dispose()
    {
        lock (_lock)
            _store?.Dispose();
    }

    private DateTimeOffset Oldest => _time.GetUtcNow() - _options.RememberFor;

    private RatedAnswerStore Open()
    {
        lock (_lock)
        {
            if (_store is not null)
                return _store;
            if (_options.AnswersPath.Length == 0)
                return _store = RatedAnswerStore.InMemory();
            try
            {
                return _store = RatedAnswerStore.At(Path.GetFullPath(_options.AnswersPath));
            }
            catch (Exception exception) when (RecordFile.IsUnusable(exception))
            {
                LogUnusable(exception, _options.AnswersPath);
                return _store = RatedAnswerStore.InMemory();
            }
        }
    }

    // A vote that finds nothing costs less than a turn that fails.
    private async Task<T?> UseAsync<T>(Func<RatedAnswerStore, Task<T?>> work)
    {
        try
        {
            return await work(Open());
        }
        catch (Exception exception) when (RecordFile.IsUnusable(exception))
        {
            LogUnusable(exception, _options.AnswersPath);
            return default;
        }
    }

    private async Task<int> RemoveAsync(Func<RatedAnswerStore, Task<int>> work)
    {
        try
        {
            return _store is null && !File.Exists(_options.AnswersPath) ? 0 : await work(Open());
        }
        catch (Exception exception) when (RecordFile.IsUnusable(exception))
        {
            throw new IOException($"The answers that could be voted on cannot be erased: {exception.Message}", exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "The file of answers that can be voted on, {Path}, cannot be used; votes after a restart may be lost. Check that the folder can be written.")]
    private partial void LogUnusable(Exception exception, string path);
}
