using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Turns;
using TreatyBot.Output;

namespace TreatyBot.Bot;

/// <summary>The terminal as a channel: the same turns, middleware and handler as the others.</summary>
internal sealed class ConsoleAdapter(TextWriter output, bool isTerminal, int width, MiddlewareSet? middleware = null) : ChannelAdapter(middleware ?? MiddlewareSet.Empty)
{
    public const string ChannelId = "console";
    private int _turns;

    public Task SayAsync(string text, IBot bot, CancellationToken cancellationToken)
    {
        var activity = new Activity
        {
            Type = ActivityTypes.Message,
            Id = $"console-{++_turns}",
            ChannelId = ChannelId,
            Conversation = new ConversationAccount { Id = "console" },
            From = new ChannelAccount { Id = "user" },
            Recipient = new ChannelAccount { Id = "treatybot" },
            Text = text,
        };
        return RunTurnAsync(new TurnContext(this, activity), bot, cancellationToken);
    }

    /// <summary>Runs the turn of an activity that another channel recorded.</summary>
    /// <param name="activity">As recorded.</param>
    /// <param name="said">What the user said in it.</param>
    /// <param name="bot">Whom to ask.</param>
    /// <param name="cancellationToken">Stops the turn.</param>
    public Task ReplayAsync(Activity activity, string said, IBot bot, CancellationToken cancellationToken) =>
        RunTurnAsync(new TurnContext(this, activity) { Text = said }, bot, cancellationToken);

    public override IReplyWriter BeginReply(TurnContext turn) => new ConsoleReplyWriter(this);

    public override async Task<IReadOnlyList<ResourceResponse>> SendActivitiesAsync(
        TurnContext turn, IReadOnlyList<Activity> activities, CancellationToken cancellationToken)
    {
        foreach (var activity in activities.Where(activity => activity.Type == ActivityTypes.Message))
            await output.WriteLineAsync(activity.Text);
        return [];
    }

    public override Task<ResourceResponse?> UpdateActivityAsync(TurnContext turn, Activity activity, CancellationToken cancellationToken) =>
        Task.FromResult<ResourceResponse?>(null);

    public override Task DeleteActivityAsync(TurnContext turn, string activityId, CancellationToken cancellationToken) => Task.CompletedTask;

    private sealed class ConsoleReplyWriter(ConsoleAdapter adapter) : IReplyWriter
    {
        public CancellationToken Stopped => CancellationToken.None;

        public Task InformAsync(string text, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task AppendAsync(string text, CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task<ResourceResponse?> CompleteAsync(Reply reply, CancellationToken cancellationToken)
        {
            await adapter.WriteAsync(new ReplyText(adapter.Width, adapter.IsTerminal).Write(reply));
            return null;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private bool IsTerminal => isTerminal;

    private int Width => width;

    private Task WriteAsync(string text) => output.WriteLineAsync(text + Environment.NewLine);
}
