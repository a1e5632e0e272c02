using TreatyBot.Channels.Protocol;

namespace TreatyBot.Channels.Teams;

/// <summary>What an activity from Teams says of where it was written, for those who decide whether to answer.</summary>
public static class TeamsActivity
{
    /// <summary>Whether the bot is mentioned, by entity: the markup in the text is the user's to type.</summary>
    public static bool IsMentioned(Activity activity) => TeamsInboundText.IsMentioned(activity);

    public static bool IsPersonal(Activity activity) => activity.Conversation?.ConversationType == ConversationTypes.Personal;

    public static string? TenantId(Activity activity) =>
        activity.Conversation?.TenantId ?? activity.ChannelData.GetMember("tenant").GetText("id");

    /// <summary>Null outside a team's channels.</summary>
    public static string? TeamId(Activity activity) => activity.ChannelData.GetMember("team").GetText("id");
}
