using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Knowledge.Answering.Generative;

/// <summary>The passages that a model is given, numbered from 1, and the text that shows them.</summary>
internal sealed class PromptPassages
{
    private const int LongestTitle = 160;

    private PromptPassages(string mark, IReadOnlyList<Passage> passages, string text)
    {
        Mark = mark;
        Passages = passages;
        Text = text;
    }

    /// <summary>Made from all that is shown, so that no document can hold it.</summary>
    public string Mark { get; }

    public IReadOnlyList<Passage> Passages { get; }

    public string Text { get; }

    /// <summary>Takes the passages of <paramref name="fitting"/> sentences, best first, as many as the tokens allow; none may fit.</summary>
    public static PromptPassages Select(
        IReadOnlyList<FittedSentence> fitting, string question, DocumentDirectory directory, TokenCounter tokens, int room, int maximum)
    {
        var candidates = fitting.Select(sentence => sentence.Ranked.Passage.Hit.Passage).DistinctBy(passage => passage.Id).Take(maximum).ToList();
        var mark = MarkOf(candidates, question);
        var taken = new List<Passage>();
        var text = new StringBuilder();
        foreach (var passage in candidates)
        {
            var shown = Show(passage, taken.Count + 1, mark, directory.Find(passage.DocumentId)?.Metadata);
            room -= tokens.Count(shown);
            if (room < 0)
                break;
            taken.Add(passage);
            text.Append(shown);
        }
        return new(mark, taken, text.ToString());
    }

    public Passage? this[int number] => number >= 1 && number <= Passages.Count ? Passages[number - 1] : null;

    private static string Show(Passage passage, int number, string mark, DocumentMetadata? metadata)
    {
        var date = metadata?.Published is { } published ? $"{published}" : "unknown";
        return string.Create(CultureInfo.InvariantCulture,
            $"{mark} passage {number} | {Title(metadata?.Title ?? passage.DocumentId)} | published: {date} | {(metadata?.Tier ?? SourceTier.Press).ToString().ToLowerInvariant()} | {passage.Locator}\n{Body(passage)}\n{mark}\n");
    }

    // A title, too, is somebody's text.
    private static string Title(string title)
    {
        var clean = OutputSanitizer.Clean(title);
        return InstructionSigns.In(clean) ? "untitled" : clean.Length <= LongestTitle ? clean : clean[..LongestTitle] + "…";
    }

    private static string Body(Passage passage)
    {
        var text = new StringBuilder(passage.Text);
        foreach (var sentence in passage.Sentences.Reverse())
        {
            if (InstructionSigns.In(sentence.In(passage)))
                text.Remove(sentence.Start - passage.Start, sentence.Length).Insert(sentence.Start - passage.Start, "[…]");
        }
        return text.ToString();
    }

    private static string MarkOf(IEnumerable<Passage> passages, string question)
    {
        var all = string.Concat(passages.Select(passage => passage.Text).Append(question));
        return $"=={Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..12]}==";
    }
}
