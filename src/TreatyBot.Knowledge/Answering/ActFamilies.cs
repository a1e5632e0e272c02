using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Which acts may stand for each other when sentences are looked for; events are told apart exactly.</summary>
internal static class ActFamilies
{
    private static readonly TreatyAct[][] Families =
    [
        [TreatyAct.Withdraw, TreatyAct.NotifyWithdrawal, TreatyAct.Announce, TreatyAct.Terminate],
        [TreatyAct.Suspend, TreatyAct.Announce],
        [TreatyAct.Sign, TreatyAct.Open, TreatyAct.Adopt],
        [TreatyAct.Ratify, TreatyAct.Accede],
        [TreatyAct.Revoke, TreatyAct.Withdraw],
        [TreatyAct.Expire, TreatyAct.Terminate],
    ];

    public static bool AnySame(IReadOnlyList<TreatyAct> wanted, IReadOnlyList<ActMention> found) =>
        found.Any(mention => wanted.Any(act => IsSame(act, mention.Act) || mention.Alternatives.Any(other => IsSame(act, other))));

    public static bool IsSame(TreatyAct act, TreatyAct other) =>
        act == other || Families.Any(family => family.Contains(act) && family.Contains(other));
}
