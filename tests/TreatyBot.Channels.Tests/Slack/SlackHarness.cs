using Microsoft.Extensions.Logging;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Sending;
using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Slack.Web;
using TreatyBot.Channels.Tests.Loopback;
using TreatyBot.Channels.Tests.Turns;
using TreatyBot.Channels.Turns;
using TreatyBot.Shared;

namespace TreatyBot.Channels.Tests.Slack;

/// <summary>The client and its writers against a Slack on this machine.</summary>
internal sealed class SlackHarness : IAsyncDisposable
{
    private readonly HttpClient _http = HttpExtensions.CreateClient();

    private SlackHarness(FakeSlack slack, SlackOptions options)
    {
        Slack = slack;
        Web = SlackWeb.Create(options, _http, Time, Logs);
    }

    public FakeSlack Slack { get; }

    public SlackWebClient Web { get; }

    public ObservedTime Time { get; } = new();

    public RecordingLoggerFactory Logs { get; } = new();

    public SlackStreams Streams { get; } = new();

    public SlackInstallation Installation { get; } = new(new SlackWorkspace(null, FakeSlack.TeamId), FakeSlack.BotToken, FakeSlack.BotUserId, FakeSlack.BotId);

    /// <summary>In a channel, with all that a stream needs.</summary>
    public SlackDestination Thread => new(Installation, "C1") { ThreadTs = "1700000000.000100", QuestionTs = "1700000000.000100", UserId = "U1", TeamId = FakeSlack.TeamId };

    /// <summary>What turns recorded as sent.</summary>
    public List<Activity> Sent { get; } = [];

    public TurnContext Turn { get; private set; } = null!;

    public static async Task<SlackHarness> StartAsync(Action<SlackOptions>? configure = null)
    {
        var slack = await FakeSlack.StartAsync();
        var options = new SlackOptions { ApiBaseUrl = slack.ApiBaseUrl, ClientId = "1.2", ClientSecret = "secret" };
        configure?.Invoke(options);
        return new SlackHarness(slack, options);
    }

    public SlackReplyWriter Writer(SlackDestination destination)
    {
        Turn = new TurnContext(new ScriptedAdapter(), new Activity { Type = ActivityTypes.Message, ChannelId = "slack", Conversation = new ConversationAccount { Id = destination.ChannelId } })
        {
            Sent = Sent.Add,
        };
        return new SlackReplyWriter(Turn, Web, destination, Streams, Time, new Logger<SlackReplyWriter>(Logs));
    }

    /// <summary>Makes a reply to its end and returns its id.</summary>
    public async Task<string?> ReplyAsync(SlackDestination destination, Func<IReplyWriter, Task<ResourceResponse?>> reply)
    {
        await using var writer = Writer(destination);
        return (await reply(writer))?.Id;
    }

    public void Pass(double seconds = 1) => Time.Advance(TimeSpan.FromSeconds(seconds));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Slack.DisposeAsync();
    }
}
