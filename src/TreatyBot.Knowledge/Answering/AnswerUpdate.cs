using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Answering;

/// <summary>What there is to show while an answer is made. The last one is <see cref="CompletedUpdate"/>.</summary>
public abstract record AnswerUpdate;

/// <summary>What is being done, in a few words.</summary>
public sealed record StatusUpdate(string Text) : AnswerUpdate;

/// <summary>A further piece of the answer's text, a sentence at a time; it has passed its check. All pieces together are <see cref="Answer.Text"/>.</summary>
public sealed record TextUpdate(string Text) : AnswerUpdate;

public sealed record CompletedUpdate(Answer Answer) : AnswerUpdate;

internal static partial class AnswerPieces
{
    /// <summary>Cuts after sentences that are followed by a new one; nothing is lost or added.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var start = 0;
        foreach (Match end in SentenceEnd().Matches(text))
        {
            yield return text[start..(end.Index + end.Length)];
            start = end.Index + end.Length;
        }
        if (start < text.Length)
            yield return text[start..];
    }

    [GeneratedRegex(@"(?:\[\d+\][.!?]?|[.!?][”""]?)\s+(?=[\p{Lu}“""])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SentenceEnd();
}
