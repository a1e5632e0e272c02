namespace TreatyBot.Knowledge.Treaties;

/// <summary>A treaty named in a text.</summary>
/// <param name="TreatyIds">The treaties it can mean: one, or several when <see cref="IsAmbiguous"/>.</param>
/// <param name="Start">Offset in the text.</param>
/// <param name="Length">Length, a possessive 's excluded.</param>
/// <param name="IsCorrected">Whether the name was found only by forgiving a typing error.</param>
public sealed record TreatyMention(IReadOnlyList<string> TreatyIds, int Start, int Length, bool IsCorrected = false)
{
    public bool IsAmbiguous => TreatyIds.Count > 1;

    public int End => Start + Length;
}

/// <summary>A name shaped like a treaty's that the catalogue does not hold.</summary>
/// <param name="Text">As written.</param>
/// <param name="IsAbbreviation">Whether it is a bare abbreviation, which is a weaker sign.</param>
public sealed record UnknownName(string Text, int Start, int Length, bool IsAbbreviation);
