using TreatyBot.Channels.Protocol;

namespace TreatyBot.Bot;

/// <summary>What tells one remembered conversation from another.</summary>
internal static class ConversationKey
{
    public static string Of(Activity activity) => $"{activity.ChannelId}/{activity.Conversation?.Id}";
}
