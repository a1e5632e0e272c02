using System.Globalization;
using TreatyBot.Channels.Protocol;

namespace TreatyBot.Channels.Turns;

/// <summary>One inbound activity while it is being handled, and the way to answer it. For one turn's use; not thread-safe.</summary>
public sealed class TurnContext
{
    public TurnContext(ChannelAdapter adapter, Activity activity)
    {
        Adapter = adapter;
        Activity = activity;
        Reference = ConversationReference.From(activity);
        Text = activity.Text?.Trim() ?? "";
    }

    public ChannelAdapter Adapter { get; }

    /// <summary>As received.</summary>
    public Activity Activity { get; }

    public ConversationReference Reference { get; }

    /// <summary>Names the turn in logs and traces.</summary>
    public string Id => field ??= TurnIds.Of(Activity);

    /// <summary>What the user said to the bot: the activity's text without mentions of the bot, trimmed; empty when there is none.</summary>
    public string Text { get; set; }

    /// <summary>The language that the bot speaks in this turn, once it is known.</summary>
    public CultureInfo? Language { get; set; }

    /// <summary>Whether the language was chosen for the place, whatever a question is asked in.</summary>
    public bool IsLanguageChosen { get; set; }

    /// <summary>Whether anything but typing was sent.</summary>
    public bool Responded { get; internal set; }

    /// <summary>The answer to an invoke; null means nobody handled it, which the channel reports as 501.</summary>
    public InvokeResponse? InvokeResponse { get; set; }

    /// <summary>Told of every activity after it was sent or updated, as it was sent; for records.</summary>
    public Action<Activity>? Sent { get; set; }

    /// <summary>The delivery that brought the activity; null for one that is not known again.</summary>
    public TurnDelivery? Delivery { get; init; }

    /// <summary>
    /// Whether the activity may have been answered by a program that was ended while it sent, and nobody can look: it is not to be
    /// answered in full again. An adapter that can look says so.
    /// </summary>
    public bool MayBeAnswered { get; internal set; }

    /// <summary>What middleware and bot hand to each other, by type name or other agreed key.</summary>
    public IDictionary<string, object> Items { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    public Task<ResourceResponse?> SendTextAsync(string text, CancellationToken cancellationToken) =>
        SendAsync(new Activity { Type = ActivityTypes.Message, Text = text, TextFormat = TextFormats.Markdown }, cancellationToken);

    public Task SendTypingAsync(CancellationToken cancellationToken) =>
        SendAsync(new Activity { Type = ActivityTypes.Typing }, cancellationToken);

    public async Task<ResourceResponse?> SendAsync(Activity activity, CancellationToken cancellationToken)
    {
        var responses = await SendAsync([activity], cancellationToken);
        return responses.Count > 0 ? responses[0] : null;
    }

    /// <summary>Addresses the activities to this conversation and sends them in order.</summary>
    public async Task<IReadOnlyList<ResourceResponse>> SendAsync(IReadOnlyList<Activity> activities, CancellationToken cancellationToken)
    {
        Activity[] addressed = [.. activities.Select(Reference.Address)];
        bool isAnswer = addressed.Any(activity => activity.Type != ActivityTypes.Typing);
        if (isAnswer)
            await MarkSendingAsync(cancellationToken);
        using var sending = ChannelTelemetry.Send(Activity.ChannelId, "send");
        var responses = await Adapter.SendActivitiesAsync(this, addressed, cancellationToken);
        sending?.Succeed();
        Responded |= isAnswer;
        foreach (var activity in addressed)
            Sent?.Invoke(activity);
        return responses;
    }

    /// <summary>Replaces what was sent under <paramref name="activityId"/>.</summary>
    public async Task<ResourceResponse?> UpdateAsync(string activityId, Activity activity, CancellationToken cancellationToken)
    {
        var addressed = Reference.Address(activity) with { Id = activityId };
        await MarkSendingAsync(cancellationToken);
        using var sending = ChannelTelemetry.Send(Activity.ChannelId, "update");
        var response = await Adapter.UpdateActivityAsync(this, addressed, cancellationToken);
        sending?.Succeed();
        Sent?.Invoke(addressed);
        return response;
    }

    public Task DeleteAsync(string activityId, CancellationToken cancellationToken) =>
        Adapter.DeleteActivityAsync(this, activityId, cancellationToken);

    /// <summary>Sends a whole reply in the form that the channel shows best.</summary>
    public async Task<ResourceResponse?> SendReplyAsync(Reply reply, CancellationToken cancellationToken)
    {
        await using var writer = BeginReply();
        return await writer.CompleteAsync(reply, cancellationToken);
    }

    /// <summary>To be called before anything of an answer leaves by another way than this context.</summary>
    internal ValueTask MarkSendingAsync(CancellationToken cancellationToken) => Delivery?.MarkSendingAsync(cancellationToken) ?? ValueTask.CompletedTask;

    /// <summary>Begins a reply that is shown while it is made, where the channel can; elsewhere it is sent whole.</summary>
    public IReplyWriter BeginReply() => Adapter.BeginReply(this);
}
