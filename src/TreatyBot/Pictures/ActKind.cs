using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Pictures;

/// <summary>What a picture tells apart by colour and shape.</summary>
internal enum ActKind
{
    Concluded,
    Consent,
    InForce,
    Changed,
    Suspended,
    Ended,
    Said,
}

internal static class ActKinds
{
    public static ActKind Of(TreatyAct act) => act switch
    {
        TreatyAct.Adopt or TreatyAct.Open or TreatyAct.Sign => ActKind.Concluded,
        TreatyAct.Ratify or TreatyAct.Accede or TreatyAct.ApplyProvisionally => ActKind.Consent,
        TreatyAct.EnterIntoForce or TreatyAct.Resume => ActKind.InForce,
        TreatyAct.Amend or TreatyAct.Extend or TreatyAct.Review or TreatyAct.Complete or TreatyAct.Replace => ActKind.Changed,
        TreatyAct.Suspend or TreatyAct.NotifyWithdrawal or TreatyAct.Reject => ActKind.Suspended,
        TreatyAct.Withdraw or TreatyAct.Revoke or TreatyAct.Expire or TreatyAct.Terminate => ActKind.Ended,
        _ => ActKind.Said,
    };

    public static string Name(ActKind kind) => kind switch
    {
        ActKind.Concluded => "Adopted, signed",
        ActKind.Consent => "Ratified, joined",
        ActKind.InForce => "In force",
        ActKind.Changed => "Changed, reviewed",
        ActKind.Suspended => "Suspended, notice",
        ActKind.Ended => "Left, ended",
        _ => "Announced, alleged",
    };

    /// <summary>From the palette of Okabe and Ito, which readers with any kind of colour vision tell apart.</summary>
    public static string Colour(ActKind kind) => kind switch
    {
        ActKind.Concluded => "#0072B2",
        ActKind.Consent => "#56B4E9",
        ActKind.InForce => "#009E73",
        ActKind.Changed => "#CC79A7",
        ActKind.Suspended => "#E69F00",
        ActKind.Ended => "#D55E00",
        _ => "#595959",
    };

    /// <summary>What is shown first when there is no room for all.</summary>
    public static int Weight(ActKind kind) => kind switch
    {
        ActKind.Said => 0,
        ActKind.Changed or ActKind.Consent => 1,
        _ => 2,
    };
}
