namespace TreatyBot.Knowledge.Treaties;

/// <summary>What sort of answer a question asks for.</summary>
public enum AskedFor
{
    /// <summary>Anything that the sources say about it.</summary>
    Anything,
    Date,
    Year,

    /// <summary>Who or which country.</summary>
    Actor,
    Place,
    Number,

    /// <summary>How many states, treaties or times.</summary>
    Count,
    Duration,

    /// <summary>Whether a treaty is in force, or a state its party.</summary>
    Status,
    YesNo,
    Reason,
    List,

    /// <summary>Which treaty.</summary>
    Treaty,

    /// <summary>Which came first, or in what order.</summary>
    Order,

    /// <summary>Which article or clause.</summary>
    Article,

    /// <summary>What something is, or what its text says.</summary>
    Definition,
    Manner,
}

/// <summary>How a question compares dates.</summary>
public enum Comparison
{
    None,
    Before,
    After,

    /// <summary>"before or after".</summary>
    BeforeOrAfter,

    /// <summary>"which came first".</summary>
    First,

    /// <summary>"which came last".</summary>
    Last,
}

/// <summary>What is not a question to the corpus, or not one that sources can answer.</summary>
[Flags]
public enum QuestionTraits
{
    None = 0,
    Empty = 1,

    /// <summary>Hardly any words: no letters, or a flood of symbols.</summary>
    Noise = 2,
    Greeting = 4,
    Thanks = 8,

    /// <summary>An instruction such as "timeline of …" or "help".</summary>
    Command = 16,

    /// <summary>Asks for a judgement.</summary>
    Opinion = 32,

    /// <summary>Asks about what is yet to come and no source can know.</summary>
    Prediction = 64,

    /// <summary>Asks what would be, or would have been, if something were so; "if a party gave notice on …, when would it be out?" among them.</summary>
    Hypothetical = 128,

    /// <summary>Leans on what was said before: "and when did they do that?".</summary>
    FollowUp = 256,
}

/// <summary>A question as understood: which treaties, which parties, which acts, what is asked for, and for which day.</summary>
public sealed record QuestionFrame
{
    /// <summary>The question, or this part of it, as written.</summary>
    public required string Text { get; init; }

    public IReadOnlyList<TreatyMention> Treaties { get; init; } = [];

    /// <summary>The ids of all treaties named, in the order of the text and without repetition; those of an ambiguous name all stand here.</summary>
    public IReadOnlyList<string> TreatyIds { get; init; } = [];

    public bool IsTreatyAmbiguous { get; init; }

    public IReadOnlyList<UnknownName> UnknownTreaties { get; init; } = [];

    public IReadOnlyList<PartyMention> Parties { get; init; } = [];

    /// <summary>The ids of all parties named, in the order of the text and without repetition.</summary>
    public IReadOnlyList<string> PartyIds { get; init; } = [];

    /// <summary>Acts asked about, the one most asked for first, without repetition; what the words may mean otherwise comes last.</summary>
    public IReadOnlyList<TreatyAct> Acts { get; init; } = [];

    public IReadOnlyList<ActMention> ActMentions { get; init; } = [];

    public AskedFor AskedFor { get; init; }

    /// <summary>Whether "yes" or "no" is a fitting answer, whatever else is asked for.</summary>
    public bool IsYesNo { get; init; }

    /// <summary>The noun after "how many" or "which", lower case as written: "days", "articles"; null when there is none.</summary>
    public string? Counted { get; init; }

    /// <summary>The day for which the answer must hold, when the question says so ("as of June 2019", "in 2015, was …").</summary>
    public DateMention? AsOf { get; init; }

    public IReadOnlyList<DateMention> Dates { get; init; } = [];

    /// <summary>Whether the question is put in the negative: "which states have not ratified".</summary>
    public bool IsNegative { get; init; }

    public Comparison Comparison { get; init; }

    /// <summary>For "A or B" in a yes-no or order question: the alternatives as written.</summary>
    public IReadOnlyList<string> Alternatives { get; init; } = [];

    public QuestionTraits Traits { get; init; }

    /// <summary>Frames of the single questions when several are put in one; empty for a single question.</summary>
    public IReadOnlyList<QuestionFrame> Parts { get; init; } = [];

    public bool IsGreeting => Traits.HasFlag(QuestionTraits.Greeting);

    public bool IsThanks => Traits.HasFlag(QuestionTraits.Thanks);

    public bool IsCommand => Traits.HasFlag(QuestionTraits.Command);

    public bool IsEmpty => Traits.HasFlag(QuestionTraits.Empty);

    public bool IsNoise => Traits.HasFlag(QuestionTraits.Noise);

    public bool IsOpinion => Traits.HasFlag(QuestionTraits.Opinion);

    public bool IsPrediction => Traits.HasFlag(QuestionTraits.Prediction);

    /// <summary>Whether it asks for a judgement or a forecast: what no source can settle.</summary>
    public bool IsBeyondSources => (Traits & (QuestionTraits.Opinion | QuestionTraits.Prediction)) != 0;

    public bool IsFollowUp => Traits.HasFlag(QuestionTraits.FollowUp);
}
