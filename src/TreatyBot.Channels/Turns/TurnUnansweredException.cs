namespace TreatyBot.Channels.Turns;

/// <summary>Thrown out of a turn's work when nothing reached the asker: the delivery is handed back, so that a redelivery is taken.</summary>
public sealed class TurnUnansweredException(Exception inner) : Exception("The turn failed, and nothing reached the asker.", inner);
