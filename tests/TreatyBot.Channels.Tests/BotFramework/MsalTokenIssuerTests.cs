using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Identity.Client;
using TreatyBot.Channels.BotFramework;
using TreatyBot.Channels.Tests.Loopback;

namespace TreatyBot.Channels.Tests.BotFramework;

/// <summary>The real MSAL, whose requests are led to this machine.</summary>
public sealed class MsalTokenIssuerTests : IAsyncLifetime
{
    private readonly List<(string Host, string Target, Dictionary<string, string> Form)> _requests = [];
    private LoopbackServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await LoopbackServer.StartAsync(async context =>
    {
        var form = context.Request.HasFormContentType
            ? (await context.Request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString())
            : [];
        _requests.Add((context.Request.Headers["X-Meant-For"].ToString(), context.Request.Path + context.Request.QueryString, form));
        var seconds = context.Request.Method == "GET" ? "\"3600\"" : "3600";
        await context.Response.WriteAsync($$"""{"token_type":"Bearer","expires_in":{{seconds}},"ext_expires_in":3600,"access_token":"issued-{{_requests.Count}}"}""");
    });

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(BotFrameworkCloud.Public, "login.microsoftonline.com", "https://api.botframework.com/.default")]
    [InlineData(BotFrameworkCloud.UsGov, "login.microsoftonline.us", "https://api.botframework.us/.default")]
    [InlineData(BotFrameworkCloud.China, "login.partner.microsoftonline.cn", "https://api.botframework.azure.cn/.default")]
    public async Task Issue_Secret_AsksTheOwnTenantOfTheCloud(BotFrameworkCloud cloud, string host, string scope)
    {
        var options = Options();
        options.Cloud = cloud;
        options.AppPassword = "hush";
        var issuer = new MsalTokenIssuer(options, Redirected());

        var first = await issuer.IssueAsync(Token);
        var second = await issuer.IssueAsync(Token);

        (first.Value, second.Value).ShouldBe(("issued-1", "issued-2"), "the cache is this room's, not MSAL's");
        var (meantFor, target, form) = _requests[0];
        meantFor.ShouldBe(host);
        target.ShouldBe($"/{InboundAttempt.Tenant}/oauth2/v2.0/token");
        form["grant_type"].ShouldBe("client_credentials");
        form["client_id"].ShouldBe(InboundAttempt.AppId);
        form["client_secret"].ShouldBe("hush");
        form["scope"].Split(' ').ShouldContain(scope);
    }

    [Theory]
    [InlineData(".pfx")]
    [InlineData(".pem")]
    public async Task Issue_Certificate_SignsAnAssertion(string extension)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"bot-{extension[1..]}{extension}");
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=bot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        if (extension == ".pfx")
            await File.WriteAllBytesAsync(path, certificate.Export(X509ContentType.Pfx, "pw"), Token);
        else
            await File.WriteAllTextAsync(path, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem(), Token);
        var options = Options();
        options.CertificatePath = path;
        options.CertificatePassword = extension == ".pfx" ? "pw" : null;

        await new MsalTokenIssuer(options, Redirected()).IssueAsync(Token);

        var form = _requests[0].Form;
        form.ShouldNotContainKey("client_secret");
        var header = System.Buffers.Text.Base64Url.DecodeFromChars(form["client_assertion"].Split('.')[0]);
        JsonDocument.Parse(header).RootElement.TryGetProperty("x5c", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Issue_ManagedIdentity_AsksTheMachineForTheResource()
    {
        var options = Options();
        options.UseManagedIdentity = true;

        var token = await new MsalTokenIssuer(options, Redirected()).IssueAsync(Token);

        token.Value.ShouldStartWith("issued-");
        var (host, target, _) = _requests[^1];
        host.ShouldBe("169.254.169.254");
        target.ShouldContain($"client_id={InboundAttempt.AppId}");
        Uri.UnescapeDataString(target).ShouldContain("resource=https://api.botframework.com");
    }

    private static BotFrameworkOptions Options() => new() { AppId = InboundAttempt.AppId, TenantId = InboundAttempt.Tenant };

    private Redirecting Redirected() => new(_server.Origin);

    private sealed class Redirecting(string origin) : DelegatingHandler(new SocketsHttpHandler()), IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => new(this, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("X-Meant-For", request.RequestUri!.Host);
            request.RequestUri = new Uri(origin + request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
