using Microsoft.Extensions.Options;
using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Slack.Web;

namespace TreatyBot.Diagnosis;

/// <summary>Looks whether Slack is set up, and whether its tokens are good.</summary>
internal sealed class SlackCheckUp(IOptions<SlackOptions> options, SlackWebClient web) : IHealthCheckUp
{
    private const string Subject = "slack";

    public async Task<Finding> CheckAsync(CancellationToken cancellationToken)
    {
        var slack = options.Value;
        if (!slack.IsOn)
            return new(Subject, Verdict.Well, $"not set up: set {SlackOptions.Section}:SigningSecret (HTTP) or AppToken (Socket Mode), and BotToken");
        var ways = string.Join(" and ", new[] { slack.IsOnHttp ? "HTTP" : null, slack.IsOnSockets ? "Socket Mode" : null }.OfType<string>());
        try
        {
            var where = slack.BotToken is { Length: > 0 } token
                ? $"installed in {Name(await web.TestAuthAsync(token, cancellationToken))}"
                : "several workspaces, by /slack/install";
            if (slack.IsOnSockets)
                await web.OpenConnectionAsync(slack.AppToken!, cancellationToken);
            return new(Subject, Verdict.Well, $"{ways}, {where}");
        }
        catch (SlackApiException refusal)
        {
            return new(Subject, Verdict.Broken, Mend(refusal));
        }
    }

    private static string Name(SlackInstallation installation) => installation.Workspace.TeamId ?? $"{installation.Workspace.EnterpriseId}, the whole organisation";

    private static string Mend(SlackApiException refusal) => refusal switch
    {
        { Error: SlackApiException.Unreachable or SlackApiException.Timeout } => $"{refusal.Method} cannot be reached; check the network, and {SlackOptions.Section}:ApiBaseUrl if it is set",
        { Method: "apps.connections.open" } => $"{SlackOptions.Section}:AppToken is refused ({refusal.Error}); make one with the scope connections:write under Basic Information, App-Level Tokens",
        _ => $"{SlackOptions.Section}:BotToken is refused ({refusal.Error}); install the app in the workspace and copy the token from OAuth & Permissions",
    };
}
