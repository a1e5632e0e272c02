using System.Globalization;
using TreatyBot.Bot;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Slack.Blocks;
using TreatyBot.Channels.Slack.Web;
using TreatyBot.Channels.Turns;
using TreatyBot.Corpus;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Slack;

/// <summary>What users see who open the app: its Home tab, and prompts where they write to it.</summary>
internal sealed class SlackHomeTurn(
    SlackWebClient web, IPassageStore store, FollowUps followUps, CorpusReadiness readiness, TimeProvider time) : IMiddleware
{
    private const string Purpose = "I answer questions about arms-control treaties, from documents only, and show the sentence that each answer rests on. When my documents do not say, I say so.";

    private static readonly (string, string)[] Commands =
    [
        ("/treaty QUESTION", "an answer for you alone, with a button to share it"),
        ("timeline New START", "a treaty's dated events"),
        ("status INF as of 2019-06-01", "how a treaty stood on a day"),
        ("sources", "the sources of my last answer"),
        ("stop", "in a channel's thread: I stop following it"),
        ("/treaty settings", "how I behave in a channel"),
        ("help", "all that I understand"),
    ];

    // Opening the app again and again does not mean a new look at the documents each time.
    private readonly SlidingCounter _prompted = new(1, TimeSpan.FromMinutes(10), time);

    public async Task OnTurnAsync(TurnContext turn, NextTurn next, CancellationToken cancellationToken)
    {
        if (turn.Activity.ChannelId != ChannelIds.Slack || turn.Activity is not { Type: ActivityTypes.Event, Name: SlackOrigin.HomeOpened })
        {
            await next(cancellationToken);
            return;
        }

        if (SlackOrigin.Of(turn) is not { } origin || SlackOrigin.InstallationOf(turn) is not { } installation)
            return;
        if (turn.Activity.Value.GetText("tab") == "messages")
            await PromptAsync(installation, origin, cancellationToken);
        else
            await web.PublishHomeAsync(installation, origin.UserId, SlackHome.View(await ContentAsync(cancellationToken)), cancellationToken);
    }

    private async Task PromptAsync(SlackInstallation installation, SlackOrigin origin, CancellationToken cancellationToken)
    {
        if (origin.ChannelId.Length == 0 || !readiness.IsReady || !_prompted.TryCount(origin.ChannelId))
            return;
        var prompts = (await followUps.ExamplesAsync(cancellationToken)).Append("help").Select(said => new SlackPrompt(said, said)).ToList();
        await web.SetSuggestedPromptsAsync(installation, origin.ChannelId, "Ask, for example", prompts, cancellationToken);
    }

    private async Task<SlackHomeContent> ContentAsync(CancellationToken cancellationToken)
    {
        if (!readiness.IsReady)
            return new(Purpose, [], Commands, [], "I am still reading my documents; come back in a minute.");
        var documents = await store.ListDocumentsAsync(cancellationToken);
        var examples = await followUps.ExamplesAsync(cancellationToken);
        return new(
            Purpose, examples, Commands,
            [$"{documents.Count} documents: treaties’ fact sheets, articles and what else was put in", .. documents.Take(10).Select(document => document.Metadata.Title)],
            Freshness(documents));
    }

    private static string Freshness(IReadOnlyList<DocumentSummary> documents)
    {
        if (documents.Count == 0)
            return "";
        var newest = documents.Select(document => document.Metadata.Published).OfType<PartialDate>().OrderBy(date => date.Latest).Select(date => $" The newest document is of {date}.").LastOrDefault();
        return string.Create(CultureInfo.InvariantCulture, $"Last changed on {documents.Max(document => document.IngestedAt):d MMMM yyyy}.{newest}");
    }
}
