using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Knowledge.Answering.ShortAnswers;

/// <summary>Weights of <see cref="SpanFeatures"/>: listwise softmax regressions over SQuAD 2.0 development articles, one a kind of answer.</summary>
internal static class SpanWeights
{
    public static double Score(SpanFeatures f, AnswerType type) => type switch
    {
        AnswerType.Date => 1.0 * f.Nearness - 0.6 * f.Overlap + 0.2 * f.FocusFollows + 0.1 * f.FocusPrecedes - 0.1 * f.IsFirst
            + 0.4 * f.AfterPlace + 0.2 * f.IsYear + 0.1 * f.IsFullDate - 0.1 * f.MatchFollows + 0.6 * f.MatchPrecedes,
        AnswerType.Number => 1.3 * f.Nearness - 1.3 * f.Overlap + 1.5 * f.FocusFollows + 0.3 * f.AfterAgent - 0.2 * f.AfterPlace
            - 0.3 * f.AfterTime + 0.1 * f.HasDigit - 0.4 * f.IsYear + 0.5 * f.Size + 0.7 * f.MatchFollows + 0.1 * f.MatchPrecedes,
        AnswerType.Place => 1.8 * f.Nearness - 1.5 * f.Overlap + 0.6 * f.FocusPrecedes - 0.5 * f.IsFirst - 0.2 * f.AfterAgent
            + 0.9 * f.AfterPlace - 0.3 * f.Size + 0.1 * f.MatchFollows + 0.2 * f.MatchPrecedes,
        _ => 0,
    };
}
