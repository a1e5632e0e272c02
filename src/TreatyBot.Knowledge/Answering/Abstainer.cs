using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Says why there is no answer, and what to do next. Every message is fixed wording around names that the corpus knows.</summary>
public sealed class Abstainer(IOptions<AnsweringOptions> options)
{
    /// <summary>A passage with this share of the question's weight is about the same matter.</summary>
    private const double SpokenOf = 0.4;

    /// <summary>Where names of the question are in the document, less will do.</summary>
    private const double NamedAndSpokenOf = 0.2;

    private const string Invitation = "Ask me about an arms-control treaty, for instance when it was signed, who left it, or whether it is in force.";

    /// <summary>Nothing of the store's own words: they are for whoever runs it.</summary>
    public static AbstentionDraft StoreUnavailable { get; } = new(
        AbstentionReason.Unavailable, "I can't look anything up just now, because my document store does not answer. Please ask again in a few minutes.");

    /// <summary>Declines what is no question to a corpus; null when it is worth a search.</summary>
    public static AbstentionDraft? Decline(QuestionFrame frame, int documentCount)
    {
        if (frame.IsGreeting)
            return new(AbstentionReason.NotAQuestion, $"Hello! {Invitation}");
        if (frame.IsThanks)
            return new(AbstentionReason.NotAQuestion, "You're welcome. Ask on whenever you like.");
        if (frame.IsEmpty)
            return new(AbstentionReason.NotAQuestion, $"I got an empty message. {Invitation}");
        if (frame.IsNoise)
            return new(AbstentionReason.NotAQuestion, $"I can't find a question in that. {Invitation}");
        if (frame.IsCommand)
            return new(AbstentionReason.NotAQuestion, $"That reads like a command, and I only answer questions here. {Invitation}");
        if (documentCount == 0)
            return new(AbstentionReason.Unavailable, "I have no documents to answer from yet. Whoever runs me can add some with: treatybot ingest.");
        return null;
    }

    /// <summary>Why the evidence that was found does not answer the question.</summary>
    public AbstentionDraft Explain(AnswerContext context)
    {
        var frame = context.Frame;
        if (frame.IsOpinion)
            return WithNearest(new(AbstentionReason.OpinionAsked,
                "I can't answer that, because it asks for an opinion, and I only report what sources say. Ask what a government or document said about it, and I will look."), context);
        if (frame.IsPrediction || frame.Traits.HasFlag(QuestionTraits.Hypothetical))
            return WithNearest(new(AbstentionReason.OpinionAsked,
                "I can't answer that, because it asks about what has not happened, and I only report what sources say. Ask what has been announced so far."), context);
        if (frame.TreatyIds.Count == 0)
            return WithNearest(WithoutTreaty(context), context);

        var treaties = string.Join(" and ", frame.TreatyIds.Take(2).Select(context.Catalogue.Name));
        var party = frame.PartyIds.FirstOrDefault(id => context.Fitting.All(sentence =>
            sentence.Gap.HasFlag(EvidenceGap.Treaty) || (sentence.Gap.HasFlag(EvidenceGap.Party) && !sentence.Analysis.Parties.Any(named => PartyGazetteer.Default.IsSame(named.PartyId, id)))));
        if (party is not null)
            return WithNearest(new(AbstentionReason.FalsePremise,
                $"I can't answer that, because none of my documents on the {treaties} speaks of {PartyGazetteer.Default.Name(party)} in it. The premise may be wrong; ask who the parties are."), context);
        return WithNearest(new(AbstentionReason.TextIsSilent,
            $"I can't answer that, because my documents on the {treaties} do not say. The treaty's own text or its depositary would settle it."), context);
    }

    // Whether the corpus speaks of the matter at all decides between "nothing on this" and "not said".
    private static AbstentionDraft WithoutTreaty(AnswerContext context)
    {
        var frame = context.Frame;
        var namesSomething = frame.UnknownTreaties.Count > 0 || frame.PartyIds.Count > 0 || context.Query.Names.Count > 0;
        var near = context.Fitting.Where(sentence => !sentence.Gap.HasFlag(EvidenceGap.Name))
            .MaxBy(sentence => sentence.Ranked.Features.PassageCoverage);
        var isSpokenOf = near is not null && near.Ranked.Features.PassageCoverage >= (namesSomething ? NamedAndSpokenOf : SpokenOf);
        if (isSpokenOf && near!.Gap.HasFlag(EvidenceGap.Party) && frame.PartyIds.Count > 0 && near.Ranked.Features.SentenceCoverage >= 0.5)
            return new(AbstentionReason.FalsePremise,
                $"I can't answer that, because my documents do not say this of {PartyGazetteer.Default.Name(frame.PartyIds[0])}. What they do say is below; the premise may be wrong.");
        if (isSpokenOf)
            return new(AbstentionReason.TextIsSilent,
                "I can't answer that, because my documents speak of this but do not say it. The nearest passages are below; a fuller source would settle it.");
        return frame.UnknownTreaties.Count > 0
            ? new(AbstentionReason.NotInCorpus, $"I can't answer that, because none of my documents is about “{Clip(frame.UnknownTreaties[0].Text)}”. Adding one to the corpus would settle it.")
            : new(AbstentionReason.NotInCorpus, "I can't answer that, because I found nothing in my documents that answers it. Naming the treaty, the country and the year often helps.");
    }

    /// <summary>Adds the nearest sentences unless the draft brings its own.</summary>
    public AbstentionDraft WithNearest(AbstentionDraft draft, AnswerContext context)
    {
        if (draft.Nearest.Count > 0)
            return draft;
        var nearest = context.Fitting
            .OrderBy(sentence => sentence.Gap.HasFlag(EvidenceGap.Treaty) ? 1 : 0)
            .DistinctBy(sentence => sentence.Ranked.Passage.Hit.Passage.Id)
            .Take(options.Value.NearestPassages)
            .Select(sentence => sentence.Quote);
        return draft with { Nearest = [.. nearest] };
    }

    private static string Clip(string name) => name.Length <= 80 ? name : name[..80] + "…";
}
