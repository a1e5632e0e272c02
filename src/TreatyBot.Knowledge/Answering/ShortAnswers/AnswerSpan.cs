namespace TreatyBot.Knowledge.Answering.ShortAnswers;

/// <summary>A stretch of a sentence that may be the answer itself.</summary>
/// <param name="Start">Offset in the sentence.</param>
/// <param name="Text">Verbatim.</param>
/// <param name="FirstToken">Index of its first word among the sentence's words.</param>
/// <param name="LastToken">Index of its last word.</param>
public readonly record struct AnswerSpan(int Start, string Text, int FirstToken, int LastToken);
