using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Turns;
using TreatyBot.Corpus;

namespace TreatyBot.Bot;

/// <summary>Says once what can be asked, to whoever adds the bot.</summary>
internal sealed class WelcomeTurn(FollowUps followUps, CorpusReadiness readiness, TimeProvider time)
{
    private const string Welcome = """
        Hello! I answer questions about arms-control treaties, from documents only, and show the sentence that each answer rests on. When my documents do not say, I say so.
        """;

    // A client that repeats the update at each start does not mean a new welcome.
    private readonly SlidingCounter _welcomed = new(1, TimeSpan.FromHours(12), time);

    public async Task RunAsync(TurnContext turn, CancellationToken cancellationToken)
    {
        if (!IsAddressed(turn.Activity) || !_welcomed.TryCount(ConversationKey.Of(turn.Activity)))
            return;
        var examples = readiness.IsReady ? await followUps.ExamplesAsync(cancellationToken) : [];
        // Where others take part there are no buttons, and the bot must be mentioned.
        await turn.SendReplyAsync(
            ConversationKey.IsShared(turn.Activity)
                ? Reply.Notice($"{Texts.Of(Welcome)} {Texts.Of("Mention me to ask:")}\n\n{string.Join('\n', examples.Append("help").Select(example => $"- {example}"))}")
                : Reply.Notice($"{Texts.Of(Welcome)} {Texts.Of("Ask in your own words, for example with one of the buttons below, or say **help**.")}", [.. examples, "help"]),
            cancellationToken);
    }

    // In a shared conversation only the bot's own arrival; others come and go.
    private static bool IsAddressed(Activity activity)
    {
        var added = activity.MembersAdded ?? [];
        return added.Any(member => member.Id is not null && (!ConversationKey.IsShared(activity) || member.Id == activity.Recipient?.Id));
    }
}
