using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>What a reader makes of a file: the text to store, where its content stands, and what the format itself says about it.</summary>
internal sealed record DocumentContent(string Text, IReadOnlyList<TextBlock> Blocks)
{
    public FrontMatter? FrontMatter { get; init; }

    public string? Title { get; init; }

    public string? Publisher { get; init; }

    public string? Author { get; init; }

    public PartialDate? Published { get; init; }

    public string? PublishedNote { get; init; }

    public string? Url { get; init; }

    public string? Language { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>Reads one kind of file. Implementations are stateless and thread-safe.</summary>
internal interface IDocumentReader
{
    /// <summary>File name extensions with their dot, in lower case.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <param name="path">Names the file in errors.</param>
    /// <param name="bytes">The whole file.</param>
    /// <exception cref="DocumentReadException">The file cannot be read as what its name says it is.</exception>
    DocumentContent Read(string path, byte[] bytes);
}
