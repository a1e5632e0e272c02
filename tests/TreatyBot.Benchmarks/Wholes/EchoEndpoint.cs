using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace TreatyBot.Benchmarks.Wholes;

/// <summary>
/// The least that a bot can do: read the activity, answer 202, and post the same JSON, or a reply made beforehand, to the channel; or give it in
/// the response when that is asked for.
/// </summary>
internal static class EchoEndpoint
{
    public static async Task<int> RunAsync(string? replyFile, CancellationToken cancellationToken)
    {
        var reply = replyFile is null ? null : await File.ReadAllTextAsync(replyFile, cancellationToken);
        using var http = new HttpClient();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        await using var application = builder.Build();
        application.Run(async context =>
        {
            var activity = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
            if ((string?)activity["deliveryMode"] == "expectReplies")
            {
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync(new JsonObject { ["activities"] = new JsonArray(ReplyTo(activity, reply)) }.ToJsonString(), context.RequestAborted);
                return;
            }
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            _ = Task.Run(() => PostAsync(http, activity, reply), CancellationToken.None);
        });
        await application.StartAsync(cancellationToken);
        Console.WriteLine($"Listening on {application.Urls.Single()}");
        await application.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static JsonNode ReplyTo(JsonNode activity, string? made)
    {
        var reply = made is null ? activity.DeepClone() : JsonNode.Parse(made)!;
        reply["replyToId"] = (string?)activity["id"];
        return reply;
    }

    private static async Task PostAsync(HttpClient http, JsonNode activity, string? made)
    {
        using var content = new StringContent(ReplyTo(activity, made).ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri($"{(string?)activity["serviceUrl"]}/v3/conversations/c/activities"), content);
    }
}
