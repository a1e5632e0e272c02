using System.Runtime.InteropServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Models.Local;

namespace TreatyBot.Knowledge.Tests.Models.Local;

/// <summary>The model beside the tests, loaded once; a test that needs it is skipped where the build could not restore it.</summary>
internal static class LocalModel
{
    private static readonly LocalEmbeddingModel Shared = Create(new());

    /// <summary>Where the build puts the weights.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "models", "use-lite");

    public static LocalEmbeddingModel Create(LocalModelOptions options) =>
        new(Options.Create(options), NullLogger<LocalEmbeddingModel>.Instance);

    public static void SkipIfAbsent() => Assert.SkipWhen(Shared.Profile is null, Shared.AbsenceReason ?? "");

    public static IEmbeddingGenerator<string, Embedding<float>> Generator()
    {
        SkipIfAbsent();
        return Shared.Generator!;
    }

    /// <summary>The vectors' bits, so that equal means equal to the last of them.</summary>
    public static async Task<List<int[]>> BitsAsync(
        this IEmbeddingGenerator<string, Embedding<float>> generator, params IEnumerable<string> texts)
    {
        var vectors = await generator.GenerateAsync(texts, cancellationToken: TestContext.Current.CancellationToken);
        return [.. vectors.Select(vector => MemoryMarshal.Cast<float, int>(vector.Vector.Span).ToArray())];
    }
}
