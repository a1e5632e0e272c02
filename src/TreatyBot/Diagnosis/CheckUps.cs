using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Prompts;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Diagnosis;

internal sealed class CorpusCheckUp(IOptions<CorpusOptions> options) : IHealthCheckUp
{
    public Task<Finding> CheckAsync(CancellationToken cancellationToken)
    {
        var path = options.Value.Path;
        try
        {
            var found = CorpusFiles.Find(path);
            return Task.FromResult(found.Files.Count > 0
                ? new Finding("corpus", Verdict.Well, $"{found.Files.Count} documents in {path}{(found.Skipped.Count == 0 ? "" : $"; {found.Skipped.Count} other files passed over")}")
                : new Finding("corpus", Verdict.Broken, $"{path} holds no documents; put .md, .txt, .html, .pdf or .docx files there or set Corpus:Path"));
        }
        catch (IngestionException exception)
        {
            return Task.FromResult(new Finding("corpus", Verdict.Broken, exception.Message));
        }
    }
}

internal sealed class StoreCheckUp(IPassageStore store) : IHealthCheckUp
{
    public async Task<Finding> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.OpenAsync(cancellationToken);
            var info = await store.GetInfoAsync(cancellationToken);
            return info.DocumentCount > 0
                ? new("store", Verdict.Well, $"{info.Provider} at {info.Location}: {info.DocumentCount} documents, {info.PassageCount} passages, {info.VectorCount} vectors")
                : new("store", Verdict.Limited, $"{info.Provider} at {info.Location} is empty; the first question fills it, or run treatybot ingest");
        }
        catch (StoreException exception)
        {
            return new("store", Verdict.Broken, exception.Message);
        }
    }
}

internal sealed class EmbeddingCheckUp(IEmbeddingModel model) : IHealthCheckUp
{
    public Task<Finding> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(model.Profile is { } profile
        ? new Finding("embedding model", Verdict.Well, $"{profile.ModelId}, {profile.Dimensions} dimensions")
        : new Finding("embedding model", Verdict.Limited, $"none: answers come by word search alone. {model.AbsenceReason}"));
}

internal sealed class ReadingCheckUp(IReadingModel model) : IHealthCheckUp
{
    public Task<Finding> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(model switch
    {
        { ModelId: { } id } => new Finding("reading model", Verdict.Well, id),
        { AbsenceReason: { } reason } => new Finding("reading model", Verdict.Limited, reason),
        _ => new Finding("reading model", Verdict.Well, "none: evidence is judged by words and vectors alone; set Models:Reading:Provider to Local for it"),
    });
}

internal sealed class ChatModelCheckUp(IChatModel model, PromptLibrary prompts) : IHealthCheckUp
{
    public Task<Finding> CheckAsync(CancellationToken cancellationToken)
    {
        if (model.Id is null)
            return Task.FromResult(new Finding("chat model", Verdict.Well, "none: answers are quoted and composed by rules; set Models:Chat:Provider for one"));
        try
        {
            var hashes = prompts.Hashes();
            return Task.FromResult(new Finding("chat model", Verdict.Well, $"{model.Id}; {hashes.Count} prompts read; doctor --models calls it"));
        }
        catch (ModelException exception)
        {
            return Task.FromResult(new Finding("chat model", Verdict.Broken, exception.Message));
        }
    }
}

/// <summary>One small call to each configured model; only made when asked for, because it may cost money.</summary>
internal sealed class ModelCallCheckUp(ModelProbe probe)
{
    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancellationToken) =>
    [
        await CheckAsync("chat model call", probe.TryChatAsync, cancellationToken),
        await CheckAsync("embedding model call", probe.TryEmbeddingsAsync, cancellationToken),
    ];

    private static async Task<Finding> CheckAsync(string subject, Func<CancellationToken, Task<string?>> call, CancellationToken cancellationToken)
    {
        try
        {
            return new(subject, Verdict.Well, await call(cancellationToken) ?? "not made: no model is configured");
        }
        catch (ModelException exception)
        {
            return new(subject, Verdict.Broken, exception.Message);
        }
    }
}

/// <summary>Looks whether what the store holds was made from the corpus as it is, by the model in use.</summary>
internal sealed class FreshnessCheckUp(IPassageStore store, IEmbeddingModel model) : IHealthCheckUp
{
    public async Task<Finding> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.OpenAsync(cancellationToken);
            var documents = await store.ListDocumentsAsync(cancellationToken);
            var stale = documents.Count(document => document.EmbeddingModel != model.Profile?.ModelId);
            return stale == 0
                ? new("vectors", Verdict.Well, "made by the model in use")
                : new("vectors", Verdict.Limited, $"{stale} of {documents.Count} documents have vectors of another model; treatybot ingest makes them again");
        }
        catch (StoreException)
        {
            return new("vectors", Verdict.Broken, "not looked at: the store cannot be opened");
        }
    }
}
