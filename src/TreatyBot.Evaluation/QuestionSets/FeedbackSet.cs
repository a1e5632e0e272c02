using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Evaluation.QuestionSets;

/// <summary>
/// Turns votes into a set to review: one question a line, the most disliked first. Every line carries <c>review</c>, and readers pass
/// such lines over, so that the program is never measured by its own answers before a person has checked them.
/// </summary>
public static class FeedbackSet
{
    /// <param name="votesPath">JSON Lines of <see cref="FeedbackVote"/>.</param>
    /// <param name="setPath">Where the set goes; an existing file is not overwritten.</param>
    /// <returns>The number of questions written, and the lines that could not be read.</returns>
    /// <exception cref="QaSetException">The votes cannot be read, or the set exists already.</exception>
    public static async Task<(int Questions, IReadOnlyList<QaSetProblem> Problems)> WriteAsync(
        string votesPath, string setPath, CancellationToken cancellationToken)
    {
        if (File.Exists(setPath))
            throw new QaSetException(new(setPath, 0, "exists already and may hold reviewed questions. Name another file."));
        var (votes, problems) = await ReadVotesAsync(votesPath, cancellationToken);
        var lines = ToLines(votes).Select(QaSetWriter.ToLine).ToList();
        if (Path.GetDirectoryName(Path.GetFullPath(setPath)) is { } folder)
            Directory.CreateDirectory(folder);
        await File.WriteAllLinesAsync(setPath + ".tmp", lines, cancellationToken);
        File.Move(setPath + ".tmp", setPath);
        return (lines.Count, problems);
    }

    internal static IEnumerable<QaLine> ToLines(IReadOnlyList<FeedbackVote> votes) => votes
        .GroupBy(vote => string.Join(' ', TextAnalyzer.Tokens(vote.Question).Select(token => token.Term)), StringComparer.Ordinal)
        .OrderByDescending(group => group.Count(vote => vote.Vote == VoteKind.Down))
        .ThenBy(group => group.Min(vote => vote.At))
        .ThenBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => ToLine(group.Key, [.. group.OrderBy(vote => vote.At)]));

    private static QaLine ToLine(string key, IReadOnlyList<FeedbackVote> votes)
    {
        var down = votes.Where(vote => vote.Vote == VoteKind.Down).ToList();
        var last = down.LastOrDefault() ?? votes[^1];
        var liked = down.Count == 0;
        var review = new StringBuilder($"{votes.Count - down.Count} up, {down.Count} down; answered: {last.ShortAnswer ?? last.Answer}");
        foreach (var comment in votes.Select(vote => vote.Comment?.Trim()).Where(comment => !string.IsNullOrEmpty(comment)).Distinct())
            review.Append("; comment: ").Append(comment);
        return new QaLine
        {
            Id = "fb-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..12],
            Question = last.Question,
            Answers = liked && last.ShortAnswer is { } answer ? [answer] : [],
            Sources = [.. last.Citations.Select(citation => citation.DocumentId).Distinct()],
            Quotes = liked ? [.. last.Citations.Select(citation => citation.Quote).Distinct()] : null,
            Tags = ["feedback", liked ? "liked" : "disliked", .. votes.Select(vote => vote.Channel).Distinct().Order(StringComparer.Ordinal)],
            Review = review.ToString(),
        };
    }

    private static async Task<(List<FeedbackVote>, List<QaSetProblem>)> ReadVotesAsync(string path, CancellationToken cancellationToken)
    {
        List<FeedbackVote> votes = [];
        List<QaSetProblem> problems = [];
        try
        {
            var number = 0;
            await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
            {
                number++;
                if (string.IsNullOrWhiteSpace(line))
                    continue;
                try
                {
                    votes.Add(JsonSerializer.Deserialize<FeedbackVote>(line, FeedbackVote.JsonOptions)!);
                }
                catch (JsonException)
                {
                    problems.Add(new(path, number, "is not a vote; expected {\"at\",\"channel\",\"question\",\"answer\",\"citations\",\"vote\":\"up\"|\"down\"}."));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new QaSetException(new(path, 0, $"cannot be read ({e.Message}). Votes are stored there once a user has voted."));
        }
        return (votes, problems);
    }
}
