using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TreatyBot.Benchmarks.Parts;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Benchmarks.Beside;

/// <summary>Tokenizer and embedding beside the same weights in TensorFlow.js on WebAssembly, by processor time, which is what one core can do.</summary>
internal static class EmbeddingRun
{
    private const int Rounds = 3;
    private const int Sentences = 256;
    private const int SecondsOfEach = 4;

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var services = await SeedStore.OpenAsync();
        if (services.GetRequiredService<IEmbeddingModel>().Generator is not { } generator)
        {
            Console.WriteLine("Nothing to measure: the build was made without the embedded model, because npm was not there.");
            return 1;
        }
        if (await RestoreAsync(cancellationToken) is not { } folder)
        {
            Console.WriteLine("Nothing to measure beside: npm is not there, or reached no registry.");
            return 1;
        }

        var questions = (await SeedStore.QuestionsAsync())[..Sentences];
        var sentences = new List<string>();
        await foreach (var stored in services.GetRequiredService<IPassageStore>().ReadAllPassagesAsync(cancellationToken))
            sentences.AddRange(stored.Passage.Sentences.Select(sentence => stored.Passage.Text.Substring(sentence.Start - stored.Passage.Start, sentence.Length)));
        Console.WriteLine("\n| tokenizer and embedding | texts a second of processor time | TensorFlow.js (WASM) | ratio, of each round | least cosine |\n|---|---|---|---|---|");
        foreach (var (name, texts, batch) in new[] { ("questions, one at a time", questions, 1), ("sentences, 32 at a time", sentences.Take(Sentences).ToArray(), 32) })
        {
            var (ours, theirs, least) = (new List<double>(), new List<double>(), 1.0);
            for (var round = 0; round < Rounds; round++)
            {
                ours.Add(await MeasureAsync(generator, texts, batch, cancellationToken));
                var beside = await RunNodeAsync(folder, texts, batch, cancellationToken);
                theirs.Add(beside.PerSecond);
                var made = await generator.GenerateAsync(texts, cancellationToken: cancellationToken);
                least = Math.Min(least, made.Zip(beside.Vectors, (our, their) => (double)TensorPrimitives.CosineSimilarity(our.Vector.Span, their)).Min());
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {ours.Order().ElementAt(Rounds / 2):N0} | {theirs.Order().ElementAt(Rounds / 2):N0} | {string.Join(", ", ours.Zip(theirs, (our, their) => (our / their).ToString("0.0", CultureInfo.InvariantCulture)))} | {least:0.0000} |"));
        }
        return 0;
    }

    private static async Task<double> MeasureAsync(IEmbeddingGenerator<string, Embedding<float>> generator, string[] texts, int batch, CancellationToken cancellationToken)
    {
        await RoundAsync();
        using var process = Process.GetCurrentProcess();
        var (started, before, done) = (TimeProvider.System.GetTimestamp(), process.TotalProcessorTime, 0);
        while (TimeProvider.System.GetElapsedTime(started).TotalSeconds < SecondsOfEach)
        {
            await RoundAsync();
            done += texts.Length;
        }
        process.Refresh();
        return done / (process.TotalProcessorTime - before).TotalSeconds;

        async Task RoundAsync()
        {
            foreach (var some in texts.Chunk(batch))
                await generator.GenerateAsync(some, cancellationToken: cancellationToken);
        }
    }

    private static async Task<Beside> RunNodeAsync(string folder, string[] texts, int batch, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "texts.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { texts, batch, seconds = SecondsOfEach }), cancellationToken);
        using var node = Process.Start(new ProcessStartInfo("node", ["embed.cjs", file]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = await node.StandardOutput.ReadToEndAsync(cancellationToken);
        await node.WaitForExitAsync(cancellationToken);
        return JsonSerializer.Deserialize<Beside>(output, JsonSerializerOptions.Web) ?? throw new InvalidOperationException("TensorFlow.js said nothing.");
    }

    // Pinned and hashed by the lock file beside this one.
    private static async Task<string?> RestoreAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(SeedStore.Repository, "data", "benchmarks", "tfjs")).FullName;
        foreach (var name in (string[])["package.json", "package-lock.json", ".npmrc", "embed.cjs"])
            File.Copy(Path.Combine(SeedStore.Repository, "tests", "TreatyBot.Benchmarks", "Beside", "npm", name), Path.Combine(folder, name), overwrite: true);
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--prefer-offline"]) { WorkingDirectory = folder })!;
            await npm.WaitForExitAsync(cancellationToken);
            return npm.ExitCode == 0 ? folder : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private sealed record Beside(double PerSecond, float[][] Vectors);
}
