using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>One act as all sources together tell it.</summary>
internal sealed record LedgerEntry
{
    public required string TreatyId { get; init; }

    public required TreatyAct Act { get; init; }

    /// <summary>Empty when no source names any; <c>*</c> for all.</summary>
    public required IReadOnlyList<string> Parties { get; init; }

    /// <summary>The most precise date that the sources agree on.</summary>
    public PartialDate? Date { get; init; }

    public required EventModality Modality { get; init; }

    /// <summary>The events that tell it, the best placed first.</summary>
    public required IReadOnlyList<SourcedEvent> Sources { get; init; }

    public bool IsDisputed => Sources.Any(source => source.Event.IsDisputed);

    public bool IsDeclared => Sources.Any(source => source.Event.IsDeclared);

    public bool IsForAll => Parties.Count == 0 || Parties.Contains("*");

    /// <summary>Whether the entry tells of the party, or of the treaty as a whole and so of each party.</summary>
    public bool Concerns(string partyId) => Names(partyId) || (IsForAll && Act is TreatyAct.EnterIntoForce or TreatyAct.Sign or TreatyAct.Open
        or TreatyAct.Adopt or TreatyAct.Expire or TreatyAct.Terminate or TreatyAct.Replace or TreatyAct.Extend or TreatyAct.Amend
        or TreatyAct.ApplyProvisionally or TreatyAct.Complete);

    public bool Names(string partyId) => Parties.Any(party => PartyGazetteer.Default.IsSame(party, partyId));
}

/// <summary>An event with its sentence as it is quoted.</summary>
internal sealed record SourcedEvent(TreatyEvent Event, SourceQuote Quote, Ingestion.SourceTier Tier);
