namespace TreatyBot.Knowledge.Treaties;

/// <summary>The grammatical form in which an act is named.</summary>
public enum ActForm
{
    /// <summary>"suspend": infinitive, or present of a plural.</summary>
    Base,

    /// <summary>"suspends".</summary>
    Present,

    /// <summary>"suspended", as past tense or participle.</summary>
    Past,

    /// <summary>"suspending".</summary>
    Gerund,

    /// <summary>"suspension", and every form of another language.</summary>
    Noun,
}

/// <summary>Words of a text that name an act upon a treaty.</summary>
/// <param name="Act">The act.</param>
/// <param name="Start">Offset in the text.</param>
/// <param name="Length">Length of the words.</param>
/// <param name="Form">Form of the head verb.</param>
public sealed record ActMention(TreatyAct Act, int Start, int Length, ActForm Form)
{
    /// <summary>Other acts the words may mean, as "scrapped" may be a withdrawal or a termination.</summary>
    public IReadOnlyList<TreatyAct> Alternatives { get; init; } = [];

    /// <summary>Whether it is said not to have happened: "never", "did not", "refused to".</summary>
    public bool IsNegated { get; init; }

    /// <summary>Whether it lies ahead or is only intended: "will", "plans to", "threatened to".</summary>
    public bool IsPlanned { get; init; }

    /// <summary>Whether the subject follows or is left out: "was signed", "been suspended".</summary>
    public bool IsPassive { get; init; }

    /// <summary>Whether the words mean the act only beside a treaty's name, as "left" and "in force" do.</summary>
    public bool IsWeak { get; init; }

    public int End => Start + Length;

    internal int FirstWord { get; init; }

    internal int LastWord { get; init; }
}
