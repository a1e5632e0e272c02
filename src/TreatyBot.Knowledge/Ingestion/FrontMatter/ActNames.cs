using System.Collections.Frozen;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>How front matter may name a <see cref="TreatyAct"/>: its own name in snake case or words, or a common synonym.</summary>
internal static class ActNames
{
    private static readonly FrozenDictionary<string, TreatyAct> Synonyms = new Dictionary<string, TreatyAct>
    {
        ["adopted"] = TreatyAct.Adopt,
        ["adoption"] = TreatyAct.Adopt,
        ["conclude"] = TreatyAct.Adopt,
        ["open for signature"] = TreatyAct.Open,
        ["opened for signature"] = TreatyAct.Open,
        ["opened"] = TreatyAct.Open,
        ["signed"] = TreatyAct.Sign,
        ["signature"] = TreatyAct.Sign,
        ["ratified"] = TreatyAct.Ratify,
        ["ratification"] = TreatyAct.Ratify,
        ["accept"] = TreatyAct.Ratify,
        ["approve"] = TreatyAct.Ratify,
        ["join"] = TreatyAct.Accede,
        ["acceded"] = TreatyAct.Accede,
        ["accession"] = TreatyAct.Accede,
        ["succeed"] = TreatyAct.Accede,
        ["entry into force"] = TreatyAct.EnterIntoForce,
        ["entered into force"] = TreatyAct.EnterIntoForce,
        ["in force"] = TreatyAct.EnterIntoForce,
        ["provisional application"] = TreatyAct.ApplyProvisionally,
        ["amended"] = TreatyAct.Amend,
        ["amendment"] = TreatyAct.Amend,
        ["extended"] = TreatyAct.Extend,
        ["extension"] = TreatyAct.Extend,
        ["renew"] = TreatyAct.Extend,
        ["reviewed"] = TreatyAct.Review,
        ["review conference"] = TreatyAct.Review,
        ["announced"] = TreatyAct.Announce,
        ["announcement"] = TreatyAct.Announce,
        ["notify"] = TreatyAct.NotifyWithdrawal,
        ["withdrawal notice"] = TreatyAct.NotifyWithdrawal,
        ["notice of withdrawal"] = TreatyAct.NotifyWithdrawal,
        ["notified withdrawal"] = TreatyAct.NotifyWithdrawal,
        ["withdrew"] = TreatyAct.Withdraw,
        ["withdrawn"] = TreatyAct.Withdraw,
        ["withdrawal"] = TreatyAct.Withdraw,
        ["denounce"] = TreatyAct.Withdraw,
        ["denounced"] = TreatyAct.Withdraw,
        ["denunciation"] = TreatyAct.Withdraw,
        ["suspended"] = TreatyAct.Suspend,
        ["suspension"] = TreatyAct.Suspend,
        ["resumed"] = TreatyAct.Resume,
        ["resumption"] = TreatyAct.Resume,
        ["revoked"] = TreatyAct.Revoke,
        ["revocation"] = TreatyAct.Revoke,
        ["revoke ratification"] = TreatyAct.Revoke,
        ["rejected"] = TreatyAct.Reject,
        ["rejection"] = TreatyAct.Reject,
        ["expired"] = TreatyAct.Expire,
        ["expiry"] = TreatyAct.Expire,
        ["lapse"] = TreatyAct.Expire,
        ["terminated"] = TreatyAct.Terminate,
        ["termination"] = TreatyAct.Terminate,
        ["replaced"] = TreatyAct.Replace,
        ["supersede"] = TreatyAct.Replace,
        ["superseded"] = TreatyAct.Replace,
        ["accused"] = TreatyAct.Accuse,
        ["accusation"] = TreatyAct.Accuse,
        ["violate"] = TreatyAct.Accuse,
        ["completed"] = TreatyAct.Complete,
        ["completion"] = TreatyAct.Complete,
    }.Concat(Enum.GetValues<TreatyAct>().Select(act => KeyValuePair.Create(Words(act), act)))
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The accepted names, for errors.</summary>
    public static string Accepted { get; } =
        string.Join(", ", Enum.GetValues<TreatyAct>().Select(act => Words(act).Replace(' ', '_')));

    public static bool TryParse(string name, out TreatyAct act) =>
        Synonyms.TryGetValue(
            string.Join(' ', name.ToLowerInvariant().Split([' ', '_', '-'], StringSplitOptions.RemoveEmptyEntries)), out act);

    private static string Words(TreatyAct act) =>
        string.Concat(act.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $" {char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
