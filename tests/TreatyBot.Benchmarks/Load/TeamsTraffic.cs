using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using TreatyBot.Benchmarks.Parts;

namespace TreatyBot.Benchmarks.Load;

/// <summary>Half of the users ask in personal chats and half in channels.</summary>
internal sealed class TeamsTraffic : Traffic
{
    private readonly ReplySink _sink;

    private TeamsTraffic(Uri address, ReplySink sink, string[] questions) : base(address, sink.Replies, questions)
    {
        _sink = sink;
    }

    protected override string Path => "/api/messages";

    public static async Task<TeamsTraffic> CreateAsync(Uri address, ReplySink sink) => new(address, sink, await SeedStore.QuestionsAsync());

    public override Task<TurnResult> SendAsync(int conversation, CancellationToken cancellationToken)
    {
        var (number, question) = Next();
        var id = number.ToString("x", CultureInfo.InvariantCulture);
        var place = $"{(conversation % 2 == 0 ? "a" : "19")}:{conversation}";
        return AskAsync(id, place, async () =>
        {
            using var content = Content(id, place, conversation, question);
            using var response = await Http.PostAsync(new Uri(Path, UriKind.Relative), content, cancellationToken);
            return response.IsSuccessStatusCode ? "" : null;
        }, cancellationToken);
    }

    private ByteArrayContent Content(string id, string place, int conversation, string question)
    {
        var isPersonal = conversation % 2 == 0;
        var activity = new JsonObject
        {
            ["type"] = "message",
            ["id"] = id,
            ["channelId"] = "msteams",
            ["serviceUrl"] = _sink.Origin,
            ["from"] = new JsonObject { ["id"] = $"29:{conversation}", ["name"] = "User" },
            ["recipient"] = new JsonObject { ["id"] = "28:bot", ["name"] = "Bot" },
            ["conversation"] = new JsonObject { ["id"] = place, ["conversationType"] = isPersonal ? "personal" : "channel", ["tenantId"] = "t" },
            ["text"] = isPersonal ? question : $"<at>Bot</at> {question}",
        };
        if (!isPersonal)
            activity["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = "<at>Bot</at>", ["mentioned"] = new JsonObject { ["id"] = "28:bot", ["name"] = "Bot" } });
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(activity.ToJsonString()));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
