using System.Text;
using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Knowledge.Tests.Ingestion;

/// <summary>A folder of documents that goes when the test ends.</summary>
internal sealed class TempCorpus : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("treatybot-corpus-").FullName;

    public string Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public string Write(string path, byte[] bytes)
    {
        var full = System.IO.Path.Combine(Root, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, bytes);
        return full;
    }

    /// <summary>Writes a file and reads it as a document of this corpus.</summary>
    public ReadDocument Read(string path, byte[] bytes)
    {
        var full = Write(path, bytes);
        return new DocumentReader(1024 * 1024).Read(new CorpusFile(full, path, System.IO.Path.ChangeExtension(path, null)));
    }

    public ReadDocument Read(string path, string text) => Read(path, Encoding.UTF8.GetBytes(text));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

internal static class SourceDocumentExtensions
{
    public static string[] BlockTexts(this SourceDocument document) =>
        [.. document.Blocks.Select(block => $"{block.Kind}: {document.Text.Substring(block.Start, block.Length)}")];
}
