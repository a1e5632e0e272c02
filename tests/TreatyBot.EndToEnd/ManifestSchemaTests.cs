using TreatyBot.Manifest;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.EndToEnd;

public sealed class ManifestSchemaTests
{
    private static readonly TeamsManifestFacts Facts = new(
        Guid.Parse("11111111-2222-3333-4444-555555555555"), "Example Institute",
        new Uri("https://example.org"), new Uri("https://example.org/privacy"), new Uri("https://example.org/terms"), "1.0.0");

    [Fact]
    public async Task Manifest_IsValidAgainstThePublishedSchema() => (await JudgeAsync(Facts)).ShouldBeEmpty();

    [Fact]
    public async Task Judge_FindsWhatIsWrong() =>
        (await JudgeAsync(Facts with { Developer = new string('x', 33) })).ShouldContain("/developer/name");

    private static async Task<string> JudgeAsync(TeamsManifestFacts facts)
    {
        NodeTools.Require("@microsoft/app-manifest");
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder["manifest.json"], TeamsPackage.Manifest(facts).ToJsonString(), TestContext.Current.CancellationToken);
        return await NodeTools.RunAsync(["judge-manifest.js", folder["manifest.json"]]);
    }
}
