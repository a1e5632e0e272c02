using System.ComponentModel.DataAnnotations;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>Sizes of passages, in characters. A change makes every document be split again.</summary>
public sealed class SplitterOptions
{
    /// <summary>A longer paragraph or list is cut at sentence ends.</summary>
    /// <value>The default is 1,200: about what a reader takes in at a glance, and half of what small embedding models read.</value>
    [Range(200, 20_000)]
    public int LongestPassage { get; set; } = 1200;

    /// <summary>A paragraph shorter than this is joined with its neighbour under the same heading.</summary>
    /// <value>The default is 80: a line that says too little to be found by itself.</value>
    [Range(0, 1_000)]
    public int TinyParagraph { get; set; } = 80;

    /// <summary>How long joined paragraphs may get.</summary>
    /// <value>The default is 500.</value>
    [Range(0, 20_000)]
    public int LongestJoined { get; set; } = 500;
}
