using System.Globalization;
using System.Text;
using TreatyBot.Evaluation.QuestionSets;
using TreatyBot.Feedback;

namespace TreatyBot.Output;

/// <summary>A digest of votes as lines for a terminal. What users wrote cannot steer the terminal.</summary>
internal static class FeedbackText
{
    private const int LongestText = 300;

    public static string Write(FeedbackDigest digest)
    {
        var text = new StringBuilder();
        var total = digest.Up + digest.Down;
        text.AppendLine(CultureInfo.InvariantCulture, $"{total} {(total == 1 ? "vote" : "votes")} from {Day(digest.First)} to {Day(digest.Last)}: {digest.Up} up, {digest.Down} down ({Share(digest.Up, total)} up).");
        Count(text, "By channel", digest.Channels);
        Count(text, "By outcome", digest.Reasons);
        Count(text, "By answerer", digest.Answerers);
        if (digest.Worst.Count > 0)
            text.AppendLine().AppendLine("Worst rated:");
        foreach (var question in digest.Worst)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {question.Down} down, {question.Up} up: {Clean(question.Question)}");
            text.AppendLine(CultureInfo.InvariantCulture, $"    answered: {Clean(question.Answer)}{(question.Sources.Count == 0 ? "" : $" [{string.Join(", ", question.Sources)}]")}");
            foreach (var comment in question.Comments)
                text.AppendLine(CultureInfo.InvariantCulture, $"    “{Clean(comment)}”");
        }
        if (digest.Comments.Count > 0)
            text.AppendLine().AppendLine("Latest comments:");
        foreach (var comment in digest.Comments)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {Day(comment.At)} {(comment.Vote == VoteKind.Up ? "up  " : "down")} “{Clean(comment.Comment)}” on: {Clean(comment.Question)}");
        return text.ToString().TrimEnd();
    }

    private static void Count(StringBuilder text, string title, IReadOnlyList<VoteCount> counts) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"{title}: {string.Join(", ", counts.Select(count => $"{Clean(count.Name)} {count.Up} up {count.Down} down"))}.");

    private static string Day(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Share(int part, int total) => (100.0 * part / Math.Max(1, total)).ToString("0", CultureInfo.InvariantCulture) + " %";

    private static string Clean(string text)
    {
        var line = new string([.. text.Select(letter => char.IsControl(letter) ? ' ' : letter)]).Trim();
        return line.Length > LongestText ? line[..LongestText] + "…" : line;
    }
}
