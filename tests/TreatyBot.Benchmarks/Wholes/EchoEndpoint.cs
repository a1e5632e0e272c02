using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace TreatyBot.Benchmarks.Wholes;

/// <summary>The least that a bot can do: read the activity, answer 202, and post the same JSON, or a reply made beforehand, to the channel.</summary>
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
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            _ = Task.Run(() => ReplyAsync(http, activity, reply), CancellationToken.None);
        });
        await application.StartAsync(cancellationToken);
        Console.WriteLine($"Listening on {application.Urls.Single()}");
        await application.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static async Task ReplyAsync(HttpClient http, JsonNode activity, string? made)
    {
        var reply = made is null ? activity.DeepClone() : JsonNode.Parse(made)!;
        reply["replyToId"] = (string?)activity["id"];
        using var content = new StringContent(reply.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri($"{(string?)activity["serviceUrl"]}/v3/conversations/c/activities"), content);
    }
}
