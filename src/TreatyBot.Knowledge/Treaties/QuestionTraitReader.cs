namespace TreatyBot.Knowledge.Treaties;

/// <summary>Tells questions to the corpus from greetings, commands, opinions, predictions and follow-ups.</summary>
internal static class QuestionTraitReader
{
    public static QuestionTraits Read(QuestionFrame frame, List<string> keys)
    {
        if (keys.Count == 0)
            return QuestionTraits.Noise;
        var namesNothing = frame.TreatyIds.Count == 0 && frame.UnknownTreaties.Count == 0 && frame.PartyIds.Count == 0;
        if (namesNothing && keys.Count <= 8 && QuestionWords.AllIn("greeting", keys))
            return QuestionTraits.Greeting;
        if (namesNothing && keys.Count <= 10 && keys[0] != "help" && QuestionWords.AllIn("thanks", keys))
            return QuestionTraits.Thanks;
        var traits = QuestionTraits.None;
        if (QuestionWords.IsIn("command", keys, 0))
            traits |= QuestionTraits.Command;
        if (IsOpinion(keys))
            traits |= QuestionTraits.Opinion;
        if (IsPrediction(frame, keys))
            traits |= QuestionTraits.Prediction;
        if (keys.Contains("if") && keys is not ["what", "happens", ..] && keys.Exists(key => key is "would" or "will" or "what" or "had" or "when" or "could") || keys is ["what", "would", ..])
            traits |= QuestionTraits.Hypothetical;
        if (traits == QuestionTraits.None && IsFollowUp(frame, keys))
            traits |= QuestionTraits.FollowUp;
        return traits;
    }

    private static bool IsOpinion(List<string> keys)
    {
        // "What does China say is wrong with it?" asks what China says.
        if (keys is ["what" or "why" or "how" or "which", "does" or "did" or "do" or "has" or "have", ..] && keys.Take(7).Any(key => key is "say" or "said" or "argue" or "claim" or "find" or "call"))
            return false;
        if (keys[0] is "should" or "ought" || QuestionWords.AnyIn("opinion", keys))
            return !keys.Contains("known");
        // "Would it be a good model?", "Was he a greater statesman than …?": a judgement of worth, whatever the noun.
        if (keys[0] is "is" or "was" or "are" or "were" or "would" or "will" && Enumerable.Range(1, keys.Count - 1).Any(i => keys[i - 1] is "a" or "the" && keys[i] is "good" or "bad" or "better" or "worse" or "greater" or "great" or "best" or "worst")
            && !keys.Contains("faith"))
            return true;
        // "Was Russia right to …", "is it justified": a form of "be", a subject, a judgement.
        for (var i = 1; i < keys.Count; i++)
        {
            if (!QuestionWords.IsIn("judgement", keys, i) || keys[i - 1] is "a" or "the" or "have" or "has" or "had" or "any" or "no" or "its" or "s" or "their"
                || (i + 1 < keys.Count && keys[i + 1] is "faith" or "offices" or "friday" or "of"))
                continue;
            for (var b = i - 1; b >= Math.Max(0, i - 12); b--)
            {
                if (keys[b] is "is" or "was" or "are" or "were" or "be")
                    return true;
            }
        }
        return false;
    }

    private static bool IsPrediction(QuestionFrame frame, List<string> keys)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            if (QuestionWords.IsIn("prediction", keys, i) && (keys[i] is not ("going" or "likely") || keys.Take(i).TakeLast(6).Any(key => key is "is" or "are" or "will")))
                return true;
        }
        var will = keys.IndexOf("will");
        if (will < 0 || will > 2 || keys.Contains("if"))
            return false;
        var isScheduled = frame.Acts.Any(act => act is TreatyAct.Expire or TreatyAct.EnterIntoForce or TreatyAct.Review);
        return will == 0 ? !isScheduled || frame.Parties.Any(party => party.Start < 12) : !isScheduled && frame.PartyIds.Count > 0;
    }

    private static bool IsFollowUp(QuestionFrame frame, List<string> keys)
    {
        if (keys[0] is "and" or "also" or "then" or "but" or "so" || (keys.Count > 1 && keys[0] is "what" or "how" && keys[1] == "about"))
            return true;
        if (frame.TreatyIds.Count > 0 || frame.UnknownTreaties.Count > 0)
            return false;
        return QuestionWords.AnyIn("pronoun", keys) || keys.Count <= 3 || keys is [.., "the", "treaty" or "pact" or "agreement" or "convention"];
    }
}
