namespace TreatyBot.Channels.Turns;

public enum ReplyKind
{
    /// <summary>An answer with citations.</summary>
    Answer,

    /// <summary>A reason why there is no answer; its citations are the nearest passages.</summary>
    Abstention,

    /// <summary>The program speaking of itself: welcome, help, refusals. Not labelled as generated, not rated.</summary>
    Notice,

    /// <summary>The sources of an earlier answer, asked for by name.</summary>
    Sources,

    /// <summary>A treaty's dated events, in <see cref="Reply.Timeline"/>.</summary>
    Timeline,
}

/// <summary>What the bot says, before a channel gives it a form.</summary>
public sealed record Reply
{
    public ReplyKind Kind { get; init; } = ReplyKind.Answer;

    /// <summary>Markdown prose with citation marks such as <c>[1]</c>.</summary>
    public required string Text { get; init; }

    /// <summary>The bare date, name, number, or yes/no, when there is one; leads the text and the notification.</summary>
    public string? ShortAnswer { get; init; }

    public IReadOnlyList<ReplyCitation> Citations { get; init; } = [];

    /// <summary>Remarks that the reader should know, each a sentence, in order of weight.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What could be asked next, as the user would say it.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    public ReplyTimeline? Timeline { get; init; }

    /// <summary>Whether it will be said again as the same object, so that what a channel makes of it is worth keeping.</summary>
    public bool IsKept { get; init; }

    public bool IsAbstention => Kind == ReplyKind.Abstention;

    public static Reply Notice(string text, params IReadOnlyList<string> suggestions) =>
        new() { Kind = ReplyKind.Notice, Text = text, Suggestions = suggestions };
}

/// <summary>A source as shown to the reader. Every string is plain text, not Markdown.</summary>
/// <param name="Number">As marked in the text.</param>
/// <param name="Title">Of the document.</param>
public sealed record ReplyCitation(int Number, string Title)
{
    public string? Publisher { get; init; }

    /// <summary>When it was published, as it is to be shown.</summary>
    public string? Date { get; init; }

    /// <summary>Where in the document: <c>¶3</c>, <c>Art. XIX(2)</c>, <c>p. 4</c>.</summary>
    public string? Locator { get; init; }

    /// <summary>Verbatim.</summary>
    public string? Quote { get; init; }

    public string? Url { get; init; }
}

/// <param name="Title">Of the whole, such as the treaty's name.</param>
/// <param name="Entries">Oldest first.</param>
public sealed record ReplyTimeline(string Title, IReadOnlyList<ReplyTimelineEntry> Entries)
{
    /// <summary>A picture of it, as a PNG; channels that cannot show it leave it out.</summary>
    public ReadOnlyMemory<byte> Png { get; init; }

    /// <summary>Where the picture can be fetched, for channels that take no bytes.</summary>
    public Uri? PictureUrl { get; init; }
}

/// <param name="Date">As it is to be shown.</param>
/// <param name="Text">What happened, in a line.</param>
/// <param name="Citation">The number of the citation it rests on.</param>
public sealed record ReplyTimelineEntry(string Date, string Text, int? Citation = null);
