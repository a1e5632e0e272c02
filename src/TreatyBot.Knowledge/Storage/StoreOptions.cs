using System.ComponentModel.DataAnnotations;

namespace TreatyBot.Knowledge.Storage;

public enum StoreProvider
{
    Sqlite,
    Qdrant,
}

/// <summary>The <c>Store</c> section.</summary>
public sealed class StoreOptions
{
    public const string Section = "Store";

    public StoreProvider Provider { get; set; } = StoreProvider.Sqlite;

    /// <summary>The SQLite file. A relative path is taken from the working directory.</summary>
    /// <value>The default is <c>data/treatybot.db</c>.</value>
    [Required]
    public string Path { get; set; } = "data/treatybot.db";

    public Uri? Endpoint { get; set; }

    public string? ApiKey { get; set; }

    [Required]
    public string Collection { get; set; } = "treatybot";
}
