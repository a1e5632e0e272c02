using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Output;

/// <summary>One document as a line: id, title, publisher, date, tier, size.</summary>
internal static class SourceLine
{
    public static string Of(DocumentSummary document)
    {
        var metadata = document.Metadata;
        var parts = new[]
        {
            metadata.Title,
            metadata.Publisher,
            metadata.Published is { } date ? $"{date}{(metadata.PublishedNote is null ? "" : " (inferred)")}" : "no date",
            metadata.Tier.ToString().ToLowerInvariant(),
            $"{document.PassageCount} passages",
        };
        return $"{document.Id}: {string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part)))}";
    }
}
