namespace TreatyBot.Endpoints;

/// <summary>What every endpoint that a channel delivers to does around its adapter: writes the answer, and names what the web server refused.</summary>
internal static class Delivery
{
    public static async Task AnswerAsync(HttpContext context, Func<Task<(int Status, ReadOnlyMemory<byte> Json)>> process)
    {
        var (status, json) = await GuardAsync(context, process);
        context.Response.StatusCode = status;
        if (json.IsEmpty)
            return;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }

    private static async Task<(int Status, ReadOnlyMemory<byte> Json)> GuardAsync(
        HttpContext context, Func<Task<(int Status, ReadOnlyMemory<byte> Json)>> process)
    {
        try
        {
            return await process();
        }
        catch (BadHttpRequestException refused)
        {
            // The web server stopped reading: too long, too slow, or not HTTP.
            return (refused.StatusCode, default);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            return (StatusCodes.Status499ClientClosedRequest, default);
        }
    }
}
