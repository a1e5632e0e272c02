using System.ComponentModel;
using System.Diagnostics;
using TreatyBot.Knowledge.Tests.Storage.Qdrant.Loopback;

namespace TreatyBot.Knowledge.Tests.Storage.Qdrant;

/// <summary>Whether the loopback server is a fair double: Qdrant's own client must get along with it, and its checks must bite.</summary>
public sealed class QdrantClientDriveTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task QdrantsOwnClient_DrivesTheLoopbackServer()
    {
        var folder = Path.Combine(Repository.Root, "tests", "TreatyBot.Knowledge.Tests", "Storage", "Qdrant", "Loopback", "npm");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "@qdrant", "js-client-rest")))
        {
            var (installed, said) = await RunAsync(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            Assert.SkipUnless(installed == 0, $"skipped: npm could not restore @qdrant/js-client-rest; tests/TreatyBot.EndToEnd/setup.sh does. {said}");
        }
        await using var server = await FakeQdrant.StartAsync(() => FakeQdrant.With(apiKey: "secret"));

        var (code, output) = await RunAsync(folder, "node", "drive.mjs", server.Endpoint.ToString().TrimEnd('/'), "secret");

        output.ShouldContain("driven");
        code.ShouldBe(0);
        // The two bad points are sent on purpose; all else of Qdrant's own client must pass the checks.
        server.Complaints.Where(complaint => !complaint.Contains("not-a-uuid", StringComparison.Ordinal)
            && !complaint.Contains("body: fits none of 2 forms", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("POST", "/collections/{collection_name}/points/count", """{"filter":{"must":[{"key":"a","match":{"valu":"b"}}]}}""")]
    [InlineData("POST", "/collections/{collection_name}/points/count", """{"exakt":true}""")]
    [InlineData("POST", "/collections/{collection_name}/points/scroll", """{"limit":0}""")]
    [InlineData("PUT", "/collections/{collection_name}/points", """{"points":[{"id":"no","vector":{},"payload":{}}]}""")]
    [InlineData("PUT", "/collections/{collection_name}/points", """{"points":[{"id":1,"payload":{}}]}""")]
    [InlineData("PUT", "/collections/{collection_name}", """{"vectors":{"a":{"size":2,"distance":"Cosinus"}}}""")]
    [InlineData("PUT", "/collections/{collection_name}", """{"sparse_vectors":{"a":{"modifier":"IDF"}}}""")]
    [InlineData("POST", "/collections/{collection_name}/nothing", "{}")]
    public void Checks_OfAWrongRequest_FindIt(string method, string template, string body) =>
        OpenApi.Published.CheckRequest(method, template, [], System.Text.Json.JsonDocument.Parse(body).RootElement).ShouldNotBeEmpty();

    [Fact]
    public void Checks_OfAWrongParameterOrAnswer_FindIt()
    {
        var none = System.Text.Json.JsonDocument.Parse("""{"ids":[1]}""").RootElement;
        OpenApi.Published.CheckRequest("POST", "/collections/{collection_name}/points", [new("consistency", "majority")], none).ShouldBeEmpty();
        OpenApi.Published.CheckRequest("POST", "/collections/{collection_name}/points", [new("consistency", "most")], none).ShouldNotBeEmpty();
        OpenApi.Published.CheckRequest("POST", "/collections/{collection_name}/points", [new("wait", "true")], none).ShouldNotBeEmpty();
        var answer = System.Text.Json.JsonDocument.Parse("""{"result":{"count":"7"},"status":"ok","time":0}""").RootElement;
        OpenApi.Published.CheckResponse("POST", "/collections/{collection_name}/points/count", 200, answer).ShouldNotBeEmpty();
    }

    private static async Task<(int Code, string Output)> RunAsync(string folder, string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            var output = process.StandardOutput.ReadToEndAsync(Cancellation);
            var error = process.StandardError.ReadToEndAsync(Cancellation);
            await process.WaitForExitAsync(Cancellation);
            return (process.ExitCode, await output + await error);
        }
        catch (Win32Exception exception)
        {
            return (-1, $"{program}: {exception.Message}");
        }
    }
}
