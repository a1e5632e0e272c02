namespace TreatyBot.Knowledge.Languages;

/// <summary>A phrase of a question and what it is in English.</summary>
internal sealed record ReadPiece(string English)
{
    public bool IsTreaty { get; init; }

    public string? PartyId { get; init; }

    /// <summary>Whether a capital is named as the place where something was done.</summary>
    public bool IsPlace { get; init; }

    public bool IsUnread { get; init; }

    public ReadDate? Date { get; init; }

    public LexiconPhrase? Phrase { get; init; }

    public string? Written { get; init; }

    public LexiconKind? Kind => Phrase?.Kind;
}

/// <summary>What one question says, sorted by what its phrases do.</summary>
internal sealed class ReadQuestion
{
    private string? _preposition;

    public List<string> Asks { get; } = [];

    public List<string> Acts { get; } = [];

    public List<string> States { get; } = [];

    public List<string> Treaties { get; } = [];

    public List<string> Parties { get; } = [];

    public List<string> Places { get; } = [];

    /// <summary>With their prepositions.</summary>
    public List<string> Dates { get; } = [];

    public List<string> Adverbs { get; } = [];

    public List<string> Nouns { get; } = [];

    public List<string> Unread { get; } = [];

    public bool IsNegative { get; private set; }

    public bool IsPast { get; private set; }

    public bool IsOpinion { get; private set; }

    public bool IsFuture { get; private set; }

    public bool IsConditional { get; private set; }

    public bool HasOr { get; private set; }

    public bool BeginsWithAnd { get; private set; }

    public string? Comparison { get; private set; }

    public bool IsSecond { get; init; }

    public LexiconPhrase? Last { get; private set; }

    public string? Courtesy { get; private set; }

    public bool IsEmpty => Asks.Count + Acts.Count + States.Count + Treaties.Count + Parties.Count + Dates.Count + Nouns.Count + Unread.Count == 0 && Courtesy is null && !IsOpinion;

    public void Add(ReadPiece piece)
    {
        if (piece.IsUnread)
            Unread.Add(piece.English);
        else if (piece.IsTreaty)
            AddNew(Treaties, piece.English);
        else if (piece.IsPlace)
            AddNew(Places, piece.English);
        else if (piece.PartyId is not null)
            AddNew(Parties, piece.English);
        else if (piece.Date is { } date)
        {
            var preposition = _preposition ?? (date.Date.Day is null ? "in" : "on");
            Dates.Add($"{preposition} {date.English}");
            Comparison = _preposition is "before" or "after" ? null : Comparison;
        }
        else
            Add(piece.Phrase!);
        if (piece.Kind is LexiconKind.Prep)
            _preposition = piece.English;
        else if (piece.Kind is not LexiconKind.Skip)
            _preposition = null;
        Last = piece.Phrase;
    }

    private void Add(LexiconPhrase phrase)
    {
        switch (phrase.Kind)
        {
            case LexiconKind.Ask:
                AddNew(Asks, phrase.English);
                break;
            case LexiconKind.Act:
                AddNew(Acts, phrase.English);
                break;
            case LexiconKind.State:
                AddNew(States, phrase.English);
                break;
            case LexiconKind.Noun:
                AddNew(Nouns, phrase.English);
                break;
            case LexiconKind.Adv:
                AddNew(Adverbs, phrase.English);
                break;
            case LexiconKind.Prep when phrase.English is "before" or "after":
                Comparison = phrase.English;
                break;
            case LexiconKind.And when IsEmpty:
                BeginsWithAnd = true;
                break;
            case LexiconKind.Greet or LexiconKind.Thanks:
                Courtesy ??= phrase.English;
                break;
        }
        IsNegative |= phrase.Kind == LexiconKind.Not;
        IsPast |= phrase.Kind == LexiconKind.Past || phrase.Words.Any(word => word is "действовал" or "действовала" or "действовало" or "действовали" or "galt" or "galten");
        IsOpinion |= phrase.Kind == LexiconKind.Opinion;
        IsFuture |= phrase.Kind == LexiconKind.Future;
        IsConditional |= phrase.Kind == LexiconKind.If;
        HasOr |= phrase.Kind == LexiconKind.Or;
    }

    private static void AddNew(List<string> list, string value)
    {
        if (!list.Contains(value, StringComparer.Ordinal))
            list.Add(value);
    }
}
