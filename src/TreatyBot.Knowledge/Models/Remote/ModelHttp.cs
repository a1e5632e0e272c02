namespace TreatyBot.Knowledge.Models.Remote;

/// <summary>Makes the HTTP client that a provider's library sends through. One for each model, for the life of the program.</summary>
internal static class ModelHttp
{
    /// <summary>Time-outs are the caller's work: a client's own would cut off a model that is still being loaded.</summary>
    public static HttpClient Create(Uri endpoint, bool isOllama, TimeProvider time)
    {
        var wire = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        return new HttpClient(new ModelHttpGuard(endpoint, isOllama, time) { InnerHandler = wire })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            BaseAddress = endpoint,
        };
    }
}
