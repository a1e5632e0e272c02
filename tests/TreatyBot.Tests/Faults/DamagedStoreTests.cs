using TreatyBot.Tests.Commands;

namespace TreatyBot.Tests.Faults;

/// <summary>A store that the disk has garbled: it is found at start, serves nothing, and one command makes a new one from the corpus.</summary>
public sealed class DamagedStoreTests
{
    private const string Question = "When did Poland withdraw from the Treaty of Lindau?";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task GarbledPages_AreRefusedUntilTheStoreIsRebuilt(int seed)
    {
        using var bench = new Workbench();
        (await bench.RunAsync("ingest")).Code.ShouldBe(0);
        var whole = await StoreContent.ReadAsync(bench.StorePath);
        Garble(bench.StorePath, new Random(seed));

        foreach (var verb in (string[][])[["ask", Question], ["sources"], ["ingest"]])
        {
            var refused = await bench.RunAsync(verb);
            refused.Code.ShouldBe(1);
            refused.Output.ShouldBeEmpty();
            refused.Error.ShouldContain("is damaged");
            refused.Error.ShouldContain("treatybot ingest --rebuild");
        }

        var rebuilt = await bench.RunAsync("ingest", "--rebuild");
        rebuilt.Code.ShouldBe(0);
        rebuilt.Output.ShouldContain($"set aside: {bench.StorePath}.aside-1");
        File.Exists(bench.StorePath + ".aside-1").ShouldBeTrue();
        (await StoreContent.ReadAsync(bench.StorePath)).ShouldBe(whole);
        (await bench.RunAsync("ask", Question)).Output.ShouldContain("9 November 2015");
    }

    [Fact]
    public async Task Rebuild_WithoutAStore_Ingests() => await RebuildAsync([], 0);

    [Fact]
    public async Task Rebuild_OfSingleFiles_IsRefused() => await RebuildAsync(["poland-leaves.md"], 2);

    private static async Task RebuildAsync(string[] paths, int code)
    {
        using var bench = new Workbench();
        var run = await bench.RunAsync(["ingest", "--rebuild", .. paths]);
        run.Code.ShouldBe(code);
        File.Exists(bench.StorePath).ShouldBe(code == 0);
        File.Exists(bench.StorePath + ".aside-1").ShouldBeFalse();
    }

    // Every third page loses a stretch; the first keeps its head, or the file would be no database at all.
    private static void Garble(string path, Random random)
    {
        using var file = File.OpenWrite(path);
        var noise = new byte[600];
        for (var at = 4096 + random.Next(3) * 4096; at < file.Length; at += 3 * 4096)
        {
            random.NextBytes(noise);
            file.Position = at;
            file.Write(noise);
        }
    }
}
