using Microsoft.Extensions.Options;

namespace TreatyBot.Knowledge.Models;

/// <summary>Checks <c>Models:Chat</c> at start.</summary>
internal sealed class ChatModelOptionsValidator : IValidateOptions<ChatModelOptions>
{
    public ValidateOptionsResult Validate(string? name, ChatModelOptions options) => options.Provider == ChatProvider.None
        ? ValidateOptionsResult.Success
        : RemoteModelCheck.Check(ChatModelOptions.Section, options, options.Provider == ChatProvider.AzureOpenAI, options.Provider == ChatProvider.Ollama);
}

/// <summary>Checks <c>Models:Embeddings</c> at start.</summary>
internal sealed class EmbeddingOptionsValidator : IValidateOptions<EmbeddingOptions>
{
    public ValidateOptionsResult Validate(string? name, EmbeddingOptions options)
    {
        if (options.Provider is EmbeddingProvider.Local or EmbeddingProvider.None)
            return ValidateOptionsResult.Success;
        var reached = RemoteModelCheck.Check(
            EmbeddingOptions.Section, options, options.Provider == EmbeddingProvider.AzureOpenAI, options.Provider == EmbeddingProvider.Ollama);
        if (reached.Failed || options.Dimensions is not null || KnownDimensions.Of(options.Model) is not null)
            return reached;
        return ValidateOptionsResult.Fail(
            $"{EmbeddingOptions.Section}:Dimensions is not set, and the length of the vectors of “{options.Model}” is not known here; set it to the number that the model's description gives.");
    }
}

internal static class RemoteModelCheck
{
    public static ValidateOptionsResult Check(string section, RemoteModelOptions options, bool isAzure, bool isOllama)
    {
        var failures = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Model))
            failures.Add($"{section}:Model is not set; give the name of {(isAzure ? "the deployment" : "the model")}.");
        if (options.Endpoint is null && isAzure)
            failures.Add($"{section}:Endpoint is not set; give the resource's address, such as https://NAME.openai.azure.com.");
        if (options.Endpoint is { } endpoint)
        {
            if (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https") || endpoint.UserInfo.Length > 0)
                failures.Add($"{section}:Endpoint must be a whole address that begins with https:// or http:// and holds no password.");
            else if (endpoint.Scheme == "http" && !endpoint.IsLoopback && options.ApiKey is { Length: > 0 })
                failures.Add($"{section}:Endpoint is plain http, and {section}:ApiKey would be readable on the way; use https.");
            else if (endpoint.Scheme == "http" && isAzure && string.IsNullOrEmpty(options.ApiKey))
                failures.Add($"{section}:Endpoint is plain http, over which no identity is sent; use https, or set {section}:ApiKey.");
        }
        else if (!isOllama && !isAzure && string.IsNullOrEmpty(options.ApiKey))
        {
            failures.Add($"{section}:ApiKey is not set, which api.openai.com needs; set it, or {section}:Endpoint to another service.");
        }
        if (options.TotalTimeout < options.CallTimeout)
            failures.Add($"{section}:TotalTimeout is shorter than {section}:CallTimeout; make it at least as long.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}

/// <summary>Vector lengths that models' publishers state.</summary>
internal static class KnownDimensions
{
    private static readonly Dictionary<string, int> Lengths = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text-embedding-3-small"] = 1536,
        ["text-embedding-3-large"] = 3072,
        ["text-embedding-ada-002"] = 1536,
        ["nomic-embed-text"] = 768,
        ["mxbai-embed-large"] = 1024,
        ["all-minilm"] = 384,
        ["bge-m3"] = 1024,
        ["snowflake-arctic-embed2"] = 1024,
    };

    public static int? Of(string? model) =>
        Lengths.TryGetValue((model ?? "").Split(':')[0], out var length) ? length : null;
}
