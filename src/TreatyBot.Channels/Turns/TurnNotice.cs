namespace TreatyBot.Channels.Turns;

/// <summary>How somebody whose turn is not taken is told so.</summary>
/// <param name="Asker">Who, and in what conversation: two people in one thread are told each.</param>
/// <param name="TellAsync">Says the sentence there; false when it did not arrive and is worth another try.</param>
public sealed record TurnNotice(string Asker, Func<string, CancellationToken, Task<bool>> TellAsync);
