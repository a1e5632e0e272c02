using System.Globalization;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.BotFramework;

/// <summary>The fixed sentences that reach a user when a turn cannot.</summary>
internal static class ChannelTexts
{
    public const string TookTooLong = "That took too long and I stopped. Please ask again, perhaps more narrowly.";

    public const string Stopping = "I am being restarted. Please ask again in a minute.";

    public const string NotSent = "I could not send you my answer. Please ask again in a minute.";

    public const string NotAllTaken = "I could not take all of your questions. Please ask those again that I have not answered.";

    private const string Overloaded = "I have more questions than I can take right now. Please ask again in a minute.";
    private const string ConversationBusy = "I am still working on your earlier questions. Please ask this one again when they are answered.";

    /// <summary>Null when there is nothing to say.</summary>
    public static string? ForRefusal(EnqueueResult result) => result switch
    {
        EnqueueResult.Overloaded => Overloaded,
        EnqueueResult.ConversationBusy => ConversationBusy,
        _ => null,
    };

    public static string Failed(string turnId, CultureInfo? language = null) => Texts.FormatIn(language, $"Something went wrong on my side and I have no answer. Please ask again; if it stays, report the number {turnId}.");

    public static string TurnId(Activity activity) => TurnIds.Of(activity);
}
