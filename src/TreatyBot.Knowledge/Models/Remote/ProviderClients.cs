using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Core;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OpenAI;

namespace TreatyBot.Knowledge.Models.Remote;

/// <summary>The one place that names providers: settings in, client of the provider's own library out.</summary>
internal static class ProviderClients
{
    private static readonly Uri OpenAIEndpoint = new("https://api.openai.com/v1");
    private static readonly Uri OllamaEndpoint = new("http://127.0.0.1:11434");

    public static IChatClient Chat(ChatModelOptions options, Func<TokenCredential> credential, TimeProvider time) => options.Provider switch
    {
        ChatProvider.Ollama => Ollama(options, time),
        ChatProvider.AzureOpenAI => Azure(options, credential, time).GetChatClient(options.Model).AsIChatClient(),
        ChatProvider.OpenAI => OpenAI(options, time).GetChatClient(options.Model).AsIChatClient(),
        _ => throw new ArgumentOutOfRangeException(nameof(options)),
    };

    public static IEmbeddingGenerator<string, Embedding<float>> Embeddings(EmbeddingOptions options, Func<TokenCredential> credential, TimeProvider time) =>
        options.Provider switch
        {
            EmbeddingProvider.Ollama => Ollama(options, time),
            EmbeddingProvider.AzureOpenAI => Azure(options, credential, time).GetEmbeddingClient(options.Model).AsIEmbeddingGenerator(),
            EmbeddingProvider.OpenAI => OpenAI(options, time).GetEmbeddingClient(options.Model).AsIEmbeddingGenerator(),
            _ => throw new ArgumentOutOfRangeException(nameof(options)),
        };

    private static OllamaApiClient Ollama(RemoteModelOptions options, TimeProvider time)
    {
        var endpoint = WithSlash(options.Endpoint ?? OllamaEndpoint);
        var http = ModelHttp.Create(endpoint, isOllama: true, time);
        // For an Ollama behind a proxy that asks for a key.
        if (options.ApiKey is { Length: > 0 } key)
            http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return new OllamaApiClient(http, options.Model!);
    }

    private static AzureOpenAIClient Azure(RemoteModelOptions options, Func<TokenCredential> credential, TimeProvider time)
    {
        var settings = Prepare(new AzureOpenAIClientOptions(), options.Endpoint!, time);
        if (options.ApiVersion is { Length: > 0 } version)
            settings.AddPolicy(new ApiVersionPolicy(version), PipelinePosition.PerCall);
        return options.ApiKey is { Length: > 0 } key
            ? new AzureOpenAIClient(options.Endpoint, new ApiKeyCredential(key), settings)
            : new AzureOpenAIClient(options.Endpoint, credential(), settings);
    }

    // Local servers that speak OpenAI's interface want no key, and the library wants one.
    private static OpenAIClient OpenAI(RemoteModelOptions options, TimeProvider time)
    {
        var endpoint = options.Endpoint ?? OpenAIEndpoint;
        var settings = Prepare(new OpenAIClientOptions(), endpoint, time);
        settings.Endpoint = endpoint;
        return new OpenAIClient(new ApiKeyCredential(options.ApiKey is { Length: > 0 } key ? key : "none"), settings);
    }

    // Retries and time-outs are the call policy's; two of each would multiply.
    private static T Prepare<T>(T settings, Uri endpoint, TimeProvider time) where T : ClientPipelineOptions
    {
        settings.Transport = new HttpClientPipelineTransport(ModelHttp.Create(endpoint, isOllama: false, time));
        settings.RetryPolicy = new ClientRetryPolicy(0);
        settings.NetworkTimeout = Timeout.InfiniteTimeSpan;
        return settings;
    }

    private static Uri WithSlash(Uri endpoint) =>
        endpoint.AbsolutePath.EndsWith('/') ? endpoint : new Uri(endpoint.AbsoluteUri + "/");

    private sealed class ApiVersionPolicy(string version) : PipelinePolicy
    {
        public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
        {
            Apply(message.Request);
            ProcessNext(message, pipeline, currentIndex);
        }

        public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
        {
            Apply(message.Request);
            return ProcessNextAsync(message, pipeline, currentIndex);
        }

        private void Apply(PipelineRequest request) =>
            request.Uri = new UriBuilder(request.Uri!) { Query = $"api-version={Uri.EscapeDataString(version)}" }.Uri;
    }
}
