using System.Text.Json;
using TreatyBot.Evaluation.QuestionSets;

namespace TreatyBot.Feedback;

/// <summary>Reads the votes that <see cref="VoteFile"/> keeps, those set aside first.</summary>
internal static class VoteReader
{
    /// <summary>What the name of the file that was set aside ends with.</summary>
    public const string SetAside = ".1";

    /// <returns>The votes in the order in which they came, and how many lines are none.</returns>
    public static async Task<(IReadOnlyList<FeedbackVote> Votes, int Unreadable)> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var votes = new List<FeedbackVote>();
        var unreadable = 0;
        foreach (var file in new[] { path + SetAside, path }.Where(File.Exists))
        {
            await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
            {
                if (TryParse(line) is { } vote)
                    votes.Add(vote);
                else if (!string.IsNullOrWhiteSpace(line))
                    unreadable++;
            }
        }
        return (votes, unreadable);
    }

    public static FeedbackVote? TryParse(string line)
    {
        try
        {
            return string.IsNullOrWhiteSpace(line) ? null : JsonSerializer.Deserialize<FeedbackVote>(line, FeedbackVote.JsonOptions);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
