using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace TreatyBot.Tests.Hosting;

/// <summary>What strangers and broken clients send. The status says enough; body and log say nothing of it.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    private const string Marker = "zebra-stripes";
    private TestHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync(new() { ["Channels:BotFramework:BodyTimeout"] = "00:00:01" });

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    public static TheoryData<string, int> Bodies => new()
    {
        { "invalid UTF-8", 400 },
        { "not JSON", 400 },
        { "empty", 400 },
        { "array", 400 },
        { "null", 400 },
        { "duplicate keys", 400 },
        { "duplicate keys in another case", 400 },
        { "unpaired surrogate", 400 },
        { "10,000 deep", 400 },
        { "10,000 deep in channelData", 400 },
        { "no type", 400 },
        { "no from", 400 },
        { "no conversation", 400 },
        { "conversation without id", 400 },
        { "conversation is a string", 400 },
        { "too long", 413 },
        { "no serviceUrl", 403 },
        { "serviceUrl of the local network", 403 },
        { "serviceUrl of the cloud's metadata", 403 },
        { "serviceUrl with a user", 403 },
        { "serviceUrl of a file", 403 },
        { "byte order mark", 202 },
        { "numbers for strings", 202 },
        { "unknown type", 202 },
        { "unknown members", 202 },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Post_OfBadInput_IsRefusedWithoutAWord(string kind, int status)
    {
        var (answered, body) = await _host.PostAsync(Body(kind));

        ((int)answered).ShouldBe(status);
        body.ShouldBeEmpty();
        _host.Log.ToString().ShouldNotContain(Marker);
    }

    [Fact]
    public async Task Post_OfAMessageNearTheLimit_IsAnsweredWithAShortReply()
    {
        var activity = _host.Message(string.Concat(Enumerable.Repeat("treaty ", 140_000)));

        var reply = await _host.SayAsync(activity);

        Encoding.UTF8.GetByteCount(reply.ToJsonString()).ShouldBeLessThan(60_000);
    }

    [Fact]
    public async Task Post_OfManyDeepBodies_LeavesMemoryBounded()
    {
        var deep = Body("10,000 deep in channelData");
        await _host.PostAsync(deep);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        for (var i = 0; i < 200; i++)
            (await _host.PostAsync(deep)).Status.ShouldBe(HttpStatusCode.BadRequest);

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(20 * 1024 * 1024);
    }

    [Fact]
    public async Task Post_WithASlowBody_Is408()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _host.Http.BaseAddress!.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{\"type\""), TestContext.Current.CancellationToken);

        using var reader = new StreamReader(stream);
        var status = await reader.ReadLineAsync(TestContext.Current.CancellationToken);

        status!.Split(' ')[1].ShouldBe("408");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("PATCH")]
    public async Task AnotherMethod_Is405(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/messages");

        using var response = await _host.Http.SendAsync(request, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Host", "bot.example.org")]
    public async Task Post_ThatDoesNotComeStraightFromThisMachine_Is403(string header, string value)
    {
        var body = Encoding.UTF8.GetBytes(_host.Message("hello").ToJsonString());

        var (status, _) = await _host.PostAsync(body, request => request.Headers.TryAddWithoutValidation(header, value));

        status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Post_OfAnotherContentType_Is415()
    {
        var (status, _) = await _host.PostAsync([(byte)'{', (byte)'}'], request => request.Content!.Headers.ContentType = new("text/plain"));

        status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    private byte[] Body(string kind)
    {
        var activity = _host.Message(Marker);
        string Json(Action<JsonObject> change)
        {
            change(activity);
            return activity.ToJsonString();
        }
        string Nested(int depth) => $"{string.Concat(Enumerable.Repeat("{\"a\":", depth))}1{new string('}', depth)}";
        var text = kind switch
        {
            "invalid UTF-8" => null,
            "not JSON" => $"{{{Marker}",
            "empty" => "",
            "array" => "[]",
            "null" => "null",
            "duplicate keys" => Json(_ => { }).Replace("\"type\":\"message\"", "\"type\":\"message\",\"type\":\"invoke\"", StringComparison.Ordinal),
            "duplicate keys in another case" => Json(_ => { }).Replace("\"type\":\"message\"", "\"type\":\"message\",\"Type\":\"invoke\"", StringComparison.Ordinal),
            "unpaired surrogate" => Json(_ => { }).Replace(Marker, "\\ud800", StringComparison.Ordinal),
            "10,000 deep" => Nested(10_000),
            "10,000 deep in channelData" => Json(_ => { }).Replace("\"type\":\"message\"", $"\"type\":\"message\",\"channelData\":{Nested(10_000)}", StringComparison.Ordinal),
            "no type" => Json(members => members.Remove("type")),
            "no from" => Json(members => members.Remove("from")),
            "no conversation" => Json(members => members.Remove("conversation")),
            "conversation without id" => Json(members => members["conversation"]!.AsObject().Remove("id")),
            "conversation is a string" => Json(members => members["conversation"] = Marker),
            "too long" => Json(members => members["text"] = new string('x', 1024 * 1024 + 1)),
            "no serviceUrl" => Json(members => members.Remove("serviceUrl")),
            "serviceUrl of the local network" => Json(members => members["serviceUrl"] = $"https://10.0.0.1/{Marker}"),
            "serviceUrl of the cloud's metadata" => Json(members => members["serviceUrl"] = $"http://169.254.169.254/{Marker}"),
            "serviceUrl with a user" => Json(members => members["serviceUrl"] = $"http://{Marker}@127.0.0.1/"),
            "serviceUrl of a file" => Json(members => members["serviceUrl"] = $"file:///{Marker}"),
            "byte order mark" => "\uFEFF" + Json(_ => { }),
            "numbers for strings" => Json(members => (members["id"], members["from"]!["id"], members["text"]) = (17, 5, 42)),
            "unknown type" => Json(members => members["type"] = "somethingNew"),
            "unknown members" => Json(members => members["newMember"] = new JsonObject { ["a"] = 1 }),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such body."),
        };
        return text is null ? [.. Encoding.UTF8.GetBytes("{\"type\":\""), 0xC3, 0x28, (byte)'"', (byte)'}'] : Encoding.UTF8.GetBytes(text);
    }
}
