using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>What a sentence may lean on: the treaty, date, party and speaker of those before it. One document, one thread.</summary>
internal sealed class SentenceContext(PartialDate? published, string? documentTreaty)
{
    private string? _section;

    public PartialDate? Published { get; } = published;

    /// <summary>The treaty that "the treaty" means.</summary>
    public string? Treaty { get; set; }

    public PartialDate? LastDate { get; set; }

    public IReadOnlyList<string> LastParties { get; set; } = [];

    public string? LastSpeaker { get; set; }

    public void Enter(Passage passage, string? headingTreaty)
    {
        var section = string.Join('\n', passage.Headings);
        if (section == _section)
            return;
        _section = section;
        Treaty = headingTreaty ?? documentTreaty ?? Treaty;
        LastDate = null;
        LastParties = [];
        LastSpeaker = null;
    }
}

/// <summary>An event as a sentence gives it.</summary>
internal sealed record SentenceEvent(string TreatyId, TreatyAct Act)
{
    public IReadOnlyList<string> Parties { get; init; } = [];

    public DateMention? Date { get; init; }

    public EventModality Modality { get; init; }

    public string? Attribution { get; init; }

    public TreatyEvent ToEvent(string documentId, Sentence sentence) => new()
    {
        DocumentId = documentId,
        TreatyId = TreatyId,
        Act = Act,
        Parties = Parties,
        Date = Date?.Date,
        DateWorking = Date?.Working,
        Modality = Modality,
        Attribution = Attribution,
        Start = sentence.Start,
        Length = sentence.Length,
    };
}
