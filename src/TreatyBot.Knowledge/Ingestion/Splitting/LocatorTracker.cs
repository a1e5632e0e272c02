namespace TreatyBot.Knowledge.Ingestion;

/// <summary>Follows headings, articles and numbered paragraphs through a document and says where its reader is.</summary>
internal sealed class LocatorTracker
{
    private const int RunInLevel = 100;
    private const int LongestLabel = 60;

    private readonly List<Entry> _entries = [];
    private string? _paragraph;
    private string? _letter;
    private string? _numeral;
    private bool _isAfterStructural;

    /// <summary>Changes with every heading and article.</summary>
    public int Section { get; private set; }

    public IReadOnlyList<string> Headings { get; private set; } = [];

    /// <summary>Whether numbered paragraphs count from here, as they do under an article.</summary>
    public bool IsLegal { get; private set; }

    public void EnterHeading(string text, int level)
    {
        var structural = StructuralHeading.Read(text);
        if (structural is not null)
            _entries.RemoveAll(entry => entry.Level > level || (entry.Structural is { } other ? other.Kind >= structural.Kind : entry.Level >= level));
        else if (_isAfterStructural)
            level = Math.Max(level, _entries[^1].Level + 1);
        else
            _entries.RemoveAll(entry => entry.Level >= level);
        Enter(new(level, text, structural));
        _isAfterStructural = structural is not null;
    }

    /// <summary>Enters an article that is headed by the first words of its own paragraph.</summary>
    public void EnterRunIn(StructuralHeading article)
    {
        _entries.RemoveAll(entry => entry.Level >= RunInLevel || entry.Structural?.Kind == StructuralKind.Article);
        Enter(new(RunInLevel, null, article));
    }

    /// <summary>Enters a paragraph or list item of the present section.</summary>
    public void EnterParagraph(ItemMarker? marker)
    {
        _isAfterStructural = false;
        if (!IsLegal)
            return;
        switch (marker)
        {
            case null:
                _letter = _numeral = null;
                break;
            case { IsBullet: true }:
                break;
            case { IsNumber: true } number:
                (_paragraph, _letter, _numeral) = (number.Value, null, null);
                break;
            case { } item when _letter is not null && IsNumeral(item.Value) && !IsNext(_letter, item.Value):
                _numeral = item.Value;
                break;
            case { } item:
                (_letter, _numeral) = (item.Value, null);
                break;
        }
    }

    /// <summary>"Art. XIX(2)(a)" or "Protocol on Inspection, Sec. IV(3)"; null outside such a structure.</summary>
    public string? Locate()
    {
        if (!IsLegal)
            return null;
        var items = string.Concat(new[] { _paragraph, _letter, _numeral }.Select(item => item is null ? "" : $"({item})"));
        var container = Label(StructuralKind.Container);
        var unit = Label(StructuralKind.Article) ?? Label(StructuralKind.Section);
        return (container, unit) switch
        {
            (null, _) => unit + items,
            (_, null) => items.Length == 0 ? container : $"{container}, para. {items}",
            _ => $"{container}, {unit}{items}",
        };
    }

    private void Enter(Entry entry)
    {
        _entries.Add(entry);
        Section++;
        Headings = [.. _entries.Where(e => e.Text is not null).Select(e => e.Text!)];
        IsLegal = _entries.Exists(e => e.Structural is not null);
        if (entry.Structural is not null || !IsLegal)
            (_paragraph, _letter, _numeral) = (entry.Structural?.Paragraph, null, null);
    }

    private string? Label(StructuralKind kind)
    {
        var label = _entries.FindLast(entry => entry.Structural?.Kind == kind)?.Structural!.Label;
        return label?.Length > LongestLabel ? label[..(LongestLabel - 1)].TrimEnd() + "…" : label;
    }

    private static bool IsNumeral(string value) => value.All(c => c is 'i' or 'v' or 'x' or 'I' or 'V' or 'X');

    private static bool IsNext(string letter, string value) =>
        letter.Length == 1 && value.Length == 1 && value[0] == letter[0] + 1;

    private sealed record Entry(int Level, string? Text, StructuralHeading? Structural);
}
