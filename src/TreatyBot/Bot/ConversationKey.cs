using TreatyBot.Channels.Protocol;

namespace TreatyBot.Bot;

/// <summary>What tells one remembered conversation from another.</summary>
internal static class ConversationKey
{
    public static string Of(Activity activity) => $"{activity.ChannelId}/{activity.Conversation?.Id}";

    /// <summary>Whether others take part: a group, or a team's channel.</summary>
    public static bool IsShared(Activity activity) =>
        activity.Conversation is { } conversation
        && (conversation.ConversationType is ConversationTypes.Channel or ConversationTypes.GroupChat || conversation.IsGroup == true);
}
