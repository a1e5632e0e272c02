using TreatyBot.Channels.Turns;

namespace TreatyBot.Bot;

/// <summary>A treaty's dated events as a reply.</summary>
internal interface ITimelineSource
{
    /// <param name="treatyId">Of the register.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>A reply of kind <see cref="ReplyKind.Timeline"/>; null when no dated event is known.</returns>
    Task<Reply?> FindAsync(string treatyId, CancellationToken cancellationToken);
}
