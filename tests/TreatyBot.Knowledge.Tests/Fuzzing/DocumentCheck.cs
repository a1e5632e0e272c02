using System.Diagnostics;
using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Knowledge.Tests.Fuzzing;

/// <summary>What must hold of any bytes in a file: they are a document whose passages cut its text exactly, or are refused by name.</summary>
internal static class DocumentCheck
{
    private static readonly Splitter Splitter = new(new SplitterOptions { LongestPassage = 400 });

    public static void Run(string path, byte[] bytes)
    {
        SourceDocument document;
        try
        {
            document = DocumentReader.Read(new CorpusFile(path, path, "any"), bytes).Document;
        }
        catch (DocumentReadException exception)
        {
            exception.Message.ShouldStartWith(path);
            IsOwnFault(exception.InnerException).ShouldBeFalse(exception.InnerException?.ToString());
            return;
        }
        var end = 0;
        foreach (var block in document.Blocks)
        {
            if (block.Start < end || block.Length <= 0 || block.Start + block.Length > document.Text.Length)
                block.ShouldBeNull();
            end = block.Start + block.Length;
        }
        IsCutExactly(document, Splitter.Split(document));
    }

    // "The file is damaged" is said of files, not of slips in our own code.
    private static bool IsOwnFault(Exception? inner) =>
        inner is IndexOutOfRangeException or ArgumentException or NullReferenceException or InvalidCastException or KeyNotFoundException or InvalidOperationException
        && new StackTrace(inner).GetFrames().Select(frame => frame.GetMethod()?.DeclaringType?.Namespace ?? "").FirstOrDefault(name => !name.StartsWith("System", StringComparison.Ordinal)) is { } thrower
        && thrower.StartsWith("TreatyBot", StringComparison.Ordinal);

    private static void IsCutExactly(SourceDocument document, IReadOnlyList<Passage> passages)
    {
        var text = document.Text;
        var covered = new bool[text.Length];
        var position = 0;
        foreach (var passage in passages)
        {
            if (passage.Start < position || !text.AsSpan(passage.Start, passage.Length).SequenceEqual(passage.Text) || passage.Sentences.Count == 0)
                passage.ShouldBeNull();
            var inside = passage.Start;
            foreach (var sentence in passage.Sentences)
            {
                if (sentence.Start < inside || sentence.Length <= 0)
                    sentence.ShouldBe(default);
                inside = sentence.End;
            }
            position = passage.Start + passage.Length;
            inside.ShouldBe(position);
            covered.AsSpan(passage.Start, passage.Length).Fill(true);
        }
        foreach (var block in document.Blocks.Skip(1).Where(block => block.Kind != BlockKind.Heading))
        {
            for (var i = block.Start; i < block.Start + block.Length; i++)
            {
                if (!covered[i] && !char.IsWhiteSpace(text[i]))
                    text[i..].ShouldBe("part of a passage");
            }
        }
    }
}
