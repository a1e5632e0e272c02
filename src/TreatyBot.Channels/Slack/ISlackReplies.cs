namespace TreatyBot.Channels.Slack;

/// <summary>Remembers, across restarts, which message answers which question. Thread-safe.</summary>
public interface ISlackReplies
{
    /// <summary>Notes that an answer is about to be made; false when that was noted before, and it is not known what became of it.</summary>
    ValueTask<bool> BeginAsync(SlackQuestion question, CancellationToken cancellationToken);

    /// <summary>Forgets that an answer was to be made: it was not.</summary>
    ValueTask AbandonAsync(SlackQuestion question, CancellationToken cancellationToken);

    /// <param name="question">What was asked.</param>
    /// <param name="replyTs">The first message of the answer.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    ValueTask CompleteAsync(SlackQuestion question, string? replyTs, CancellationToken cancellationToken);

    /// <summary>The first message of the answer; null when there is none that can be changed.</summary>
    ValueTask<string?> FindAsync(SlackQuestion question, CancellationToken cancellationToken);
}

/// <summary>A message that is answered.</summary>
public readonly record struct SlackQuestion(SlackWorkspace Workspace, string ChannelId, string Ts);
