using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TreatyBot.Knowledge.Models.Remote;

/// <summary>The chat model that <c>Models:Chat</c> names, with telemetry and the call policy around it.</summary>
internal sealed class ConfiguredChatModel : IChatModel, IDisposable
{
    /// <summary>Name of the activity source and the meter.</summary>
    public const string TelemetrySource = "TreatyBot.Models";

    public ConfiguredChatModel(IOptions<ChatModelOptions> options, TimeProvider time, ILogger<ModelCallPolicy> logger, TokenCredential? credential = null)
    {
        var settings = options.Value;
        Tokens = new TokenCounter(settings.Model);
        if (settings.Provider == ChatProvider.None)
            return;
        Id = ModelIds.Of(settings.Provider.ToString(), settings.Model!);
        var provider = ProviderClients.Chat(settings, () => credential ?? new DefaultAzureCredential(), time).AsBuilder()
            .ConfigureOptions(call => AddDefaults(call, settings))
            .UseOpenTelemetry(sourceName: TelemetrySource, configure: telemetry => telemetry.EnableSensitiveData = false)
            .Build();
        Client = new ResilientChatClient(provider, new ModelCallPolicy(settings, Id, time, logger));
    }

    public IChatClient? Client { get; }

    public string? Id { get; }

    public TokenCounter Tokens { get; }

    public void Dispose() => Client?.Dispose();

    // Without num_ctx Ollama takes a default and silently drops the oldest messages of a longer prompt.
    private static void AddDefaults(ChatOptions call, ChatModelOptions settings)
    {
        if (settings.Provider == ChatProvider.Ollama)
            (call.AdditionalProperties ??= [])["num_ctx"] = settings.ContextTokens;
    }
}

internal static class ModelIds
{
    /// <summary><c>ollama/llama3.1</c>; <c>:latest</c> is what a name without a tag means.</summary>
    public static string Of(string provider, string model) =>
        $"{provider.ToLowerInvariant()}/{(model.EndsWith(":latest", StringComparison.Ordinal) ? model[..^7] : model)}";
}
