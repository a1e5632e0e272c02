using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>The front matter by which a register sheet introduces a treaty.</summary>
public sealed record RegisterEntry
{
    public required string Id { get; init; }

    /// <summary>Full name first, then short name, abbreviation and aliases in any language.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    public IReadOnlyList<DeclaredEvent> Events { get; init; } = [];

    /// <summary>Names by language code, the one to be shown first.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> LocalNames { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}

/// <summary>One line of a sheet's <c>events:</c> list.</summary>
public sealed record DeclaredEvent
{
    public required PartialDate Date { get; init; }

    public required TreatyAct Act { get; init; }

    /// <summary>Party names as written; <c>all</c> alone means every party.</summary>
    public IReadOnlyList<string> Parties { get; init; } = [];

    /// <summary>The sentence that states the event.</summary>
    public required string Note { get; init; }

    /// <summary>Positions in the sheet's list of sources, from 1.</summary>
    public IReadOnlyList<int> Sources { get; init; } = [];

    public bool IsDisputed { get; init; }

    /// <summary>Offset of the note's text in the stored document text.</summary>
    public required int Start { get; init; }

    public required int Length { get; init; }
}
