namespace TreatyBot.Knowledge.Treaties;

/// <summary>Walks through events in order of time and keeps each party's state.</summary>
internal static class PartyStatusFold
{
    /// <param name="ordered">Events up to the day, in order of time.</param>
    public static Dictionary<string, PartyStatus> Fold(IReadOnlyList<TreatyEvent> ordered)
    {
        var isClosed = IsClosed(ordered);
        var isInForce = false;
        var states = new Dictionary<string, PartyStatus>(StringComparer.OrdinalIgnoreCase);
        foreach (var e in ordered)
        {
            if (e.Act == TreatyAct.EnterIntoForce)
            {
                isInForce |= IsForAll(e) || isClosed;
                // Entry into force for all binds those who ratified, in a closed group all who signed; for named parties, them.
                foreach (var id in IsForAll(e) ? states.Where(s => s.Value.State is PartyState.Ratified || (isClosed && s.Value.State is PartyState.Signed)).Select(s => s.Key).ToList() : e.Parties)
                    states[id] = new(PartyState.Party, e.Date, e);
                continue;
            }
            if (Next(e.Act, isInForce) is not { } state)
                continue;
            foreach (var id in e.Parties.Contains("*") ? states.Keys.ToList() : e.Parties)
            {
                // A successor begins where the state that it continues stood.
                var known = states.GetValueOrDefault(id) ?? (PartyGazetteer.Default[id]?.Continues is { } continued ? states.GetValueOrDefault(continued) : null);
                states[id] = known is not null && IsStepBack(known.State, state) ? known : new(state, e.Date, e);
            }
        }
        return states;
    }

    /// <summary>Whether the treaty binds the few states that are named as its signatories, and is open to no others.</summary>
    public static bool IsClosed(IReadOnlyList<TreatyEvent> events) =>
        events.Any(e => e.Act == TreatyAct.Sign && e.Parties.Count > 1)
        && !events.Any(e => e.Act is TreatyAct.Sign or TreatyAct.Open or TreatyAct.Accede or TreatyAct.Adopt && (e.Parties.Contains("*") || e.Act is TreatyAct.Open or TreatyAct.Accede));

    private static bool IsForAll(TreatyEvent e) => e.Parties.Count == 0 || e.Parties.Contains("*");

    private static PartyState? Next(TreatyAct act, bool isInForce) => act switch
    {
        TreatyAct.Sign => PartyState.Signed,
        TreatyAct.Ratify => isInForce ? PartyState.Party : PartyState.Ratified,
        TreatyAct.Accede => isInForce ? PartyState.Party : PartyState.Ratified,
        TreatyAct.Resume => PartyState.Party,
        TreatyAct.Suspend => PartyState.Suspended,
        TreatyAct.NotifyWithdrawal => PartyState.NoticeGiven,
        TreatyAct.Withdraw => PartyState.Withdrawn,
        TreatyAct.Revoke => PartyState.Revoked,
        TreatyAct.Reject => PartyState.Rejected,
        _ => null,
    };

    // A later report of a signature or ratification does not undo what came of it.
    private static bool IsStepBack(PartyState? known, PartyState next) => (known, next) switch
    {
        (null, _) => false,
        (PartyState.Party, PartyState.Signed or PartyState.Ratified) => true,
        (PartyState.Party or PartyState.Ratified or PartyState.Suspended or PartyState.Withdrawn, PartyState.Rejected) => true,
        (PartyState.Ratified, PartyState.Signed) => true,
        (PartyState.Withdrawn, PartyState.Signed or PartyState.Suspended or PartyState.NoticeGiven) => true,
        (PartyState.Suspended, PartyState.Signed or PartyState.Ratified) => true,
        _ => false,
    };
}
