using System.Security.Cryptography;
using System.Text;
using TreatyBot.Channels.Protocol;

namespace TreatyBot.Channels.Turns;

/// <summary>The id under which a turn stands in logs and traces, and which a user can report.</summary>
public static class TurnIds
{
    /// <summary>Short enough to be read out, and the same for a redelivery.</summary>
    public static string Of(Activity activity)
    {
        var name = $"{activity.ChannelId}\n{activity.Conversation?.Id}\n{activity.Id}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 4));
    }
}
