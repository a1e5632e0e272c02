using System.Text.Json.Nodes;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.EndToEnd;

/// <summary>The playground's page in a browser, as a person sees it.</summary>
public sealed class ChromiumSmokeTests
{
    /// <summary>Where pictures are kept; without it they go with the test.</summary>
    private static readonly string? KeptPictures = Environment.GetEnvironmentVariable("TREATYBOT_PICTURES");

    [Fact]
    public async Task Page_ShowsCitedAnswersInEveryKindOfConversation()
    {
        NodeTools.Require("playwright-core", "@microsoft/m365agentsplayground");
        var chromium = NodeTools.RequireChromium();
        using var folder = new TempFolder();
        TestCorpus.CopyTo(folder["corpus"]);
        await using var host = await TestHost.StartAsync(folder: folder);
        await using var playground = await Playground.StartAsync(host);
        var pictures = Directory.CreateDirectory(KeptPictures ?? folder["pictures"]).FullName;

        var shown = JsonNode.Parse(await NodeTools.RunAsync(["smoke.js", playground.Address.AbsoluteUri, chromium, pictures]))!;

        foreach (var place in new[] { "personal", "group", "channel" })
        {
            ((int)shown[place]!["citations"]!).ShouldBeGreaterThan(0, place);
            ((string)shown[place]!["text"]!).ShouldContain("AI generated");
        }
        Directory.GetFiles(pictures, "*.png").Length.ShouldBeGreaterThanOrEqualTo(7);
    }
}
