using System.Text.RegularExpressions;
using TreatyBot.Channels.Turns;
using TreatyBot.Knowledge;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Bot;

/// <summary>"status of New START", "status CFE as of 1 June 2019".</summary>
internal sealed partial class StatusQuestions(IAssistant assistant, ConversationMemory memory, TimeProvider time)
{
    /// <returns>Null when the text asks for no status.</returns>
    public async Task<Reply?> TryReplyAsync(string text, string conversation, CancellationToken cancellationToken)
    {
        if (Asked().Match(text.Trim()) is not { Success: true } asked)
            return null;
        DateOnly? asOf = null;
        if (asked.Groups["date"] is { Success: true, Value: var day } && (asOf = Date(day)) is null)
            return Reply.Notice($"I cannot read “{day}” as a date. Write it like 2019-06-01 or 1 June 2019.");
        var answer = await assistant.AskAsync(new Question($"What is the status of {asked.Groups["treaty"].Value}?") { AsOf = asOf }, cancellationToken);
        memory.Remember(conversation, answer);
        return ReplyComposer.Compose(answer);
    }

    // A month or a year means its last day, as in questions.
    private DateOnly? Date(string text) => PartialDate.TryParseIso(text, out var iso)
        ? iso.Latest
        : DateFinder.Find(text, new DateContext(PartialDate.From(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime))), lenientCase: true)
            .FirstOrDefault(mention => mention.Date is not null)?.Date?.Latest;

    [GeneratedRegex(@"^/?status (?:of )?(?<treaty>.+?)(?:,? (?:as of|as at|on) (?<date>.+?))?[.!?]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Asked();
}
