using System.ComponentModel.DataAnnotations;

namespace TreatyBot.Bot;

/// <summary>The <c>Conversations</c> section: what is remembered, and for how long.</summary>
internal sealed class ConversationOptions
{
    public const string Section = "Conversations";

    /// <summary>The language of the bot's own words, by code; <c>auto</c> for that of each question. A Slack channel may choose otherwise.</summary>
    [AllowedValues("auto", "en", "fr", "de", "es", "ru")]
    public string Language { get; set; } = "auto";

    /// <value>The default is 10 turns.</value>
    [Range(0, 100)]
    public int MaximumTurns { get; set; } = 10;

    /// <value>The default is 8 hours after the latest turn.</value>
    public TimeSpan ExpiresAfter { get; set; } = TimeSpan.FromHours(8);

    /// <summary>The oldest conversation is forgotten when there are more.</summary>
    /// <value>The default is 10,000.</value>
    [Range(1, 1_000_000)]
    public int MaximumConversations { get; set; } = 10_000;

    /// <summary>Whether answers offer buttons with what could be asked next, where the channel shows such buttons.</summary>
    public bool SuggestFollowUps { get; set; } = true;

    /// <summary>How long an answer may take before the user is told that it is being looked for.</summary>
    /// <value>The default is 0.7 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan InformAfter { get; set; } = TimeSpan.FromSeconds(0.7);
}
