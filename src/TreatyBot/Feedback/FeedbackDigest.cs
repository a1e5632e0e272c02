using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Feedback;

/// <param name="Name">What was counted.</param>
/// <param name="Up">Votes for.</param>
/// <param name="Down">Votes against.</param>
internal sealed record VoteCount(string Name, int Up, int Down);

/// <param name="Question">In the words of the latest vote.</param>
/// <param name="Up">Votes for.</param>
/// <param name="Down">Votes against.</param>
/// <param name="Answer">What was answered last.</param>
/// <param name="Sources">The documents that the last answer cited.</param>
/// <param name="Comments">What voters wrote, the latest first.</param>
internal sealed record RatedQuestion(string Question, int Up, int Down, string Answer, IReadOnlyList<string> Sources, IReadOnlyList<string> Comments);

/// <param name="At">When.</param>
/// <param name="Vote">On which side.</param>
/// <param name="Question">On which question.</param>
/// <param name="Comment">What was written.</param>
internal sealed record VoteComment(DateTimeOffset At, VoteKind Vote, string Question, string Comment);

/// <summary>What votes say, counted and sorted for whoever is to better the answers. Holds user text.</summary>
internal sealed record FeedbackDigest
{
    private const int MostQuestions = 10;
    private const int MostComments = 10;
    private const int MostCommentsOfAQuestion = 3;

    public required int Up { get; init; }

    public required int Down { get; init; }

    public required DateTimeOffset? First { get; init; }

    public required DateTimeOffset? Last { get; init; }

    public required IReadOnlyList<VoteCount> Channels { get; init; }

    /// <summary>By why there was no answer; <c>answered</c> where there was one.</summary>
    public required IReadOnlyList<VoteCount> Reasons { get; init; }

    public required IReadOnlyList<VoteCount> Answerers { get; init; }

    /// <summary>Those with votes against, most of them first.</summary>
    public required IReadOnlyList<RatedQuestion> Worst { get; init; }

    /// <summary>The latest first.</summary>
    public required IReadOnlyList<VoteComment> Comments { get; init; }

    public required int UnreadableLines { get; init; }

    public static FeedbackDigest Of(IReadOnlyList<FeedbackVote> votes, int unreadableLines)
    {
        var ordered = votes.OrderBy(vote => vote.At).ToList();
        return new()
        {
            Up = ordered.Count(IsUp),
            Down = ordered.Count(vote => !IsUp(vote)),
            First = ordered.FirstOrDefault()?.At,
            Last = ordered.LastOrDefault()?.At,
            Channels = Count(ordered, vote => vote.Channel),
            Reasons = Count(ordered, vote => vote.Reason ?? "answered"),
            Answerers = Count(ordered, vote => vote.Answerer ?? "unknown"),
            Worst = Rate(ordered),
            Comments = [.. ordered.AsEnumerable().Reverse().Where(vote => !string.IsNullOrWhiteSpace(vote.Comment)).Take(MostComments)
                .Select(vote => new VoteComment(vote.At, vote.Vote, vote.Question, vote.Comment!.Trim()))],
            UnreadableLines = unreadableLines,
        };
    }

    private static bool IsUp(FeedbackVote vote) => vote.Vote == VoteKind.Up;

    private static List<VoteCount> Count(IEnumerable<FeedbackVote> votes, Func<FeedbackVote, string> name) =>
        [.. votes.GroupBy(name).Select(group => new VoteCount(group.Key, group.Count(IsUp), group.Count(vote => !IsUp(vote))))
            .OrderByDescending(count => count.Down).ThenByDescending(count => count.Up).ThenBy(count => count.Name, StringComparer.Ordinal)];

    // The same question in other words of no weight is one question.
    private static List<RatedQuestion> Rate(IEnumerable<FeedbackVote> votes) =>
        [.. votes.GroupBy(vote => string.Join(' ', TextAnalyzer.Tokens(vote.Question).Select(token => token.Term)), StringComparer.Ordinal)
            .Select(group => Question([.. group]))
            .Where(question => question.Down > 0)
            .OrderByDescending(question => question.Down - question.Up).ThenByDescending(question => question.Down).ThenBy(question => question.Question, StringComparer.Ordinal)
            .Take(MostQuestions)];

    private static RatedQuestion Question(List<FeedbackVote> votes)
    {
        var last = votes.FindLast(vote => !IsUp(vote)) ?? votes[^1];
        var comments = votes.AsEnumerable().Reverse().Select(vote => vote.Comment?.Trim()).Where(comment => !string.IsNullOrEmpty(comment)).Distinct();
        return new(
            last.Question, votes.Count(IsUp), votes.Count(vote => !IsUp(vote)), last.ShortAnswer ?? last.Answer,
            [.. last.Citations.Select(citation => citation.DocumentId).Distinct()], [.. comments.Take(MostCommentsOfAQuestion)!]);
    }
}
