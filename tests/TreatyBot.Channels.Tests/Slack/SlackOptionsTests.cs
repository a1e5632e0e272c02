using TreatyBot.Channels.Slack;

namespace TreatyBot.Channels.Tests.Slack;

public sealed class SlackOptionsTests
{
    [Fact]
    public void Options_AllSetRight_AreValid() => Failures(options =>
    {
        options.SigningSecret = "0123456789abcdef";
        options.BotToken = "xoxb-1";
        options.AppToken = "xapp-1";
        options.ClientId = "1.2";
        options.ClientSecret = "s";
        options.ApiBaseUrl = "http://127.0.0.1:5000/api/";
    }).ShouldBeEmpty();

    [Fact]
    public void Options_NothingSet_AreValid() => Failures(_ => { }).ShouldBeEmpty();

    public static TheoryData<Action<SlackOptions>, string> Broken { get; } = new()
    {
        { options => options.SigningSecret = " ", "Channels:Slack:SigningSecret holds white space; copy it again from the app's page, Basic Information." },
        { options => options.BotToken = "xapp-1", "Channels:Slack:BotToken must begin with xoxb-; it is on the app's page under OAuth & Permissions." },
        { options => options.AppToken = "xoxb-1", "Channels:Slack:AppToken must begin with xapp-; make one with the scope connections:write under Basic Information, App-Level Tokens." },
        { options => options.ClientId = "1.2", "Channels:Slack:ClientSecret and ClientId are needed together, or neither; both are on the app's page under Basic Information." },
        { options => options.ApiBaseUrl = "http://slack.com/api/", "Channels:Slack:ApiBaseUrl must be an https address, or an http address of this machine, that ends with '/', such as https://slack.com/api/." },
        { options => options.ApiBaseUrl = "https://slack.com/api", "Channels:Slack:ApiBaseUrl must be an https address, or an http address of this machine, that ends with '/', such as https://slack.com/api/." },
        { options => options.SendTimeout = TimeSpan.Zero, "Channels:Slack:SendTimeout must be between 00:00:01 and 00:02:00." },
        { options => options.MaxUploadBytes = 1, "Channels:Slack:MaxUploadBytes must be between 1024 and 1073741824." },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Broken))]
    public void Options_OneBroken_NameItAndTheMend(Action<SlackOptions> breakIt, string failure) => Failures(options =>
    {
        options.SigningSecret = "0123456789abcdef";
        options.BotToken = "xoxb-1";
        breakIt(options);
    }).ShouldBe([failure]);

    [Fact]
    public void Options_HalfSet_NameWhatIsMissing()
    {
        Failures(options => options.SigningSecret = "s").Single().ShouldBe("Channels:Slack:BotToken is missing; set it for one workspace, or ClientId and ClientSecret for several.");
        Failures(options => options.AppToken = "xapp-1").Single().ShouldStartWith("Channels:Slack:BotToken is missing");
        Failures(options => options.BotToken = "xoxb-1").Single().ShouldBe("Channels:Slack:SigningSecret is missing although there is a token or client; set it for HTTP, or AppToken for Socket Mode.");
    }

    private static IEnumerable<string> Failures(Action<SlackOptions> set)
    {
        var options = new SlackOptions();
        set(options);
        return new SlackOptionsValidator().Validate(null, options).Failures ?? [];
    }
}
