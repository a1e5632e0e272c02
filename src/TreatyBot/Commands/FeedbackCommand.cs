using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using TreatyBot.Configuration;
using TreatyBot.Feedback;
using TreatyBot.Output;

namespace TreatyBot.Commands;

/// <summary><c>feedback</c>: what users think of the answers.</summary>
internal static class FeedbackCommand
{
    public static Command Create(CommandContext context)
    {
        var since = new Option<string?>("--since") { Description = "Counts votes from a day on, such as 2026-11-01, or of the last days, such as 30d.", HelpName = "DATE|DAYS" };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var command = new Command("feedback", "Digests the votes on answers: counts, the worst-rated questions, what voters wrote.") { since, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(context, parsed.GetValue(since), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, string? since, bool asJson, CancellationToken cancellationToken)
    {
        await using var services = await context.BuildServicesAsync();
        var from = Since(since, services.GetRequiredService<TimeProvider>());
        var path = services.GetRequiredService<IOptions<FeedbackOptions>>().Value.Path;
        var (votes, unreadable) = await VoteReader.ReadAsync(path, cancellationToken);
        var digest = FeedbackDigest.Of([.. votes.Where(vote => vote.At >= from)], unreadable);
        if (asJson)
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(digest, AnswerJson.Options));
        else
            await context.Output.WriteLineAsync(digest.Up + digest.Down > 0 ? FeedbackText.Write(digest) : Nothing(path, votes.Count, since));
        if (unreadable > 0)
            await context.Error.WriteLineAsync($"{path}: {unreadable} {(unreadable == 1 ? "line is" : "lines are")} no vote and not counted.");
        return CommandLine.Done;
    }

    private static string Nothing(string path, int votes, string? since) => votes > 0
        ? $"No votes since {since}; {path} holds {votes} older ones."
        : $"""
            No votes yet in {path}.
            Users vote with the thumbs under an answer; serve stores each vote there with question, answer and citations.
            If users do vote and nothing arrives, look at Channels:Feedback:Path (relative to where serve runs) and at the log of serve.
            """;

    private static DateTimeOffset Since(string? since, TimeProvider time)
    {
        if (since is null)
            return DateTimeOffset.MinValue;
        if (since.EndsWith('d') && int.TryParse(since[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 36_500)
            return time.GetUtcNow() - TimeSpan.FromDays(days);
        return DateOnly.TryParseExact(since, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : throw new UsageException($"--since {since}: write a day as 2026-11-01, or a number of days as 30d.");
    }
}
