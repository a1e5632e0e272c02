using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Languages;

/// <summary>Questions that a stored event answers, in the current language.</summary>
public static class EventQuestions
{
    /// <returns>Null for acts without a wording there.</returns>
    public static string? Ask(TreatyEvent found, TreatyCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(found);
        var party = new PartyTerm(found.Parties is [not "*"] ? found.Parties : []);
        var key = found.Act is TreatyAct.Withdraw or TreatyAct.Suspend ? $"When {{0}} {found.Act} {{1}}?" : $"When {found.Act} {{1}}?";
        var isWhole = found.Act is TreatyAct.Expire || party.Ids.Count == 0;
        return key.Contains("{0}", StringComparison.Ordinal) == isWhole || Texts.Find(key, Language.Current) is not { } format
            ? null
            : string.Format(new TermFormatter(catalogue, Language.Current), format, party, new TreatyTerm(found.TreatyId));
    }
}
