using System.ComponentModel.DataAnnotations;

namespace TreatyBot.Health;

/// <summary>The <c>Health</c> section: what <c>/health/ready</c> asks for, and who is told the causes.</summary>
internal sealed class HealthOptions
{
    public const string Section = "Health";

    /// <summary>Whoever sends it as <c>Authorization: Bearer …</c> is an operator. Without one, only callers on this machine are.</summary>
    public string OperatorToken { get; set; } = "";

    /// <summary>Whether the host counts as ready only while its configured models answer. Each look is a small call that may cost money.</summary>
    /// <value>The default is false: without its models the bot quotes.</value>
    public bool RequireModels { get; set; }

    /// <summary>How long the state of the store is taken as known.</summary>
    /// <value>The default is 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan StoreCheckEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the state of the models is taken as known.</summary>
    /// <value>The default is 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ModelCheckEvery { get; set; } = TimeSpan.FromMinutes(5);

    /// <value>The default is 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}
