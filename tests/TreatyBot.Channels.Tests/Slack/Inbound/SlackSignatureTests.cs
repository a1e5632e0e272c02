using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TreatyBot.Channels.Slack.Inbound;
using TreatyBot.Channels.Tests.Loopback;

namespace TreatyBot.Channels.Tests.Slack.Inbound;

/// <summary>Who is let in: the numbered cases of a signature check.</summary>
public sealed class SlackSignatureTests : IDisposable
{
    private const string Secret = "0123456789abcdef0123456789abcdef";
    private const long Then = 1700000000;
    private const string Challenge = """{"type":"url_verification","challenge":"abc"}""";
    private const string ChallengeSignature = "v0=0af59a2093209bf5fd729275f78b68ca1fd0f5cde475f4e9b5b24207db57d1bb";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(Then));
    private readonly RecordingLoggerFactory _logs = new();

    public void Dispose() => _logs.Dispose();

    // Signed with another program, so that a mistake here is not made twice.
    [Theory]
    [InlineData(Challenge, ChallengeSignature, "application/json", 200)]
    [InlineData("", "v0=a5b43b014ed473febe5f6cc6ec6d9feed6b12bd87f831b83d37733c38cf4c51c", "application/json", 400)]
    [InlineData("""{"text":"Grüße 👋"}""", "v0=e375efb46dd49d79e714a733263a6fee0a10909ce64b273e1a6591ad0a69301d", "application/json", 400)]
    [InlineData("command=%2Fask&text=a%26b+c", "v0=c7758b7ec4451166c2953852c072d5f17826be0d5f05e972d984c3b69ac6b1ab", "application/x-www-form-urlencoded", 400)]
    public async Task Vector_SignedElsewhere_IsLetIn(string body, string signature, string type, int status) =>
        (await AdmitAsync(body, signature, type: type)).Status.ShouldBe(status);

    [Theory]
    [InlineData("changed by a byte", """{"type":"url_verification","challenge":"abd"}""")]
    [InlineData("written anew with the same meaning", """{"type": "url_verification", "challenge": "abc"}""")]
    [InlineData("with a line end", Challenge + "\n")]
    public async Task Body_OtherThanTheSignedBytes_IsRefused(string why, string body) =>
        (await AdmitAsync(body, ChallengeSignature)).Status.ShouldBe(401, why);

    [Theory]
    [InlineData(-299, 200)]
    [InlineData(-300, 200)]
    [InlineData(-301, 401)]
    [InlineData(300, 200)]
    [InlineData(301, 401)]
    [InlineData(600, 401)]
    public async Task Timestamp_FurtherThanFiveMinutesEitherWay_IsRefused(int offset, int status)
    {
        var timestamp = $"{Then + offset}";

        (await AdmitAsync(Challenge, Sign(Challenge, timestamp), [timestamp])).Status.ShouldBe(status);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("1e9")]
    [InlineData(" 1700000000")]
    [InlineData("1700000000 ")]
    [InlineData("+1700000000")]
    [InlineData("-1700000000")]
    [InlineData("1700000000.0")]
    [InlineData("１７００００００００")]
    [InlineData("99999999999999999999999999")]
    public async Task Timestamp_ThatIsNoNumber_IsRefusedThoughSigned(string timestamp) =>
        (await AdmitAsync(Challenge, Sign(Challenge, timestamp), [timestamp])).Status.ShouldBe(401);

    [Fact]
    public async Task Timestamp_OtherThanTheSignedOne_IsRefused() =>
        (await AdmitAsync(Challenge, ChallengeSignature, [$"{Then + 1}"])).Status.ShouldBe(401);

    [Fact]
    public async Task Headers_MissingOrTwice_AreRefused()
    {
        (await AdmitAsync(Challenge, [ChallengeSignature], [])).Status.ShouldBe(401);
        (await AdmitAsync(Challenge, [ChallengeSignature], [null])).Status.ShouldBe(401);
        (await AdmitAsync(Challenge, [ChallengeSignature], [$"{Then}", $"{Then}"])).Status.ShouldBe(401);
        (await AdmitAsync(Challenge, [], [$"{Then}"])).Status.ShouldBe(401);
        (await AdmitAsync(Challenge, [null], [$"{Then}"])).Status.ShouldBe(401);
        (await AdmitAsync(Challenge, [ChallengeSignature, ChallengeSignature], [$"{Then}"])).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("another version", "v1=0af59a2093209bf5fd729275f78b68ca1fd0f5cde475f4e9b5b24207db57d1bb")]
    [InlineData("upper case", "v0=0AF59A2093209BF5FD729275F78B68CA1FD0F5CDE475F4E9B5B24207DB57D1BB")]
    [InlineData("cut short", "v0=0af59a2093209bf5fd729275f78b68ca1fd0f5cde475f4e9b5b24207db57d1b")]
    [InlineData("too long", "v0=0af59a2093209bf5fd729275f78b68ca1fd0f5cde475f4e9b5b24207db57d1bb0")]
    [InlineData("a second equals sign", "v0==0af59a2093209bf5fd729275f78b68ca1fd0f5cde475f4e9b5b24207db57d1b")]
    [InlineData("no version", "0af59a2093209bf5fd729275f78b68ca1fd0f5cde475f4e9b5b24207db57d1bb")]
    [InlineData("no hash", "v0=")]
    [InlineData("empty", "")]
    [InlineData("no hex", "v0=zaf59a2093209bf5fd729275f78b68ca1fd0f5cde475f4e9b5b24207db57d1bb")]
    public async Task Signature_InAnotherForm_IsRefused(string why, string signature) =>
        (await AdmitAsync(Challenge, signature)).Status.ShouldBe(401, why);

    [Fact]
    public async Task Secret_Wrong_IsRefused() =>
        (await AdmitAsync(Challenge, Sign(Challenge, $"{Then}", "another"))).Status.ShouldBe(401);

    [Fact]
    public async Task Secrets_WhileOneIsReplaced_BothHold()
    {
        var (old, current) = (Sign(Challenge, $"{Then}", "old"), Sign(Challenge, $"{Then}", "new"));

        (await AdmitAsync(Challenge, [old], [$"{Then}"], secrets: ["new", "old"])).Status.ShouldBe(200);
        (await AdmitAsync(Challenge, [current], [$"{Then}"], secrets: ["new", "old"])).Status.ShouldBe(200);
        (await AdmitAsync(Challenge, [old], [$"{Then}"], secrets: ["new"])).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task Secret_Blank_LetsNobodyIn(string secret)
    {
        var signature = Sign(Challenge, $"{Then}", secret);

        (await AdmitAsync(Challenge, [signature], [$"{Then}"], secrets: [secret])).Status.ShouldBe(401);
        (await AdmitAsync(Challenge, [signature], [$"{Then}"], secrets: [])).Status.ShouldBe(401);
    }

    [Fact]
    public async Task UrlVerification_Unsigned_IsRefused() =>
        (await AdmitAsync(Challenge, [], [])).Status.ShouldBe(401);

    [Theory]
    [InlineData("ssl_check=1&token=x", 200)]
    [InlineData("ssl_check=1&payload=%7B%22type%22%3A%22block_actions%22%7D", 200)]
    [InlineData("ssl_check=1&command=%2Ftreaty&text=help&user_id=U1&team_id=T1&channel_id=C1", 200)]
    [InlineData("ssl_check=2&command=%2Ftreaty", 401)]
    [InlineData("ssl_check=01&command=%2Ftreaty", 401)]
    [InlineData("ssl_check=&command=%2Ftreaty", 401)]
    [InlineData("ssl_check=0&ssl_check=1&command=%2Ftreaty", 401)]
    public async Task CertificateCheck_Unsigned_IsAnsweredAndNothingInItIsRead(string body, int status)
    {
        var (admitted, payload) = await AdmitAsync(body, [], [], type: "application/x-www-form-urlencoded");

        admitted.ShouldBe(status);
        if (status == 200)
            payload.ShouldBeOfType<SlackUnhandled>();
        else
            payload.ShouldBeNull();
    }

    [Fact]
    public async Task CertificateCheck_AsJson_IsNone() =>
        (await AdmitAsync("""{"ssl_check":"1"}""", [], [])).Status.ShouldBe(401);

    [Fact]
    public async Task CertificateCheck_SignedWithACommandInIt_ProcessesNothing()
    {
        const string Body = "ssl_check=1&command=%2Ftreaty&text=help&user_id=U1&team_id=T1&channel_id=C1";

        (await AdmitAsync(Body, Sign(Body, $"{Then}"), type: "application/x-www-form-urlencoded")).Payload.ShouldBeOfType<SlackUnhandled>();
    }

    [Fact]
    public async Task Body_OverAMebibyte_IsRefusedBeforeItIsHashed()
    {
        var body = new string(' ', SlackGate.MostBytes) + Challenge;

        (await AdmitAsync(body, Sign(body, $"{Then}"))).Status.ShouldBe(413);
    }

    [Fact]
    public async Task Body_Compressed_IsNotUnpacked()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            zip.Write(Encoding.UTF8.GetBytes(Challenge));

        (await AdmitAsync(packed.ToArray(), ChallengeSignature)).ShouldBe(401);
        (await AdmitAsync(packed.ToArray(), Sign(packed.ToArray(), $"{Then}", Secret))).ShouldBe(400);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("post")]
    public async Task Method_OtherThanPost_IsRefused(string method)
    {
        var gate = new SlackGate([Secret], _time, new Logger<SlackGate>(_logs));

        var (status, _) = await gate.AdmitAsync(
            new SlackRequest(method, "application/json", [$"{Then}"], [ChallengeSignature], Stream.Null), TestContext.Current.CancellationToken);

        status.ShouldBe(405);
    }

    [Fact]
    public async Task Refusal_LogsNothingOfWhatWasSent()
    {
        await AdmitAsync("""{"type":"url_verification","challenge":"private"}""", ChallengeSignature);

        _logs.Text.ShouldContain("SigningSecret");
        _logs.Text.ShouldNotContain("private");
        _logs.Text.ShouldNotContain(Secret);
    }

    internal static string Sign(string body, string timestamp, string secret = Secret) => Sign(Encoding.UTF8.GetBytes(body), timestamp, secret);

    internal static string Sign(byte[] body, string timestamp, string secret) => "v0=" + Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:").Concat(body).ToArray()));

    private Task<(int Status, SlackPayload? Payload)> AdmitAsync(string body, string signature, string[]? timestamps = null, string type = "application/json") =>
        AdmitAsync(body, [signature], timestamps ?? [$"{Then}"], type);

    private Task<(int Status, SlackPayload? Payload)> AdmitAsync(
        string body, string?[] signatures, string?[] timestamps, string type = "application/json", string[]? secrets = null) =>
        AdmitAsync(Encoding.UTF8.GetBytes(body), signatures, timestamps, type, secrets);

    private async Task<int> AdmitAsync(byte[] body, string signature) =>
        (await AdmitAsync(body, [signature], [$"{Then}"], "application/json", null)).Status;

    private Task<(int Status, SlackPayload? Payload)> AdmitAsync(byte[] body, string?[] signatures, string?[] timestamps, string type, string[]? secrets) =>
        new SlackGate(secrets ?? [Secret], _time, new Logger<SlackGate>(_logs)).AdmitAsync(
            new SlackRequest("POST", type, timestamps, signatures, new MemoryStream(body)), TestContext.Current.CancellationToken);
}
