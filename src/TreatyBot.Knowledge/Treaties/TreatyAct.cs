namespace TreatyBot.Knowledge.Treaties;

/// <summary>What a party does to a treaty, or what happens to it. Signature is not entry into force, and a notice is not its effect.</summary>
public enum TreatyAct
{
    Adopt,
    Open,
    Sign,
    Ratify,
    Accede,
    EnterIntoForce,
    ApplyProvisionally,
    Amend,
    Extend,
    Review,

    /// <summary>A plan or intention made public, before any formal notice.</summary>
    Announce,

    /// <summary>The formal notice of withdrawal or denunciation.</summary>
    NotifyWithdrawal,

    /// <summary>A withdrawal or denunciation that has taken effect.</summary>
    Withdraw,
    Suspend,
    Resume,

    /// <summary>A ratification taken back.</summary>
    Revoke,

    /// <summary>A parliament or government refuses signature or ratification.</summary>
    Reject,
    Expire,
    Terminate,
    Replace,

    /// <summary>A party is said to be in breach.</summary>
    Accuse,

    /// <summary>Reductions or inspections are finished.</summary>
    Complete,
}
