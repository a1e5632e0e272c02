using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TreatyBot.Knowledge.Models.Remote;

/// <summary>The embedding model that <c>Models:Embeddings</c> names, one vector a passage.</summary>
internal sealed class RemoteEmbeddingModel : IEmbeddingModel, IDisposable
{
    public RemoteEmbeddingModel(IOptions<EmbeddingOptions> options, TimeProvider time, ILogger<ModelCallPolicy> logger, TokenCredential? credential = null)
    {
        var settings = options.Value;
        var dimensions = settings.Dimensions ?? KnownDimensions.Of(settings.Model)!.Value;
        var id = $"{ModelIds.Of(settings.Provider.ToString(), settings.Model!)}/{dimensions}";
        Profile = new EmbeddingProfile(id, dimensions, PerSentence: false, settings.FusionWeight);
        var provider = ProviderClients.Embeddings(settings, () => credential ?? new DefaultAzureCredential(), time).AsBuilder()
            .UseOpenTelemetry(sourceName: ConfiguredChatModel.TelemetrySource, configure: telemetry => telemetry.EnableSensitiveData = false)
            .Build();
        var calls = new ResilientEmbeddingGenerator(provider, new ModelCallPolicy(settings, id, time, logger), settings, dimensions);
        Generator = new EmbeddingCache(calls, settings.CachedTexts);
    }

    public EmbeddingProfile Profile { get; }

    EmbeddingProfile? IEmbeddingModel.Profile => Profile;

    public IEmbeddingGenerator<string, Embedding<float>> Generator { get; }

    IEmbeddingGenerator<string, Embedding<float>>? IEmbeddingModel.Generator => Generator;

    public string? AbsenceReason => null;

    public void Dispose() => Generator.Dispose();
}
