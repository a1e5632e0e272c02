using TreatyBot.Corpus;

namespace TreatyBot.Endpoints;

/// <summary><c>/health/live</c>: the process runs. <c>/health/ready</c>: it can answer.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", context => context.Response.WriteAsJsonAsync(new { status = "live" }));
        endpoints.MapGet("/health/ready", ReadyAsync);
    }

    // Says that and not why: the reason is for the log, which fewer people read.
    private static Task ReadyAsync(HttpContext context)
    {
        var isReady = context.RequestServices.GetRequiredService<CorpusReadiness>().IsReady;
        context.Response.StatusCode = isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsJsonAsync(new { status = isReady ? "ready" : "starting" });
    }
}
