using TreatyBot.Bot;
using TreatyBot.Channels.Protocol;

namespace TreatyBot.Retention;

/// <summary>Whose records are meant.</summary>
/// <param name="Channel">The channel's id.</param>
/// <param name="Conversation">The conversation's id there.</param>
/// <param name="User">The user's id there; null for everyone in the conversation.</param>
internal sealed record ErasureScope(string? Channel, string? Conversation, string? User)
{
    /// <summary>All of a conversation that the asker has alone with the bot; of a shared one, what is the asker's.</summary>
    public static ErasureScope AskedBy(Activity activity) =>
        new(activity.ChannelId, activity.Conversation?.Id, ConversationKey.IsShared(activity) ? activity.From?.Id ?? "" : null);

    public static ErasureScope WholeConversation(Activity activity) => new(activity.ChannelId, activity.Conversation?.Id, null);

    /// <summary>The same as <see cref="ConversationKey.Of"/> an activity there.</summary>
    public string MemoryKey => $"{Channel}/{Conversation}";

    /// <summary>Whether a record under these digests is meant.</summary>
    public bool Covers(string? conversationDigest, string? userDigest) =>
        conversationDigest == RecordKey.Conversation(Channel, Conversation) && (User is null || userDigest == RecordKey.User(Channel, User));
}
