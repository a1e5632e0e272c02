using TreatyBot.Channels.BotFramework;

namespace TreatyBot.Channels.Tests.BotFramework;

public sealed class BotFrameworkOptionsTests
{
    private readonly BotFrameworkOptions _options = new()
    {
        AppId = InboundAttempt.AppId,
        TenantId = InboundAttempt.Tenant,
        AppPassword = "secret",
    };

    [Fact]
    public void Validate_Registered_Succeeds() => Failures().ShouldBeEmpty();

    [Fact]
    public void Validate_Nothing_IsAnonymousAndSucceeds() => Failures(new BotFrameworkOptions()).ShouldBeEmpty();

    [Fact]
    public void Validate_SecretWithoutAppId_IsRefused() =>
        Failures(new BotFrameworkOptions { AppPassword = "x" }).ShouldHaveSingleItem()
            .ShouldBe("Channels:BotFramework:AppId is missing although a credential is set; set the app registration's id or remove the credential.");

    [Fact]
    public void Validate_SeveralFaults_NamesEach()
    {
        _options.AppId = "my-bot";
        _options.TenantId = "botframework.com";
        _options.UseManagedIdentity = true;
        _options.OpenIdMetadata = "http://login.example/keys";
        _options.AllowedServiceHosts.Add("*.trafficmanager.net");
        _options.AllowedServiceHosts.Add("http://internal:80");
        _options.MaxBodyBytes = 0;

        var failures = Failures();

        failures.Count().ShouldBe(7);
        foreach (var setting in new[] { "AppId", "TenantId", "AppPassword", "OpenIdMetadata", "AllowedServiceHosts", "MaxBodyBytes" })
            failures.ShouldContain(failure => failure.StartsWith($"Channels:BotFramework:{setting} ", StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_MissingCertificate_IsRefused()
    {
        _options.AppPassword = null;
        _options.CertificatePath = "no-such-file.pfx";

        Failures().ShouldHaveSingleItem().ShouldContain("CertificatePath names a file that does not exist");
    }

    [Fact]
    public void Validate_ChinaWithoutHosts_IsRefused()
    {
        _options.Cloud = BotFrameworkCloud.China;

        Failures().ShouldHaveSingleItem().ShouldContain("AllowedServiceHosts");
    }

    private IEnumerable<string> Failures(BotFrameworkOptions? options = null) =>
        new BotFrameworkOptionsValidator().Validate(null, options ?? _options).Failures ?? [];
}
