namespace TreatyBot.Knowledge.Treaties;

/// <summary>Walks through events in order of time and keeps each party's state.</summary>
internal static class PartyStatusFold
{
    public static Dictionary<string, PartyStatus> Fold(IEnumerable<TreatyEvent> ordered, bool isInForce)
    {
        var states = new Dictionary<string, PartyStatus>(StringComparer.OrdinalIgnoreCase);
        foreach (var e in ordered)
        {
            if (e.Act == TreatyAct.EnterIntoForce)
            {
                // Entry into force for all binds those who ratified; for named parties, them.
                foreach (var id in IsForAll(e) ? states.Where(s => s.Value.State is PartyState.Ratified or PartyState.Signed).Select(s => s.Key).ToList() : e.Parties)
                    states[id] = new(PartyState.Party, e.Date, e);
                continue;
            }
            if (Next(e.Act, isInForce) is not { } state)
                continue;
            foreach (var id in e.Parties.Contains("*") ? states.Keys.ToList() : e.Parties)
            {
                if (!IsStepBack(states.GetValueOrDefault(id)?.State, state))
                    states[id] = new(state, e.Date, e);
            }
        }
        return states;
    }

    private static bool IsForAll(TreatyEvent e) => e.Parties.Count == 0 || e.Parties.Contains("*");

    private static PartyState? Next(TreatyAct act, bool isInForce) => act switch
    {
        TreatyAct.Sign => PartyState.Signed,
        TreatyAct.Ratify => PartyState.Ratified,
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
        (PartyState.Ratified, PartyState.Signed) => true,
        (PartyState.Withdrawn, PartyState.Signed or PartyState.Suspended or PartyState.NoticeGiven) => true,
        (PartyState.Suspended, PartyState.Signed or PartyState.Ratified) => true,
        _ => false,
    };
}
