namespace TreatyBot.Knowledge.Treaties;

/// <summary>How a party stands to a treaty.</summary>
public enum PartyState
{
    Signed,
    Ratified,

    /// <summary>Bound: it ratified or acceded and the treaty is in force.</summary>
    Party,
    Suspended,

    /// <summary>Notice of withdrawal is given and has not taken effect.</summary>
    NoticeGiven,
    Withdrawn,

    /// <summary>Its ratification is taken back.</summary>
    Revoked,
    Rejected,
}

/// <param name="State">The last state on or before the day.</param>
/// <param name="Since">When it began; null when the source gives no date.</param>
/// <param name="Event">The event that brought it about.</param>
public sealed record PartyStatus(PartyState State, PartialDate? Since, TreatyEvent Event);

public enum TreatyState
{
    /// <summary>No event says.</summary>
    Unknown,

    /// <summary>Signed, adopted or opened, and never said to have entered into force.</summary>
    NotInForce,

    /// <summary>In provisional application.</summary>
    Provisional,
    InForce,
    Ended,
}

/// <summary>What events say about one treaty as of a day.</summary>
public sealed record TreatyStatus
{
    public required string TreatyId { get; init; }

    public required DateOnly AsOf { get; init; }

    public required TreatyState State { get; init; }

    /// <summary>The event by which it entered into force, or began to be applied.</summary>
    public TreatyEvent? Since { get; init; }

    /// <summary>The event by which it ended, on or before the day; or the stated end that lies after it.</summary>
    public TreatyEvent? Until { get; init; }

    /// <summary>By party id; a successor state also stands under its own id.</summary>
    public IReadOnlyDictionary<string, PartyStatus> Parties { get; init; } = new Dictionary<string, PartyStatus>();

    /// <summary>The date of the last event that was considered: nothing is known after it.</summary>
    public PartialDate? LastKnown { get; init; }

    /// <summary>The status of one party, also by what the state did that it continues; null when no event names it.</summary>
    public PartyStatus? Of(string partyId)
    {
        if (Parties.TryGetValue(partyId, out var own))
            return own;
        var continued = PartyGazetteer.Default[partyId]?.Continues;
        return continued is not null && Parties.TryGetValue(continued, out var inherited) ? inherited : null;
    }

    /// <param name="events">Events of any treaties; planned, negated, attributed, disputed-only and undated ones change no status.</param>
    public static TreatyStatus Of(string treatyId, IEnumerable<TreatyEvent> events, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(events);
        var own = events.Where(e => string.Equals(e.TreatyId, treatyId, StringComparison.OrdinalIgnoreCase) && e.Modality == EventModality.Fact && e.Date is not null)
            .OrderBy(e => e.Date!.Value.Earliest).ThenBy(e => e.Act).ThenByDescending(e => e.IsDeclared).ToList();
        var past = own.FindAll(e => e.Date!.Value.Earliest <= asOf);
        var since = past.Find(e => e.Act == TreatyAct.EnterIntoForce && IsWhole(e)) ?? past.Find(e => e.Act == TreatyAct.EnterIntoForce);
        var provisional = past.Find(e => e.Act == TreatyAct.ApplyProvisionally);
        var parties = PartyStatusFold.Fold(past);
        var end = past.Find(e => EndsTreaty(e) && (since is null ? e.Act != TreatyAct.Replace : e.Date!.Value.Earliest > since.Date!.Value.Earliest))
            ?? (since is null ? null : LastToLeave(past, parties));
        var state = end is not null ? TreatyState.Ended
            : since is not null ? TreatyState.InForce
            : provisional is not null ? TreatyState.Provisional
            : past.Exists(e => e.Act is TreatyAct.Sign or TreatyAct.Adopt or TreatyAct.Open or TreatyAct.Ratify) ? TreatyState.NotInForce : TreatyState.Unknown;
        return new()
        {
            TreatyId = treatyId,
            AsOf = asOf,
            State = state,
            Since = since ?? provisional,
            Until = end ?? own.Find(e => EndsTreaty(e) && (since is not null || e.Act != TreatyAct.Replace) && e.Date!.Value.Earliest > asOf),
            Parties = parties,
            LastKnown = past.Count > 0 ? past.Max(e => e.Date!.Value) : null,
        };
    }

    // A treaty between few ends when no two of them are left.
    private static TreatyEvent? LastToLeave(List<TreatyEvent> past, Dictionary<string, PartyStatus> parties)
    {
        if (!PartyStatusFold.IsClosed(past))
            return null;
        var continued = parties.Keys.Select(id => PartyGazetteer.Default[id]?.Continues).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var current = parties.Where(party => !continued.Contains(party.Key)).Select(party => party.Value).ToList();
        return current.Count(status => status.State is PartyState.Party or PartyState.Suspended or PartyState.NoticeGiven) < 2
            ? current.Where(status => status.State == PartyState.Withdrawn).Select(status => status.Event).MaxBy(e => e.Date!.Value.Earliest) : null;
    }

    private static bool EndsTreaty(TreatyEvent e) => e.Act is TreatyAct.Expire or TreatyAct.Terminate or TreatyAct.Replace && IsWhole(e);

    private static bool IsWhole(TreatyEvent e) => e.Parties.Count is 0 or > 1 || e.Parties[0] == "*" || e.IsDeclared;
}
