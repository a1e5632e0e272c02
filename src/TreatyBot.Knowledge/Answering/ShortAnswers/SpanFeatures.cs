namespace TreatyBot.Knowledge.Answering.ShortAnswers;

/// <summary>How a span stands to the question's words in its sentence.</summary>
public readonly record struct SpanFeatures
{
    /// <summary>Idf-weighted nearness of the matched words, 0 to 1.</summary>
    public double Nearness { get; init; }

    /// <summary>Share of the span's words that the question already has.</summary>
    public double Overlap { get; init; }

    /// <summary>1 when the word asked about ("how many <i>warheads</i>") follows within three words.</summary>
    public double FocusFollows { get; init; }

    /// <summary>1 when the word asked about stands within five words before.</summary>
    public double FocusPrecedes { get; init; }

    /// <summary>1 when the span opens the sentence.</summary>
    public double IsFirst { get; init; }

    /// <summary>1 after "by", "to" or "with".</summary>
    public double AfterAgent { get; init; }

    /// <summary>1 after a preposition of place.</summary>
    public double AfterPlace { get; init; }

    /// <summary>1 after "in", "on", "since", "until" or "from".</summary>
    public double AfterTime { get; init; }

    /// <summary>1 when the span has a digit.</summary>
    public double HasDigit { get; init; }

    /// <summary>1 when it is a bare four-digit year.</summary>
    public double IsYear { get; init; }

    /// <summary>1 when it names day or month as well as year.</summary>
    public double IsFullDate { get; init; }

    /// <summary>Number of words, at most 6, over 6.</summary>
    public double Size { get; init; }

    /// <summary>1 when a matched word comes right after the span.</summary>
    public double MatchFollows { get; init; }

    /// <summary>1 when a matched word comes right before the span.</summary>
    public double MatchPrecedes { get; init; }
}
