namespace TreatyBot.Knowledge.Storage.Qdrant;

/// <summary>
/// What of a collection shows. It is one point, so that putting it is all or nothing: a write becomes visible, and what it replaces
/// invisible, by one new manifest. A generation shows when it is not above <see cref="Version"/>, not pending and not dead.
/// </summary>
internal sealed record Manifest
{
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>
    /// The collection itself, where an alias may lead elsewhere in the next moment: all that goes by a manifest goes to its home.
    /// </summary>
    public string Home { get; init; } = "";

    /// <summary>Grows with every change of the manifest.</summary>
    public long Revision { get; init; }

    /// <summary>The changes that led here, latest last: how a writer tells that its own was taken, whoever came after it.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>The highest generation that has been handed out.</summary>
    public long Version { get; init; }

    /// <summary>Generations that are being written, or whose writer died.</summary>
    public IReadOnlyList<HiddenGeneration> Pending { get; init; } = [];

    /// <summary>Generations that have been replaced or deleted, and are kept for readers that have begun before.</summary>
    public IReadOnlyList<HiddenGeneration> Dead { get; init; } = [];

    public IReadOnlyList<VectorSpace> Spaces { get; init; } = [];

    public int Documents { get; init; }

    public long Passages { get; init; }

    public long Terms { get; init; }

    public long Vectors { get; init; }

    /// <summary>What a collection is being built for; null in one that serves.</summary>
    public string? BuildTarget { get; init; }

    public IEnumerable<long> Hidden => Pending.Concat(Dead).Select(hidden => hidden.Generation);

    public VectorSpace? SpaceOf(string model, int dimensions) =>
        Spaces.FirstOrDefault(space => space.Model == StoredText.Encode(model) && space.Dimensions == dimensions);

    public Manifest Add(DocumentTotals totals, int sign) => this with
    {
        Documents = Documents + sign,
        Passages = Passages + sign * totals.Passages,
        Terms = Terms + sign * totals.Terms,
        Vectors = Vectors + sign * totals.Vectors,
    };
}

/// <param name="Since">Unix milliseconds.</param>
internal sealed record HiddenGeneration(long Generation, long Since);

/// <summary>A named vector of the collection: the vectors of one model.</summary>
internal sealed record VectorSpace(string Name, string Model, int Dimensions)
{
    /// <summary>The name tells models and lengths apart and is safe in a path.</summary>
    public static VectorSpace Of(string model, int dimensions) =>
        new($"dense_{dimensions}_{SparseEncoder.Key(model) & 0xFFFF_FFFF:x8}", StoredText.Encode(model), dimensions);
}

internal sealed record DocumentTotals(int Passages, long Terms, long Vectors);
