using Microsoft.Extensions.Options;
using TreatyBot.Health;

namespace TreatyBot.Endpoints;

/// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c>: it can answer; operators are told why not.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", context => context.Response.WriteAsJsonAsync(new { status = "live" }));
        endpoints.MapGet("/health/ready", ReadyAsync);
    }

    private static async Task ReadyAsync(HttpContext context)
    {
        var report = await context.RequestServices.GetRequiredService<Readiness>().LookAsync(context.RequestAborted);
        context.Response.StatusCode = report.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.CacheControl = "no-store";
        if (!Operators.Includes(context, context.RequestServices.GetRequiredService<IOptions<HealthOptions>>().Value))
        {
            await context.Response.WriteAsJsonAsync(new { status = report.Status });
            return;
        }
        var checks = report.Findings.Select(finding => new { name = finding.Subject, state = finding.Verdict.ToString().ToLowerInvariant(), text = finding.Text });
        await context.Response.WriteAsJsonAsync(new { status = report.Status, checks });
    }
}
