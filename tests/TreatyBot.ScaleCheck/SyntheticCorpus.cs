using System.Globalization;
using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.ScaleCheck;

/// <summary>
/// Documents of twenty passages, made from their number alone: words by Zipf's law, sixty terms a passage, one to four vectors of 512
/// dimensions around one of 500 topics.
/// </summary>
internal sealed class SyntheticCorpus
{
    public const int PassagesPerDocument = 20;
    public const string Model = "synthetic";
    private const int Dimensions = 512;
    private const int Terms = 60;
    private const int Vocabulary = 60_000;
    private const int Topics = 500;
    private readonly string[] _words;
    private readonly double[] _cumulated = new double[Vocabulary];
    private readonly float[] _noise = new float[1 << 20];
    private readonly float[][] _topics;

    public SyntheticCorpus()
    {
        var random = new Random(1);
        // Letters only, so that they are terms as they stand.
        _words = [.. Enumerable.Range(0, Vocabulary).Select(i => string.Concat(
            (26 * 26 * 26 + i).ToString(CultureInfo.InvariantCulture).Select(digit => "bcdfglmnpr"[digit - '0'] + "aeiou"[(digit + i) % 5].ToString())))];
        var sum = 0.0;
        for (var i = 0; i < Vocabulary; i++)
            _cumulated[i] = sum += 1 / (i + 2.7);
        for (var i = 0; i < _noise.Length; i++)
            _noise[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        _topics = [.. Enumerable.Range(0, Topics).Select(_ => Unit(random, [], 0))];
    }

    public DocumentEntry Document(int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"synthetic/{number:D7}");
        var random = new Random(number);
        var text = new StringBuilder();
        var passages = new List<PassageEntry>(PassagesPerDocument);
        for (var ordinal = 0; ordinal < PassagesPerDocument; ordinal++)
        {
            var words = Words(random);
            var passage = string.Join(' ', words);
            List<float[]> vectors = [];
            for (var count = 1 + random.Next(4); count > 0; count--)
                vectors.Add(Unit(random, _topics[random.Next(Topics)], 1));
            passages.Add(new(
                new()
                {
                    Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{id}#{ordinal}")))[..32],
                    DocumentId = id,
                    Ordinal = ordinal,
                    Start = text.Length,
                    Length = passage.Length,
                    Text = passage,
                    Headings = [],
                    Locator = $"¶{ordinal + 1}",
                    Sentences = [new(text.Length, passage.Length)],
                },
                words, vectors));
            text.Append(passage).Append("\n\n");
        }
        var document = new SourceDocument
        {
            Id = id, Path = id + ".md", ContentHash = id, Text = text.ToString(), Metadata = new() { Title = id },
        };
        return new(document, "scale-1", Model, passages, []);
    }

    /// <summary>Eight words and a vector near those of a passage that exists.</summary>
    public (IReadOnlyList<string> Terms, float[] Vector) Question(int number, int documents)
    {
        var random = new Random(-1 - number);
        var passage = Document(random.Next(documents)).Passages[random.Next(PassagesPerDocument)];
        var terms = passage.Terms.Distinct().OrderBy(_ => random.Next()).Take(8).ToList();
        return (terms, Unit(random, passage.Vectors[0], 0.5f / MathF.Sqrt(Dimensions)));
    }

    private List<string> Words(Random random)
    {
        var words = new List<string>(Terms);
        while (words.Count < Terms)
        {
            var found = Array.BinarySearch(_cumulated, random.NextDouble() * _cumulated[^1]);
            words.Add(_words[found < 0 ? Math.Min(~found, Vocabulary - 1) : found]);
        }
        return words;
    }

    // Noise of length 1 around the middle of a topic of length 1: the cosine of two texts of a topic is about 0.5.
    private float[] Unit(Random random, float[] centre, float spread)
    {
        var vector = _noise.AsSpan(random.Next(_noise.Length - Dimensions), Dimensions).ToArray();
        if (centre.Length > 0)
        {
            var scale = spread < 1 ? spread : 1 / TensorPrimitives.Norm(vector);
            TensorPrimitives.Multiply(vector, scale, vector);
            TensorPrimitives.Add(vector, centre, vector);
        }
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm(vector), vector);
        return vector;
    }
}
