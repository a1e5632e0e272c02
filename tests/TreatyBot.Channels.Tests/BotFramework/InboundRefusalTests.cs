using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace TreatyBot.Channels.Tests.BotFramework;

/// <summary>Each row spoils one thing of a request that is otherwise right.</summary>
public sealed class InboundRefusalTests
{
    private const string EntraIssuer = "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/";

    private static readonly Dictionary<string, (int Status, string Check, Action<InboundAttempt> Spoil)> Refusals = new()
    {
        ["02 no Authorization header"] = (401, "no usable bearer token", attempt => attempt.Authorization = []),
        ["03a empty header"] = (401, "no usable bearer token", attempt => attempt.Authorization = [""]),
        ["03b blank header"] = (401, "no usable bearer token", attempt => attempt.Authorization = ["   "]),
        ["04 scheme Basic"] = (401, "no usable bearer token", attempt => attempt.Authorization = [$"Basic {attempt.SignedToken}"]),
        ["05 scheme in lower case"] = (401, "no usable bearer token", attempt => attempt.Authorization = [$"bearer {attempt.SignedToken}"]),
        ["06a three parts"] = (401, "no usable bearer token", attempt => attempt.Authorization = [$"Bearer {attempt.SignedToken} b"]),
        ["06b two spaces"] = (401, "no usable bearer token", attempt => attempt.Authorization = [$"Bearer  {attempt.SignedToken}"]),
        ["06c scheme alone"] = (401, "no usable bearer token", attempt => attempt.Authorization = ["Bearer "]),
        ["07 two headers"] = (401, "no usable bearer token", attempt => attempt.Authorization = [$"Bearer {attempt.SignedToken}", $"Bearer {attempt.SignedToken}"]),
        ["08a two segments"] = (401, "no usable bearer token", attempt => attempt.Token = string.Join('.', attempt.SignedToken.Split('.')[..2])),
        ["08b five segments"] = (401, "no usable bearer token", attempt => attempt.Token = $"{attempt.SignedToken}.a.b"),
        ["08c garbage"] = (401, "no usable bearer token", attempt => attempt.Token = "a.b.c"),
        ["08d longer than 16 KiB"] = (401, "no usable bearer token", attempt => attempt.Claims["padding"] = new string('x', 16 * 1024)),
        ["09 alg none, no signature"] = (401, "no usable bearer token", attempt => attempt.Token = $"{Unsigned(attempt)}."),
        ["10 alg none, old signature"] = (401, "no usable bearer token", attempt => attempt.Token = $"{Unsigned(attempt)}.{attempt.SignedToken.Split('.')[2]}"),
        ["11 HS256 with the public key as secret"] = (401, "no usable bearer token", attempt =>
        {
            attempt.Header["alg"] = "HS256";
            attempt.Token = Jwt.SignWithSecret(attempt.Header.ToJsonString(), attempt.Claims.ToJsonString(), Jwt.ChannelKey.ExportSubjectPublicKeyInfo());
        }),
        ["12a RS384"] = (401, "no usable bearer token", attempt => Resign(attempt, "RS384", HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1)),
        ["12b RS512"] = (401, "no usable bearer token", attempt => Resign(attempt, "RS512", HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1)),
        ["12c PS256"] = (401, "no usable bearer token", attempt => Resign(attempt, "PS256", HashAlgorithmName.SHA256, RSASignaturePadding.Pss)),
        ["12d ES256"] = (401, "no usable bearer token", attempt =>
        {
            attempt.Header["alg"] = "ES256";
            attempt.Token = Jwt.SignWithCurve(attempt.Header.ToJsonString(), attempt.Claims.ToJsonString());
        }),
        ["12e rs256 in lower case"] = (401, "no usable bearer token", attempt => attempt.Header["alg"] = "rs256"),
        ["13a no kid"] = (401, "no usable bearer token", attempt => attempt.Header.Remove("kid")),
        ["13b kid is a number"] = (401, "no usable bearer token", attempt => attempt.Header["kid"] = 1),
        ["14 unknown kid"] = (401, "unknown key", attempt => attempt.Header["kid"] = "key-9"),
        ["16 right kid, other key"] = (401, "signature", attempt => attempt.Signer = Jwt.AttackerKey),
        ["17 claims changed after signing"] = (401, "signature", attempt =>
        {
            var parts = attempt.SignedToken.Split('.');
            attempt.Claims["extra"] = 1;
            attempt.Token = $"{parts[0]}.{Jwt.Encode(attempt.Claims.ToJsonString())}.{parts[2]}";
        }),
        ["19 expired 5 min 1 s ago"] = (401, "lifetime", attempt => attempt.Claims["exp"] = attempt.At(-TimeSpan.FromSeconds(301))),
        ["20 not before 6 min from now"] = (401, "lifetime", attempt => attempt.Claims["nbf"] = attempt.At(TimeSpan.FromMinutes(6))),
        ["20b nbf is no number"] = (401, "lifetime", attempt => attempt.Claims["nbf"] = "soon"),
        ["21a no exp"] = (401, "lifetime", attempt => attempt.Claims.Remove("exp")),
        ["21b exp is a string"] = (401, "lifetime", attempt => attempt.Claims["exp"] = "9999999999"),
        ["22 issuer of another cloud"] = (401, "issuer", attempt => attempt.Claims["iss"] = "https://api.botframework.us"),
        ["23a issuer with slash"] = (401, "issuer", attempt => attempt.Claims["iss"] = "https://api.botframework.com/"),
        ["23b issuer in other case"] = (401, "issuer", attempt => attempt.Claims["iss"] = "https://API.botframework.com"),
        ["23c no issuer"] = (401, "issuer", attempt => attempt.Claims.Remove("iss")),
        ["23d issuer twice, last one right"] = (401, "no usable bearer token", attempt => attempt.Token = Jwt.Sign(
            attempt.Header.ToJsonString(), attempt.Claims.ToJsonString().Replace("{\"iss\"", "{\"iss\":\"https://evil.example\",\"iss\"", StringComparison.Ordinal), Jwt.ChannelKey)),
        ["24 the bot's own outgoing token"] = (401, "issuer", attempt =>
        {
            attempt.Claims["iss"] = EntraIssuer;
            attempt.Claims["appid"] = InboundAttempt.AppId;
            attempt.Claims["ver"] = "1.0";
        }),
        ["25 issuer of an attacker's tenant"] = (401, "issuer", attempt =>
        {
            attempt.Claims["iss"] = "https://sts.windows.net/99999999-0000-0000-0000-000000000000/";
            attempt.Claims["tid"] = "99999999-0000-0000-0000-000000000000";
        }),
        ["26a no audience"] = (401, "audience", attempt => attempt.Claims.Remove("aud")),
        ["26b empty audience"] = (401, "audience", attempt => attempt.Claims["aud"] = ""),
        ["26c two audiences"] = (401, "audience", attempt => attempt.Claims["aud"] = new JsonArray(InboundAttempt.AppId, "other")),
        ["26d audience with slash"] = (401, "audience", attempt => attempt.Claims["aud"] = InboundAttempt.AppId + "/"),
        ["27 audience of another app"] = (401, "audience", attempt => attempt.Claims["aud"] = "99999999-2222-3333-4444-555555555555"),
        ["28 audience as api:// URI"] = (401, "audience", attempt => attempt.Claims["aud"] = $"api://{InboundAttempt.AppId}"),
        ["29 no serviceurl claim"] = (401, "service URL", attempt => attempt.Claims.Remove("serviceurl")),
        ["29b serviceUrl claim in camel case"] = (401, "service URL", attempt =>
        {
            attempt.Claims.Remove("serviceurl");
            attempt.Claims["serviceUrl"] = InboundAttempt.ServiceUrl;
        }),
        ["30 serviceurl of another service"] = (401, "service URL", attempt => attempt.Activity["serviceUrl"] = "https://smba.trafficmanager.net/emea/"),
        ["32a no serviceUrl"] = (401, "service URL", attempt => attempt.Activity.Remove("serviceUrl")),
        ["32b empty serviceUrl and claim"] = (401, "service URL", attempt => Address(attempt, "")),
        ["33a http serviceUrl"] = (401, "service URL", attempt => Address(attempt, "http://smba.trafficmanager.net/amer/")),
        ["33b anybody's trafficmanager name"] = (401, "service URL", attempt => Address(attempt, "https://evil.trafficmanager.net/amer/")),
        ["33c allowed name as prefix"] = (401, "service URL", attempt => Address(attempt, "https://smba.trafficmanager.net.evil.com/amer/")),
        ["33d allowed name as user"] = (401, "service URL", attempt => Address(attempt, "https://smba.trafficmanager.net@evil.com/amer/")),
        ["33e other port"] = (401, "service URL", attempt => Address(attempt, "https://smba.trafficmanager.net:8443/amer/")),
        ["33f this machine"] = (401, "service URL", attempt => Address(attempt, "http://127.0.0.1:3970/")),
        ["34 endorsed for other channels"] = (401, "endorsements", attempt => attempt.KeyService.Keys = [Jwt.PublicJwk(Jwt.ChannelKey, "key-1", "slack")]),
        ["35a no endorsements"] = (401, "endorsements", attempt => attempt.KeyService.Keys = [Jwt.PublicJwk(Jwt.ChannelKey, "key-1", null)]),
        ["35b empty endorsements"] = (401, "endorsements", attempt => attempt.KeyService.Keys = [Jwt.PublicJwk(Jwt.ChannelKey, "key-1")]),
        ["36a no channelId"] = (401, "channel", attempt => attempt.Activity.Remove("channelId")),
        ["36b AseChannel"] = (401, "channel", attempt => attempt.Activity["channelId"] = "AseChannel"),
        ["36c emulator"] = (401, "channel", attempt => attempt.Activity["channelId"] = "emulator"),
        ["36d endorsed channel that is not let in"] = (401, "channel", attempt => attempt.Activity["channelId"] = "webchat"),
        ["37 channelId in other case"] = (401, "channel", attempt => attempt.Activity["channelId"] = "MSTeams"),
        ["38 no keys to be had"] = (503, "no signing keys", attempt => attempt.KeyService.IsBroken = true),
        ["40a jwk header with the attacker's key"] = (401, "signature", attempt =>
        {
            attempt.Header["jwk"] = Jwt.PublicJwk(Jwt.AttackerKey, "key-1", "msteams");
            attempt.Signer = Jwt.AttackerKey;
        }),
        ["40b jku header"] = (401, "signature", attempt =>
        {
            attempt.Header["jku"] = "https://evil.example/keys";
            attempt.Signer = Jwt.AttackerKey;
        }),
        ["40c crit header"] = (401, "no usable bearer token", attempt => attempt.Header["crit"] = new JsonArray("exp")),
        ["41 another issuer's key for the channel's issuer"] = (401, "unknown key", attempt =>
        {
            attempt.Header["kid"] = "entra-1";
            attempt.Signer = Jwt.AttackerKey;
        }),
        ["42a tenant not allowed"] = (403, "tenant", attempt => attempt.Activity["conversation"]!["tenantId"] = "99999999-bbbb-cccc-dddd-eeeeeeeeeeee"),
        ["42b channelData names another tenant"] = (403, "tenant", attempt => attempt.Activity["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = "other" } }),
        ["42c no tenant"] = (403, "tenant", attempt => attempt.Activity["conversation"]!.AsObject().Remove("tenantId")),
        ["43a no type"] = (400, "not a readable activity with a type", attempt => attempt.Activity.Remove("type")),
        ["43b no JSON"] = (400, "not a readable activity", attempt => attempt.Body = new MemoryStream("hello"u8.ToArray())),
        ["43c no conversation"] = (403, "tenant", attempt => attempt.Activity.Remove("conversation")),
        ["43d no conversation id"] = (400, "", attempt => attempt.Activity["conversation"]!.AsObject().Remove("id")),
        ["43e no sender"] = (400, "", attempt => attempt.Activity.Remove("from")),
        ["44a GET"] = (405, "", attempt => attempt.Method = "GET"),
        ["44b body over the limit"] = (413, "", attempt => attempt.Activity["text"] = new string('x', 1024 * 1024)),
        ["44c no content type"] = (415, "", attempt => attempt.ContentType = null),
        ["44d form"] = (415, "", attempt => attempt.ContentType = "application/x-www-form-urlencoded"),
    };

    public static TheoryData<string> Cases => [.. Refusals.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Process_SpoiledRequest_IsRefusedSilently(string name)
    {
        var (status, check, spoil) = Refusals[name];
        await using var attempt = await InboundAttempt.CreateAsync();
        spoil(attempt);

        var response = await attempt.SendAsync();

        response.Status.ShouldBe(status);
        response.Json.Length.ShouldBe(0);
        await attempt.DrainAsync();
        attempt.TurnsRun.ShouldBe(0);
        // Refused for what was spoilt, and not for something else.
        attempt.Logs.Text.ShouldContain(check);
        // 45: neither token nor claims nor keys in the log.
        foreach (var secret in attempt.SignedToken.Split('.').Where(part => part.Length > 8).Append(InboundAttempt.AppId).Append(InboundAttempt.Tenant))
            attempt.Logs.Text.ShouldNotContain(secret);
    }

    private static string Unsigned(InboundAttempt attempt) =>
        $"{Jwt.Encode("""{"alg":"none","kid":"key-1"}""")}.{Jwt.Encode(attempt.Claims.ToJsonString())}";

    private static void Resign(InboundAttempt attempt, string algorithm, HashAlgorithmName hash, RSASignaturePadding padding)
    {
        attempt.Header["alg"] = algorithm;
        attempt.Token = Jwt.Sign(attempt.Header.ToJsonString(), attempt.Claims.ToJsonString(), Jwt.ChannelKey, hash, padding);
    }

    private static void Address(InboundAttempt attempt, string serviceUrl)
    {
        attempt.Claims["serviceurl"] = serviceUrl;
        attempt.Activity["serviceUrl"] = serviceUrl;
    }
}
