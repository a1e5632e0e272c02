using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TreatyBot.Channels.Turns;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.EndToEnd;

/// <summary>The same tokens for Microsoft's botframework-connector and for the host.</summary>
public sealed class OracleTests(ITestOutputHelper output)
{
    // What the connector library lets in and the host does not, each with its reason.
    private static readonly Dictionary<string, string> Stricter = new()
    {
        ["key without endorsements"] = "for Teams an endorsement is required, as in the .NET library",
        ["no exp claim"] = "a token without an end is not a token of the service",
        ["RS512"] = "the service announces RS256 only",
        ["RS384"] = "the service announces RS256 only",
        ["duplicate iss claim"] = "readers differ on which of two counts",
        ["crit header"] = "an extension that must be understood is not",
        ["serviceUrl of a foreign host, signed"] = "replies and their token go to known hosts only",
        ["activity without serviceUrl"] = "there is nowhere to reply to",
    };

    // What the host lets in and the connector library does not.
    private static readonly Dictionary<string, string> Laxer = new()
    {
        ["serviceurl in another case"] = "hosts have no case; the .NET library compares so too",
        ["serviceurl without slash"] = "the same address; newer libraries trim it too",
    };

    [Fact]
    public async Task Tokens_GetTheSameVerdict_ButForTheNamedList()
    {
        NodeTools.Require("botframework-connector");
        using var oracle = NodeTools.Start(["oracle.js"]);
        var line = await oracle.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        var told = JsonNode.Parse(line ?? throw new InvalidOperationException(await oracle.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)))!;
        await using var host = await TestHost.StartAsync(
            new()
            {
                ["Channels:BotFramework:AppId"] = (string?)told["appId"],
                ["Channels:BotFramework:TenantId"] = (string?)told["tenant"],
                ["Channels:BotFramework:AppPassword"] = "not used",
                ["Channels:BotFramework:OpenIdMetadata"] = (string?)told["metadata"],
            },
            services => services.Replace(ServiceDescriptor.Singleton<IBot, SilentBot>()));

        var differences = new List<string>();
        foreach (var one in told["cases"]!.AsArray())
        {
            var name = (string)one!["name"]!;
            var theirs = (bool)one["accepted"]!;
            var (status, body) = await host.PostAsync(
                Encoding.UTF8.GetBytes(one["activity"]!.ToJsonString()),
                request => request.Headers.TryAddWithoutValidation("Authorization", (string)one["header"]!));
            body.ShouldBeEmpty();
            status.ShouldBeOneOf(HttpStatusCode.Accepted, HttpStatusCode.Unauthorized);
            var ours = status == HttpStatusCode.Accepted;
            var named = Stricter.GetValueOrDefault(name) ?? Laxer.GetValueOrDefault(name);
            output.WriteLine($"| {name} | {Word(theirs)} | {Word(ours)} | {(theirs == ours ? "" : named)} |");
            if (theirs != ours)
                differences.Add($"{name}: {(theirs ? "stricter" : "laxer")}");
        }
        oracle.StandardInput.Close();
        await oracle.WaitForExitAsync(TestContext.Current.CancellationToken);

        differences.Order(StringComparer.Ordinal).ShouldBe(
            Stricter.Keys.Select(name => $"{name}: stricter").Concat(Laxer.Keys.Select(name => $"{name}: laxer")).Order(StringComparer.Ordinal));
        host.Log.ToString().ShouldNotContain("eyJ");
    }

    private static string Word(bool accepted) => accepted ? "accept" : "reject";

    private sealed class SilentBot : IBot
    {
        public Task OnTurnAsync(TurnContext turn, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
