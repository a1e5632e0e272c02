using System.ComponentModel.DataAnnotations;

namespace TreatyBot.Bot;

/// <summary>The <c>Channels:Deliveries</c> section: how deliveries seen before are known again.</summary>
internal sealed class DeliveryOptions
{
    public const string Section = "Channels:Deliveries";

    /// <summary>A small SQLite file. It holds digests of ids and no texts.</summary>
    /// <value>The default is <c>data/deliveries.db</c>.</value>
    [Required]
    public string Path { get; set; } = "data/deliveries.db";

    /// <value>The default is 2 days: channels repeat a delivery within minutes.</value>
    [Range(typeof(TimeSpan), "00:10:00", "30.00:00:00")]
    public TimeSpan RememberFor { get; set; } = TimeSpan.FromDays(2);
}
