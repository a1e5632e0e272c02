using System.Reflection;
using Microsoft.Extensions.Configuration;
using TreatyBot.Channels.Turns;
using TreatyBot.Configuration;
using TreatyBot.Knowledge;
using TreatyBot.Tests.Commands;

namespace TreatyBot.Tests.Configuration;

public sealed class UnknownSettingsTests
{
    [Theory]
    [InlineData("Channels:BotFramwork:AppId", "Channels:BotFramework:AppId")]
    [InlineData("Channels:BotFramework:AllowdTenants:0", "Channels:BotFramework:AllowedTenants:*")]
    [InlineData("Store:Pth", "Store:Path")]
    [InlineData("stor:path", "Store:Path")]
    [InlineData("Telemetry:Prices:0:Modle", "Telemetry:Prices:*:Model")]
    [InlineData("Conversation:ExpiresAfter", "Conversations:ExpiresAfter")]
    public void Slip_IsNamedWithTheNearestSetting(string key, string meant) =>
        Find(key).ShouldBe([$"{key} is not a setting; did you mean {meant}?"]);

    [Fact]
    public void Invention_IsNamedWithTheSettingsOfItsSection() =>
        Find("Store:Whatever:Deep").Single().ShouldStartWith("Store:Whatever:Deep is not a setting; Store has Provider, Path");

    [Theory]
    [InlineData("Path")]
    [InlineData("TEST_QDRANT")]
    [InlineData("Kubernetes:Service:Port")]
    [InlineData("Logging:LogLevel:Microsoft.AspNetCore")]
    [InlineData("Corpus:Splitter:LongestPassage")]
    [InlineData("Channels:BotFramework:AllowedTenants:12")]
    [InlineData("Telemetry:Prices:0:Model")]
    [InlineData("store:path")]
    public void SettingOrNoise_IsLeftAlone(string key) => Find(key).ShouldBeEmpty();

    [Fact]
    public void ShippedSettings_AreAllKnown() =>
        UnknownSettings.Find(new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json")).Build()).ShouldBeEmpty();

    [Fact]
    public void EveryOptionsClassWithASection_IsKnown()
    {
        var sections = new[] { typeof(KnownSettings).Assembly, typeof(TurnQueue).Assembly, typeof(IAssistant).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal))
            .Select(type => type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string)
            .OfType<string>();

        sections.ShouldBe(KnownSettings.Sections.Keys, ignoreOrder: true, "each section belongs into KnownSettings.Sections");
    }

    [Fact]
    public async Task Start_WithASlipInAFile_NamesItAndGoesOn()
    {
        using var bench = new Workbench();
        var file = bench.Write("slip.json", """{ "Channels": { "BotFramwork": { "AppId": "x" } }, "Chanels": { "Turns": { "Capacity": 1 } }, "Other": { "Thing": 1 } }""");

        var run = await bench.RunAsync("--config", file, "sources");

        run.Code.ShouldBe(0);
        run.Error.ShouldContain("Channels:BotFramwork:AppId is not a setting; did you mean Channels:BotFramework:AppId?");
        run.Error.ShouldContain("Chanels:Turns:Capacity is not a setting; did you mean Channels:Turns:Capacity?");
        run.Error.ShouldNotContain("Other");
    }

    [Fact]
    public async Task Start_WithASlipOnTheCommandLine_IsWrongUsage()
    {
        using var bench = new Workbench();

        var run = await bench.RunAsync("sources", "--Store:Pth", "x");

        run.Code.ShouldBe(2);
        run.Error.ShouldContain("--Store:Pth is not a setting; did you mean Store:Path?");
    }

    private static List<string> Find(string key) =>
        [.. UnknownSettings.Find(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>(key, "1")]).Build())];
}
