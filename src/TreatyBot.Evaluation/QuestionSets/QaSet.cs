namespace TreatyBot.Evaluation.QuestionSets;

/// <summary>The questions of one file.</summary>
/// <param name="Name">The file's name without its extension.</param>
/// <param name="Path">Where it was read.</param>
/// <param name="ContentHash">SHA-256 of its bytes, lower-case hexadecimal.</param>
/// <param name="Questions">The good ones, in the file's order.</param>
/// <param name="Problems">What could not be read; empty after a strict reading.</param>
public sealed record QaSet(
    string Name, string Path, string ContentHash, IReadOnlyList<EvalQuestion> Questions, IReadOnlyList<QaSetProblem> Problems)
{
    /// <summary>The texts that came with the questions and are the corpus of their run; null when the user's corpus is.</summary>
    public SquadCorpus? Corpus { get; init; }
}

/// <param name="File">As it was given.</param>
/// <param name="Line">From 1; 0 when the problem has no line.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
public sealed record QaSetProblem(string File, int Line, string Message)
{
    public override string ToString() => Line > 0 ? $"{File}:{Line}: {Message}" : $"{File}: {Message}";
}

/// <summary>A Q&amp;A set cannot be used. The message names file and line and is meant for the person who wrote the set.</summary>
public sealed class QaSetException(QaSetProblem problem) : Exception(problem.ToString())
{
    public QaSetProblem Problem { get; } = problem;
}
