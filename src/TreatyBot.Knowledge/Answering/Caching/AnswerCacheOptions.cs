using System.ComponentModel.DataAnnotations;

namespace TreatyBot.Knowledge.Answering.Caching;

/// <summary>The <c>Answering:Cache</c> section.</summary>
public sealed class AnswerCacheOptions
{
    public const string Section = "Answering:Cache";

    /// <summary>How many answers made without a chat model the host keeps to give again; 0 keeps none.</summary>
    /// <value>The default is 2,000, some 10 MB.</value>
    [Range(0, 1_000_000)]
    public int Answers { get; set; } = 2000;
}
