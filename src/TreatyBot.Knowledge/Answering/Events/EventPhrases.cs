using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>Puts events and the names in them into words.</summary>
public static class EventPhrases
{
    /// <summary>"Russia suspended the CFE Treaty on 12 December 2007", without a full stop; null for acts that only their own sentence can word.</summary>
    /// <param name="isLater">Whether it is told as what had not happened yet: "only on 12 December 2007".</param>
    internal static string? Say(LedgerEntry entry, TreatyCatalogue catalogue, bool isLater = false)
    {
        var treaty = TreatyName(entry.TreatyId, catalogue);
        var subject = entry.IsForAll ? null : Parties(entry.Parties);
        var phrase = (entry.Act, subject) switch
        {
            (TreatyAct.Adopt, _) => $"{treaty} was adopted",
            (TreatyAct.Open, _) => $"{treaty} was opened for signature",
            (TreatyAct.Sign, null) => $"{treaty} was signed",
            (TreatyAct.Sign, _) => $"{subject} signed {treaty}",
            (TreatyAct.Ratify, null) => null,
            (TreatyAct.Ratify, _) => $"{subject} ratified {treaty}",
            (TreatyAct.Accede, not null) => $"{subject} acceded to {treaty}",
            (TreatyAct.EnterIntoForce, null) => $"{treaty} entered into force",
            (TreatyAct.EnterIntoForce, _) => $"{treaty} entered into force for {subject}",
            (TreatyAct.NotifyWithdrawal, not null) => $"{subject} gave notice of withdrawal from {treaty}",
            (TreatyAct.Withdraw, not null) => $"{subject} withdrew from {treaty}",
            (TreatyAct.Suspend, not null) => $"{subject} suspended {treaty}",
            (TreatyAct.Revoke, not null) => $"{subject} revoked its ratification of {treaty}",
            (TreatyAct.Expire, _) => $"{treaty} expired",
            (TreatyAct.Terminate, _) => $"{treaty} was terminated",
            _ => null,
        };
        if (phrase is null)
            return null;
        return Capitalise(entry.Date is { } date ? $"{phrase} {(isLater ? "only " : "")}{When(date)}" : phrase);
    }

    public static string When(PartialDate date) => date.Precision == DatePrecision.Day ? $"on {date}" : $"in {date}";

    /// <summary>"the CFE Treaty"; names that take no article stand without.</summary>
    public static string TreatyName(string treatyId, TreatyCatalogue catalogue)
    {
        var name = catalogue.Name(treatyId);
        return LastWord(name) is "Treaty" or "Convention" or "Agreement" or "Accord" or "Accords" or "Act" or "Memorandum" or "Document" or "Protocol" or "Pact" || name.Contains(" on ", StringComparison.Ordinal) || name.Contains(" of ", StringComparison.Ordinal)
            ? $"the {name}"
            : name;
    }

    /// <summary>"Russia and the United States".</summary>
    public static string Parties(IReadOnlyList<string> partyIds)
    {
        var names = partyIds.Select(Party).ToList();
        return names.Count switch
        {
            0 => "",
            1 => names[0],
            _ => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}",
        };
    }

    public static string Party(string partyId)
    {
        var name = PartyGazetteer.Default.Name(partyId);
        return name.StartsWith("United ", StringComparison.Ordinal) || name.StartsWith("Soviet ", StringComparison.Ordinal) || name is "Netherlands" or "Philippines" or "European Union" or "Holy See"
            ? $"the {name}"
            : name;
    }

    public static string Capitalise(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string LastWord(string name) => name[(name.LastIndexOf(' ') + 1)..];
}
