using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>
/// Splits a document into passages: a paragraph or a list each, cut at sentence ends when too long. No passage crosses a heading,
/// an article or a page. Pure and thread-safe.
/// </summary>
public sealed class Splitter(SplitterOptions options)
{
    private const string Rules = "split-2";

    /// <summary>Changes whenever the same document could be split otherwise.</summary>
    public string Version { get; } = string.Create(
        CultureInfo.InvariantCulture, $"{Rules}/{options.LongestPassage}/{options.TinyParagraph}/{options.LongestJoined}");

    public IReadOnlyList<Passage> Split(SourceDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var passages = new List<Passage>();
        foreach (var unit in Join(document.Text, Units(document)))
        {
            foreach (var sentences in Cut(unit, unit.Sentences(document.Text)))
                passages.Add(ToPassage(document, unit, sentences, passages.Count));
        }
        return passages;
    }

    private List<PassageUnit> Units(SourceDocument document)
    {
        var tracker = new LocatorTracker();
        var units = new List<PassageUnit>();
        var number = 0;
        var isFirst = true;
        foreach (var block in document.Blocks)
        {
            var text = document.Text.Substring(block.Start, block.Length);
            if (isFirst && IsTitle(document, block, text))
            {
                isFirst = false;
                continue;
            }
            isFirst = false;
            if (block.Kind == BlockKind.Heading)
            {
                tracker.EnterHeading(MarkdownText.Plain(text), block.HeadingLevel);
                continue;
            }
            var marker = MarkerOf(block, text);
            if (block.Kind is BlockKind.Paragraph or BlockKind.ListItem && StructuralHeading.ReadRunIn(text) is { } article)
                tracker.EnterRunIn(article);
            tracker.EnterParagraph(marker);
            var open = units.Count > 0 && units[^1].Section == tracker.Section && units[^1].Page == block.Page ? units[^1] : null;
            var belongs = open is not null && GoesOn(document.Text, open, block, marker, tracker.IsLegal);
            if (belongs && block.Start + block.Length - open!.Start <= options.LongestPassage)
                open.Add(block);
            else
                units.Add(new(block, tracker.Locate(), tracker.Section, belongs ? number : ++number, tracker.Headings));
        }
        return units;
    }

    // A first paragraph is the title only when it reads like one: a text of one sentence must not lose it.
    private static bool IsTitle(SourceDocument document, TextBlock block, string text)
    {
        if (block.Kind == BlockKind.Heading)
            return (block.HeadingLevel == 1 && StructuralHeading.Read(text)?.Kind != StructuralKind.Article) || IsSame(document, text);
        return document.Blocks.Count > 1 && block.Length <= 300 && text[^1] is not ('.' or '!' or '。') && IsSame(document, text);
    }

    private static bool IsSame(SourceDocument document, string text) =>
        string.Equals(MarkdownText.Plain(text), MarkdownText.Plain(document.Metadata.Title), StringComparison.OrdinalIgnoreCase);

    // A dash may open a line of speech; only a reader knows that it opens a list item.
    private static ItemMarker? MarkerOf(TextBlock block, string text) =>
        block.Kind is BlockKind.Paragraph or BlockKind.ListItem or BlockKind.Quote
        && ItemMarker.Read(text) is { } marker && (block.Kind == BlockKind.ListItem || !marker.IsBullet)
            ? marker
            : null;

    // List items follow their lead-in or each other; under an article every numbered paragraph stands by itself.
    private static bool GoesOn(string text, PassageUnit open, TextBlock block, ItemMarker? marker, bool isLegal)
    {
        if (block.Kind == BlockKind.TableRow)
            return open.Last.Kind == BlockKind.TableRow && IsCleanGap(text, open.End, block.Start, "|:- \t\r\n");
        if (!IsCleanGap(text, open.End, block.Start))
            return false;
        if (block.Kind == BlockKind.ListItem || marker is not null)
        {
            var isItemBefore = MarkerOf(open.Last, text.Substring(open.Last.Start, open.Last.Length)) is not null;
            return !(isLegal && marker is { IsNumber: true }) && (isItemBefore || text[open.End - 1] == ':');
        }
        return false;
    }

    private List<PassageUnit> Join(string text, List<PassageUnit> units)
    {
        var joined = new List<PassageUnit>();
        foreach (var unit in units)
        {
            if (joined.Count > 0 && MayJoin(text, joined[^1], unit))
                joined[^1].Absorb(unit);
            else
                joined.Add(unit);
        }
        return joined;
    }

    private bool MayJoin(string text, PassageUnit first, PassageUnit second) =>
        first.Section == second.Section && first.Page == second.Page && first.Article == second.Article
        && first.IsProse && second.IsProse
        && (first.Length < options.TinyParagraph || second.Length < options.TinyParagraph)
        && second.End - first.Start <= options.LongestJoined
        && IsCleanGap(text, first.End, second.Start);

    // What was left out between two blocks, such as a comment, must not come back inside a passage.
    private static bool IsCleanGap(string text, int start, int end, string layout = "> \t\r\n") =>
        text.AsSpan(start, end - start).IndexOfAnyExcept(layout) < 0;

    // Pieces of about equal length, so that no crumb is left at the end.
    private IEnumerable<List<Sentence>> Cut(PassageUnit unit, List<Sentence> sentences)
    {
        if (unit.Length <= options.LongestPassage)
        {
            yield return sentences;
            yield break;
        }
        var pieces = (unit.Length + options.LongestPassage - 1) / options.LongestPassage;
        var target = unit.Length / pieces;
        var piece = new List<Sentence>();
        foreach (var sentence in sentences)
        {
            var isFull = piece.Count > 0
                && (sentence.End - piece[0].Start > options.LongestPassage || piece[^1].End - piece[0].Start >= target);
            if (isFull)
            {
                yield return piece;
                piece = [];
            }
            piece.Add(sentence);
        }
        if (piece.Count > 0)
            yield return piece;
    }

    private static Passage ToPassage(SourceDocument document, PassageUnit unit, List<Sentence> sentences, int ordinal)
    {
        var start = unit.StartOf(document.Text, sentences[0]);
        var text = document.Text[start..sentences[^1].End];
        return new Passage
        {
            Id = Identify(document.Id, start, text),
            DocumentId = document.Id,
            Ordinal = ordinal,
            Start = start,
            Length = text.Length,
            Text = text,
            Headings = unit.Headings,
            Locator = unit.Locator,
            Sentences = sentences,
        };
    }

    private static string Identify(string documentId, int start, string text)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{documentId}\0{start}\0{text}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));
    }
}
