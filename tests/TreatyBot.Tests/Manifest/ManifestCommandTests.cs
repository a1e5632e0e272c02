using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json.Nodes;
using TreatyBot.Commands;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Manifest;

public sealed class ManifestCommandTests : IDisposable
{
    private const string AppId = "11111111-2222-3333-4444-555555555555";
    private readonly TempFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task Package_HasManifestAndIconsOfTheRightSizes()
    {
        (await RunAsync("--app-id", AppId)).ShouldBe(0, _error.ToString());

        await using var zip = await ZipFile.OpenReadAsync(_folder["app.zip"], TestContext.Current.CancellationToken);
        zip.Entries.Select(entry => entry.FullName).ShouldBe(["manifest.json", "color.png", "outline.png"]);
        await using var stream = await zip.GetEntry("manifest.json")!.OpenAsync(TestContext.Current.CancellationToken);
        var manifest = await JsonNode.ParseAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        ((string?)manifest!["bots"]![0]!["botId"]).ShouldBe(AppId);
        Size(zip, "color.png").ShouldBe((192, 192));
        Size(zip, "outline.png").ShouldBe((32, 32));
    }

    [Fact]
    public async Task Package_MadeTwice_IsTheSameFile()
    {
        await RunAsync("--app-id", AppId);
        var first = await File.ReadAllBytesAsync(_folder["app.zip"], TestContext.Current.CancellationToken);

        await RunAsync("--app-id", AppId);

        (await File.ReadAllBytesAsync(_folder["app.zip"], TestContext.Current.CancellationToken)).ShouldBe(first);
    }

    [Fact]
    public async Task AppId_InTheSettings_IsTaken() =>
        (await RunAsync("--Channels:BotFramework:AppId", AppId)).ShouldBe(0, _error.ToString());

    [Theory]
    [InlineData("--app-id", "not a guid", "--app-id")]
    [InlineData("--website", "http://example.org", "--website")]
    [InlineData("--privacy", "nowhere", "--privacy")]
    [InlineData("--developer", "a name that is far too long for Teams to take", "--developer")]
    [InlineData("--package-version", "1.0", "--package-version")]
    public async Task WrongOption_IsNamedAndNothingIsWritten(string option, string value, string named)
    {
        string[] rest = option == "--app-id" ? [option, value] : ["--app-id", AppId, option, value];

        (await RunAsync(rest)).ShouldBe(2);

        _error.ToString().ShouldContain(named);
        Directory.GetFiles(_folder.Path).ShouldBeEmpty();
    }

    private Task<int> RunAsync(params string[] options)
    {
        string[] arguments = ["manifest", "teams", "--output", _folder["app.zip"], .. options];
        if (!options.Contains("--website"))
            arguments = [.. arguments, "--website", "https://example.org"];
        if (!options.Contains("--developer"))
            arguments = [.. arguments, "--developer", "Example Institute"];
        return CommandLine.RunAsync(arguments, _output, _error, TestContext.Current.CancellationToken);
    }

    private static (int Width, int Height) Size(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        var header = new byte[24];
        stream.ReadExactly(header);
        return (BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(20)));
    }
}
