namespace TreatyBot.Channels.Turns;

/// <summary>What became of a turn offered to the <see cref="TurnQueue"/>.</summary>
public enum EnqueueResult
{
    Accepted,

    /// <summary>Seen before: nothing is to be said.</summary>
    Duplicate,

    /// <summary>Too much is waiting in all conversations; the asker is told by <see cref="TurnWork.Notice"/>.</summary>
    Overloaded,

    /// <summary>Too much is waiting in this conversation; the asker is told by <see cref="TurnWork.Notice"/>.</summary>
    ConversationBusy,

    /// <summary>So many are to be told already that one more may not be: refuse the delivery, so that the channel sends it again.</summary>
    Flooded,

    /// <summary>The program is stopping: refuse the delivery, so that the channel sends it again.</summary>
    ShuttingDown,
}
