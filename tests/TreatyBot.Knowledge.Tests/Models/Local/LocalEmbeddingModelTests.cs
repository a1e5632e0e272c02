using System.Numerics.Tensors;
using Microsoft.Extensions.AI;

namespace TreatyBot.Knowledge.Tests.Models.Local;

public sealed class LocalEmbeddingModelTests
{
    private static IEnumerable<string> Texts => ReferenceText.All.Select(reference => reference.Text);

    [Fact]
    public async Task GenerateAsync_EveryReferenceText_GivesTheReferenceVector()
    {
        var vectors = await LocalModel.Generator().GenerateAsync(Texts, cancellationToken: TestContext.Current.CancellationToken);

        vectors.Count.ShouldBe(ReferenceText.All.Count);
        foreach (var (reference, vector) in ReferenceText.All.Zip(vectors))
        {
            vector.Vector.Length.ShouldBe(512);
            TensorPrimitives.CosineSimilarity(vector.Vector.Span, reference.Vector).ShouldBeGreaterThanOrEqualTo(0.9999f, $"text: {reference.Text}");
            TensorPrimitives.Norm(vector.Vector.Span).ShouldBe(1f, 1e-5f);
        }
    }

    [Fact]
    public async Task GenerateAsync_TextAlone_GivesTheBitsItHasInABatch()
    {
        var generator = LocalModel.Generator();
        var together = await generator.BitsAsync(Texts);

        var index = 0;
        foreach (var text in Texts)
            (await generator.BitsAsync(text)).ShouldHaveSingleItem().ShouldBe(together[index++], $"text: {text}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task GenerateAsync_AnyNumberOfThreads_GivesTheSameBits(int threads)
    {
        var expected = await LocalModel.Generator().BitsAsync(Texts);
        var generator = LocalModel.Create(new() { MaxDegreeOfParallelism = threads }).Generator!;

        (await generator.BitsAsync(Texts)).ShouldBe(expected);
    }

    [Fact]
    public async Task GenerateAsync_ConcurrentCalls_GiveTheBitsOfSerialOnes()
    {
        var generator = LocalModel.Generator();
        var expected = await generator.BitsAsync(Texts);

        var callers = Enumerable.Range(0, 8).Select(_ => Task.Run(() => generator.BitsAsync(Texts)));

        foreach (var actual in await Task.WhenAll(callers))
            actual.ShouldBe(expected);
    }

    [Fact]
    public async Task GenerateAsync_NoTexts_GivesNoVectors() =>
        (await LocalModel.Generator().BitsAsync()).ShouldBeEmpty();

    [Fact]
    public async Task GenerateAsync_ManyEmptyTexts_GivesEachTheSameVector()
    {
        var vectors = await LocalModel.Generator().BitsAsync(Enumerable.Repeat("", 1_000));

        vectors.Count.ShouldBe(1_000);
        vectors.ShouldAllBe(vector => vector.SequenceEqual(vectors[0]));
    }

    [Fact]
    public async Task GenerateAsync_NullText_IsRefused() =>
        await Should.ThrowAsync<ArgumentException>(LocalModel.Generator().BitsAsync("a", null!));

    [Fact]
    public async Task GenerateAsync_OtherDimensions_IsRefused()
    {
        var generator = LocalModel.Generator();

        var exception = await Should.ThrowAsync<NotSupportedException>(() => generator.GenerateAsync(["a"], new() { Dimensions = 256 }));

        exception.Message.ShouldBe("The local embedding model has 512 dimensions, not 256.");
    }

    [Fact]
    public async Task GenerateAsync_Cancelled_Stops()
    {
        var generator = LocalModel.Generator();

        await Should.ThrowAsync<OperationCanceledException>(
            () => generator.GenerateAsync(Texts, cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Profile_WeightsBesideTheProgram_DescribesTheModel()
    {
        LocalModel.SkipIfAbsent();
        var model = LocalModel.Create(new());

        model.Profile.ShouldBe(new("use-lite-1", 512, true, 0.7));
        model.AbsenceReason.ShouldBeNull();
        model.Generator!.GetRequiredService<EmbeddingGeneratorMetadata>().DefaultModelId.ShouldBe("use-lite-1");
    }
}
