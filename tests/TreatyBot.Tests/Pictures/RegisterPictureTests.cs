using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;
using TreatyBot.Bot;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Teams;
using TreatyBot.Channels.Turns;
using TreatyBot.Configuration;
using TreatyBot.Corpus;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Pictures;

/// <summary>Every treaty of the register as Teams is sent its timeline.</summary>
public sealed class RegisterPictureTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EverySheet_HasItsPictureInItsOwnMessageWithinTheLimits()
    {
        using var folder = new TempFolder();
        var (settings, _) = SettingsLoader.Load(
        [
            "--Corpus:Path", Path.Combine(TestCorpus.Repository, "seeds"), "--Store:Path", folder["store.db"], "--Models:Embeddings:Provider", "None",
        ]);
        await using var services = await ProgramServices.BuildAsync(settings, TextWriter.Null);
        await services.GetRequiredService<CorpusReadiness>().EnsureAsync(null, Token);
        var sheets = Directory.GetFiles(Path.Combine(TestCorpus.Repository, "seeds", "register"), "*.md").Select(Path.GetFileNameWithoutExtension).Order().ToList();
        sheets.Count.ShouldBeGreaterThanOrEqualTo(40);
        var largest = (Bytes: 0, Sheet: "");

        foreach (var sheet in sheets)
        {
            var reply = (await services.GetRequiredService<BotCommands>().ReadAsync($"timeline {sheet}", "c", Token)).Reply.ShouldNotBeNull(sheet);
            reply.Kind.ShouldBe(ReplyKind.Timeline, sheet);
            var picture = TeamsMessages.Of(reply).Where(TeamsPicture.Is).ShouldHaveSingleItem(sheet);
            var body = ProtocolJson.ToBytes(picture).Length;
            body.ShouldBeLessThan(100_000, sheet);
            largest = body > largest.Bytes ? (body, sheet!) : largest;
            var url = picture.Attachments![0].Content!.Value.GetProperty("body")[0].GetProperty("url").GetString()!;
            using var bitmap = SKBitmap.Decode(Convert.FromBase64String(url[(url.IndexOf(',', StringComparison.Ordinal) + 1)..]));
            (bitmap.Width, bitmap.Height).ShouldBe((1600, 900), sheet);
        }
        output.WriteLine($"{sheets.Count} sheets; the largest message with a picture is {largest.Sheet}'s with {largest.Bytes} bytes.");
    }
}
