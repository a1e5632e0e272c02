using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>
/// A register sheet's declarations go before what is read out of running text: a sentence that a sheet declares as one act is not
/// read as another, and a whole treaty's fate is as its sheet declares it.
/// </summary>
internal static class EventTrust
{
    private static readonly HashSet<TreatyAct> WholeTreatyActs =
        [TreatyAct.EnterIntoForce, TreatyAct.Expire, TreatyAct.Terminate, TreatyAct.Replace, TreatyAct.Sign, TreatyAct.Open, TreatyAct.Adopt];

    /// <param name="keepsBeside">Also keeps what a sheet declares of an instrument beside the treaty.</param>
    public static IEnumerable<SourcedEvent> Filter(IReadOnlyList<SourcedEvent> events, TreatyCatalogue catalogue, bool keepsBeside = false)
    {
        var declaredTexts = events.Where(source => source.Event.IsDeclared)
            .Select(source => (source.Event.DocumentId, source.Quote.Text)).ToHashSet();
        var declaredActs = events.Where(source => source.Event.IsDeclared)
            .Select(source => (source.Event.DocumentId, Treaty: source.Event.TreatyId.ToUpperInvariant(), source.Event.Act)).ToHashSet();
        return events.Where(source => source.Event.IsDeclared
            ? keepsBeside || IsAboutTreatyItself(source, catalogue)
            : !declaredTexts.Contains((source.Event.DocumentId, source.Quote.Text))
                && !(WholeTreatyActs.Contains(source.Event.Act) && source.Event.Modality != EventModality.Negated
                    && declaredActs.Contains((source.Event.DocumentId, source.Event.TreatyId.ToUpperInvariant(), source.Event.Act))));
    }

    // A sheet may date what befell an instrument beside the treaty: a protocol, another treaty, an agreement with a name of its own.
    public static bool IsAboutTreatyItself(SourcedEvent source, TreatyCatalogue catalogue)
    {
        var text = source.Quote.Text;
        var mentions = catalogue.Find(text);
        if (mentions.Count == 0)
            return true;
        var treatyId = source.Event.TreatyId;
        if (!mentions.Any(mention => mention.TreatyIds.Contains(treatyId, StringComparer.OrdinalIgnoreCase)))
            return false;
        if (source.Event.Act is TreatyAct.Announce or TreatyAct.Amend or TreatyAct.Extend or TreatyAct.Review or TreatyAct.Accuse or TreatyAct.Complete or TreatyAct.Reject)
            return true;
        return !Instruments.SpeaksOfAnother(text, mentions, treatyId, catalogue) && !Instruments.SpeaksOfPart(text, mentions, treatyId);
    }
}
