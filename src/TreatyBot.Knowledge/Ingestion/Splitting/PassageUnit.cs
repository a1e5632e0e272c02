namespace TreatyBot.Knowledge.Ingestion;

/// <summary>A paragraph, or a list with its lead-in: what becomes a passage unless it is too long or too short.</summary>
internal sealed class PassageUnit(TextBlock first, string? article, int section, int number, IReadOnlyList<string> headings)
{
    private readonly List<TextBlock> _blocks = [first];

    public IReadOnlyList<TextBlock> Blocks => _blocks;

    /// <summary>Its place in a legal text; null elsewhere.</summary>
    public string? Article => article;

    public int Section => section;

    /// <summary>1-based paragraph in the document.</summary>
    public int Number => number;

    public IReadOnlyList<string> Headings => headings;

    public int? Page => first.Page;

    public string Locator => article ?? (Page is { } page ? $"p. {page}" : $"¶{number}");

    public int Start => first.Start;

    public int End => _blocks[^1].Start + _blocks[^1].Length;

    public int Length => End - Start;

    public TextBlock Last => _blocks[^1];

    /// <summary>Whether it holds paragraphs alone, no list, table or code.</summary>
    public bool IsProse => _blocks.TrueForAll(block => block.Kind is BlockKind.Paragraph or BlockKind.Quote);

    public void Add(TextBlock block) => _blocks.Add(block);

    public void Absorb(PassageUnit next) => _blocks.AddRange(next._blocks);

    /// <summary>Every sentence, a table row counting as one; the bullet of a list item is not part of its sentence.</summary>
    public List<Sentence> Sentences(string text)
    {
        var sentences = new List<Sentence>();
        foreach (var block in _blocks)
        {
            if (block.Kind == BlockKind.TableRow && block.Length <= 1000)
            {
                sentences.Add(new(block.Start, block.Length));
                continue;
            }
            var bullet = BulletLength(text, block);
            sentences.AddRange(SentenceSplitter.Split(text, block.Start + bullet, block.Length - bullet));
        }
        return sentences;
    }

    /// <summary>Where a passage that begins with this sentence begins: its bullet, if it has one, comes along.</summary>
    public int StartOf(string text, Sentence sentence)
    {
        var block = _blocks.FindLast(candidate => candidate.Start <= sentence.Start)!;
        return sentence.Start - block.Start == BulletLength(text, block) ? block.Start : sentence.Start;
    }

    private static int BulletLength(string text, TextBlock block) =>
        block.Kind == BlockKind.ListItem && ItemMarker.Read(text.AsSpan(block.Start, block.Length)) is { IsBullet: true } marker
        && marker.Length < block.Length ? marker.Length : 0;
}
