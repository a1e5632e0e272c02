using Microsoft.Extensions.AI;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Models;

namespace TreatyBot.Tests.Models;

/// <summary>Embedding models over the wire.</summary>
public sealed class EmbeddingWireTests
{
    public static TheoryData<EmbeddingProvider> Providers { get; } = [EmbeddingProvider.Ollama, EmbeddingProvider.AzureOpenAI, EmbeddingProvider.OpenAI];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Generate_ManyTexts_KeepsTheirOrderAndMakesUnitVectors(EmbeddingProvider provider)
    {
        await using var server = await ModelServer.StartAsync((context, request) => Wire.SendVectorsAsync(context, request, text => [text.Length, 0, 3]));
        await using var bench = await Bench.CreateAsync(Settings(provider, server));
        var generator = bench.Get<IEmbeddingModel>().Generator.ShouldNotBeNull();

        var vectors = await generator.GenerateAsync(["four", "a"], cancellationToken: TestContext.Current.CancellationToken);

        vectors[0].Vector.ToArray().ShouldBe([0.8f, 0, 0.6f], 1e-6);
        vectors[1].Vector.ToArray().ShouldBe([0.31622776f, 0, 0.9486833f], 1e-6);
    }

    [Fact]
    public async Task Generate_SameTextTwice_IsSentOnce()
    {
        await using var server = await ModelServer.StartAsync((context, request) => Wire.SendVectorsAsync(context, request, _ => [1, 2, 2]));
        await using var bench = await Bench.CreateAsync(Settings(EmbeddingProvider.Ollama, server));
        var generator = bench.Get<IEmbeddingModel>().Generator!;
        var before = server.Requests.Count;

        await generator.GenerateAsync(["once", "once"], cancellationToken: TestContext.Current.CancellationToken);
        await generator.GenerateAsync(["once"], cancellationToken: TestContext.Current.CancellationToken);

        server.Requests.Skip(before).ShouldHaveSingleItem().Body.GetProperty("input").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Generate_TextTooLongForOllama_IsEmbeddedInHalves()
    {
        await using var server = await ModelServer.StartAsync((context, request) => request.Body.GetProperty("input").EnumerateArray().Any(text => text.GetString()!.Length > 150)
            ? Wire.RefuseAsync(context, request, 400, "the input length exceeds the context length")
            : Wire.SendVectorsAsync(context, request, _ => [3, 0, 4]));
        await using var bench = await Bench.CreateAsync(Settings(EmbeddingProvider.Ollama, server));

        var vector = await bench.Get<IEmbeddingModel>().Generator!.GenerateVectorAsync(string.Join(' ', Enumerable.Repeat("word", 80)), cancellationToken: TestContext.Current.CancellationToken);

        vector.ToArray().ShouldBe([0.6f, 0, 0.8f], 1e-6);
        server.Requests.ShouldAllBe(request => request.Body.GetProperty("truncate").GetBoolean() == false);
    }

    [Theory]
    [InlineData("[1, 2]", "vectors of 2 numbers, not 3; set Models:Embeddings:Dimensions to 2 and run treatybot ingest.")]
    [InlineData("[0, 0, 0]", "zero or holds values that are no numbers")]
    public async Task Generate_UnusableVector_SaysWhatToMend(string vector, string expected)
    {
        await using var server = await ModelServer.StartAsync((context, request) =>
            Wire.SendVectorsAsync(context, request, _ => System.Text.Json.JsonSerializer.Deserialize<float[]>(vector)!));
        await using var bench = await Bench.CreateAsync(Settings(EmbeddingProvider.OpenAI, server));

        var failure = await Should.ThrowAsync<ModelException>(() =>
            bench.Get<IEmbeddingModel>().Generator!.GenerateAsync(["a"], cancellationToken: TestContext.Current.CancellationToken));

        failure.Fault.ShouldBe(ModelFault.WrongVectors);
        failure.Message.ShouldContain(expected);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Ask_EmbeddingModelDown_SearchesByWordsAndSaysSo(EmbeddingProvider provider)
    {
        await using var server = await ModelServer.StartAsync((context, request) => Wire.RefuseAsync(context, request, 503, "busy"));
        await using var bench = await Bench.CreateAsync(Settings(provider, server));

        var answer = await bench.AskAsync(Bench.Question);

        answer.Outcome.ShouldBe(AnswerOutcome.Answered);
        answer.Notes.ShouldHaveSingleItem().Text.ShouldBe("The embedding model was not available, so the documents were searched by words alone.");
    }

    [Fact]
    public async Task Probe_EachModel_MakesOneCall()
    {
        await using var server = await ModelServer.StartAsync((context, request) => request.IsEmbedding
            ? Wire.SendVectorsAsync(context, request, _ => [1, 2, 2])
            : Wire.SendAsync(context, request, Wire.Chat(request, "ready")));
        var settings = Settings(EmbeddingProvider.Ollama, server);
        foreach (var (key, value) in Bench.Chat(ChatProvider.Ollama, server.Origin))
            settings[key] = value;
        await using var bench = await Bench.CreateAsync(settings);
        var probe = bench.Get<ModelProbe>();
        var before = server.Requests.Count;

        (await probe.TryChatAsync(TestContext.Current.CancellationToken)).ShouldBe("ollama/llama3.1 answers");
        (await probe.TryEmbeddingsAsync(TestContext.Current.CancellationToken)).ShouldBe("ollama/some-model/3 answers with 3 dimensions");
        (server.Requests.Count - before).ShouldBe(2);
    }

    private static Dictionary<string, string?> Settings(EmbeddingProvider provider, ModelServer server) => new()
    {
        ["Models:Embeddings:Provider"] = provider.ToString(),
        ["Models:Embeddings:Endpoint"] = provider == EmbeddingProvider.OpenAI ? $"{server.Origin}v1" : server.Origin.ToString(),
        ["Models:Embeddings:Model"] = "some-model",
        ["Models:Embeddings:Dimensions"] = "3",
        ["Models:Embeddings:ApiKey"] = provider == EmbeddingProvider.Ollama ? null : "key-of-a-test",
        ["Models:Embeddings:MaximumRetries"] = "0",
    };
}
