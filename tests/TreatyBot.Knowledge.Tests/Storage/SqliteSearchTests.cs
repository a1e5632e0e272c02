using System.Numerics.Tensors;
using Microsoft.Extensions.Logging.Abstractions;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Storage.Sqlite;
using static TreatyBot.Knowledge.Tests.Storage.StoreSamples;

namespace TreatyBot.Knowledge.Tests.Storage;

/// <summary>What is kept in memory to search quickly must find what the file itself would give, in the same order.</summary>
public sealed class SqliteSearchTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("treatybot-search-");
    private SqlitePassageStore _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = new(Path.Combine(_folder.FullName, "store.db"), TimeSpan.FromSeconds(1), TimeProvider.System, NullLogger.Instance);
        await _store.OpenAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task FindByTerms_OfRandomWords_FollowsFts5(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 60; i++)
            await Fill($"d{i}", random);

        for (var i = 0; i < 60; i++)
        {
            string[] terms = [.. Enumerable.Range(0, 1 + random.Next(8)).Select(_ => Word(random)).Distinct()];
            var filter = i % 3 == 0 ? new PassageFilter { DocumentIds = [$"d{i}", "d7", "d59"] } : PassageFilter.None;
            var limit = 1 + random.Next(80);

            var found = await _store.FindByTermsAsync(terms, filter, limit, Cancellation);

            // The rule that leaves out what most passages hold is the caller's; here no term is that common.
            var statistics = await _store.GetTermStatisticsAsync(terms, Cancellation);
            var rarest = terms.Where(term => statistics.DocumentFrequencies[term] > 0).OrderBy(term => statistics.DocumentFrequencies[term]).Select(TermIndex.Encode).ToList();
            statistics.DocumentFrequencies.Values.ShouldAllBe(count => count * 2 <= statistics.PassageCount);
            var expected = rarest.Count == 0 ? [] : await _store.Database.ReadAsync(session => TermIndex.Match(session, rarest, filter, limit), Cancellation);
            found.ShouldBe(expected);
        }
    }

    [Fact]
    public async Task FindByTerms_AfterKeysWereUsedAgain_CountsTheNewPassages()
    {
        await _store.ReplaceDocumentAsync(Entry("first", ["Tanks and guns.", "Bombers."]), Cancellation);
        await _store.ReplaceDocumentAsync(Entry("last", ["Tanks, tanks, tanks and a very long passage about everything else there is to say.", "Guns."]), Cancellation);
        await _store.FindByTermsAsync(["tank", "gun"], PassageFilter.None, 9, Cancellation);

        await _store.DeleteDocumentAsync("last", Cancellation);
        await _store.ReplaceDocumentAsync(Entry("new", ["Submarines.", "Tanks."]), Cancellation);
        var found = await _store.FindByTermsAsync(["tank", "submarin"], PassageFilter.None, 9, Cancellation);

        await using var cold = new SqlitePassageStore(_store.Database.Path, TimeSpan.FromSeconds(1), TimeProvider.System, NullLogger.Instance);
        await cold.OpenAsync(Cancellation);
        found.ShouldBe(await cold.FindByTermsAsync(["tank", "submarin"], PassageFilter.None, 9, Cancellation));
        found.ShouldBe([PassageId("new", 0), PassageId("new", 1), PassageId("first", 0)]);
    }

    [Theory]
    [InlineData(1, 1f, 0.5f)]
    [InlineData(7, 1f, 0.5f)]
    [InlineData(33, 1e-6f, 1e-4f)]
    [InlineData(33, 1e6f, 0.5f)]
    [InlineData(512, 1f, 1e-3f)]
    [InlineData(512, 1f, 1e-6f)]
    public async Task FindByVector_OfVectorsThatHardlyDiffer_EqualsBruteForce(int dimensions, float length, float spread)
    {
        var random = new Random(dimensions);
        var centre = UnitVector(random, dimensions);
        var all = new List<(string Document, int Ordinal, IReadOnlyList<float[]> Vectors)>();
        for (var document = 0; document < 40; document++)
        {
            var id = $"d{document}";
            await _store.ReplaceDocumentAsync(Entry(id, [.. Enumerable.Range(0, 12).Select(i => $"Passage {i}.")], vectors: ordinal =>
            {
                float[][] vectors = [.. Enumerable.Range(0, 1 + ordinal % 3).Select(_ => Near(centre, random, spread, length))];
                all.Add((id, ordinal, vectors));
                return vectors;
            }), Cancellation);
        }
        foreach (var query in new[] { centre, Near(centre, random, spread, 1), UnitVector(random, dimensions), new float[dimensions] })
        {
            var expected = all.OrderByDescending(passage => passage.Vectors.Max(vector => TensorPrimitives.Dot(vector, query)))
                .ThenBy(passage => passage.Document, StringComparer.Ordinal).ThenBy(passage => passage.Ordinal)
                .Take(80).Select(passage => PassageId(passage.Document, passage.Ordinal));

            (await _store.FindByVectorAsync(query, Model, PassageFilter.None, 80, Cancellation)).ShouldBe(expected);
        }
    }

    [Fact]
    public async Task FindByVector_BesideAVectorThatIsNoNumber_FindsTheOthers()
    {
        await _store.ReplaceDocumentAsync(Entry("one", ["A.", "B.", "C."], vectors: ordinal => ordinal switch
        {
            0 => [[float.NaN, 1f]],
            1 => [[1f, 0f]],
            _ => [[0f, 0f]],
        }), Cancellation);

        var found = await _store.FindByVectorAsync(new[] { 1f, 0f }, Model, PassageFilter.None, 3, Cancellation);

        found.Where(id => id != PassageId("one", 0)).ShouldBe([PassageId("one", 1), PassageId("one", 2)]);
    }

    [Fact]
    public void Bound_OfAnyTwoVectors_HoldsTheirProduct()
    {
        var random = new Random(11);
        for (var i = 0; i < 2_000; i++)
        {
            var dimensions = 1 + random.Next(700);
            var vector = Near(new float[dimensions], random, 1, MathF.Pow(10, random.Next(-4, 5)));
            var query = Near(new float[dimensions], random, 1, MathF.Pow(10, random.Next(-4, 5)));
            var codes = new sbyte[dimensions];
            var (scale, error) = QuantizedVectors.Quantize(vector, codes);

            var (least, most) = new QuantizedQuery(query).Bound(codes, scale, error);

            var product = TensorPrimitives.Dot(vector, query);
            ((double)product).ShouldBeInRange(least, most);
            // Of no use if it were wide.
            (most - least).ShouldBeLessThan(0.05 * TensorPrimitives.Norm(vector) * TensorPrimitives.Norm(query));
        }
    }

    private Task Fill(string id, Random random)
    {
        var entry = Entry(id, [.. Enumerable.Range(0, 10).Select(i => $"Passage {i}.")]);
        return _store.ReplaceDocumentAsync(entry with
        {
            Passages = [.. entry.Passages.Select(passage => passage with { Terms = [.. Enumerable.Range(0, random.Next(40)).Select(_ => Word(random))] })],
        }, Cancellation);
    }

    // Some words are frequent and some rare; none is in half of the passages.
    private static string Word(Random random) => $"w{(int)(300 * Math.Pow(random.NextDouble(), 1.3))}";

    private static float[] Near(float[] centre, Random random, float spread, float length)
    {
        float[] vector = [.. centre.Select(value => value + spread * (float)(random.NextDouble() - 0.5))];
        TensorPrimitives.Multiply(vector, length / Math.Max(TensorPrimitives.Norm(vector), 1e-20f), vector);
        return vector;
    }
}
