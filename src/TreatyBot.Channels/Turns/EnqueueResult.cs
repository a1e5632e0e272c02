namespace TreatyBot.Channels.Turns;

/// <summary>What became of a turn offered to the <see cref="TurnQueue"/>.</summary>
public enum EnqueueResult
{
    Accepted,

    /// <summary>Seen before: nothing is to be said.</summary>
    Duplicate,

    /// <summary>Too much is waiting in all conversations: tell the user to try again in a moment.</summary>
    Overloaded,

    /// <summary>Too much is waiting in this conversation: tell the user that earlier questions come first.</summary>
    ConversationBusy,

    /// <summary>The program is stopping: refuse the delivery, so that the channel sends it again.</summary>
    ShuttingDown,
}
