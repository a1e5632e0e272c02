using System.ComponentModel.DataAnnotations;

namespace TreatyBot.Knowledge.Answering;

/// <summary>The <c>Answering</c> section.</summary>
public sealed class AnsweringOptions
{
    public const string Section = "Answering";

    /// <summary>The evidence score, 0 to 1, below which the bot abstains. <c>evaluate --calibrate</c> proposes one for a corpus.</summary>
    /// <value>The default is 0.3: below it, on the project's sets, false answers rise faster than right ones.</value>
    [Range(0, 1)]
    public double MinimumEvidence { get; set; } = 0.3;

    /// <summary>How many evidence sentences an answer quotes at most.</summary>
    /// <value>The default is 3.</value>
    [Range(1, 10)]
    public int MaximumQuotes { get; set; } = 3;

    /// <summary>How many passages an abstention shows as nearest.</summary>
    /// <value>The default is 2.</value>
    [Range(0, 10)]
    public int NearestPassages { get; set; } = 2;
}
