using System.Net;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Sending;

namespace TreatyBot.Channels.BotFramework;

/// <summary>Sends activities to the conversation that a reference names, choosing the connector's operation.</summary>
internal sealed class ActivitySender(ConnectorClient connector, ServiceUrlPolicy serviceUrls)
{
    /// <summary>A message too large for the connector is shortened once; what is then still too large fails.</summary>
    public async Task<ResourceResponse?> SendAsync(ConversationReference to, Activity activity, CancellationToken cancellationToken)
    {
        var (serviceUrl, conversation) = Place(to);
        try
        {
            return await PostAsync(serviceUrl, conversation, activity, cancellationToken);
        }
        catch (ConnectorException exception) when (exception.Status == HttpStatusCode.RequestEntityTooLarge && CanShorten(activity))
        {
            return await PostAsync(serviceUrl, conversation, Shorten(activity), cancellationToken);
        }
    }

    public Task<ResourceResponse?> UpdateAsync(ConversationReference to, Activity activity, CancellationToken cancellationToken)
    {
        var (serviceUrl, conversation) = Place(to);
        var id = activity.Id ?? throw new ArgumentException("An update names the activity that it replaces.", nameof(activity));
        return connector.UpdateAsync(serviceUrl, conversation, id, activity, cancellationToken);
    }

    public Task DeleteAsync(ConversationReference to, string activityId, CancellationToken cancellationToken)
    {
        var (serviceUrl, conversation) = Place(to);
        return connector.DeleteAsync(serviceUrl, conversation, activityId, cancellationToken);
    }

    public void EnsureAllowed(string? serviceUrl)
    {
        if (!serviceUrls.Allows(serviceUrl))
            throw new ConnectorException(null, "ServiceUrlNotAllowed", "the conversation's service URL is not among the allowed service hosts");
    }

    // Updates of a stream go to the conversation; the id that they continue is in their entity.
    private Task<ResourceResponse?> PostAsync(string serviceUrl, string conversation, Activity activity, CancellationToken cancellationToken) =>
        activity.ReplyToId is { Length: > 0 } replyTo && activity.Type == ActivityTypes.Message && !IsStream(activity)
            ? connector.ReplyAsync(serviceUrl, conversation, replyTo, activity, cancellationToken)
            : connector.SendAsync(serviceUrl, conversation, activity, cancellationToken);

    private (string ServiceUrl, string ConversationId) Place(ConversationReference to)
    {
        EnsureAllowed(to.ServiceUrl);
        return (to.ServiceUrl!, to.Conversation?.Id ?? throw new ArgumentException("The reference names no conversation.", nameof(to)));
    }

    private static bool IsStream(Activity activity) => activity.Entities?.Any(entity => entity.Type == "streaminfo") ?? false;

    private static bool CanShorten(Activity activity) =>
        activity.Type == ActivityTypes.Message && (activity.Text?.Length > 0 || activity.Attachments?.Count > 0) && !IsStream(activity) && !Teams.TeamsPicture.Is(activity);

    // The text is worth more than its cards and metadata.
    private static Activity Shorten(Activity activity) => activity with
    {
        Text = TextClipper.Clip(activity.Text is { Length: > 0 } text ? text : activity.Summary ?? "This is too large to be shown here.", 8000),
        Attachments = null,
        Entities = null,
    };
}
