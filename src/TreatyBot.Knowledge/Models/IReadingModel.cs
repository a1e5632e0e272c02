namespace TreatyBot.Knowledge.Models;

/// <summary>
/// A model that reads a question and a sentence together (a cross-encoder) and tells whether the sentence answers it, and with which
/// words; or none: evidence is then judged by words and vectors alone.
/// </summary>
public interface IReadingModel
{
    /// <summary>Null when no model is configured or its file is absent.</summary>
    string? ModelId { get; }

    /// <summary>Why there is none, and the mend, for <c>doctor</c>; null when there is one or none is wanted.</summary>
    string? AbsenceReason { get; }

    /// <summary>Reads each sentence on its own: a reading does not depend on its neighbours. Empty without a model. Thread-safe.</summary>
    IReadOnlyList<Reading> Read(string question, IReadOnlyList<SentenceInContext> sentences);
}

/// <param name="Heading">Title of the document, and the innermost heading.</param>
/// <param name="Before">The sentence before it; empty for the first of a passage.</param>
/// <param name="Text">The sentence itself.</param>
public readonly record struct SentenceInContext(string Heading, string Before, string Text);

/// <summary>What the model makes of one sentence.</summary>
/// <param name="Score">Log-odds that the sentence answers the question.</param>
/// <param name="Start">Offset in the sentence of the words that answer, if it does; their text is verbatim.</param>
/// <param name="Length">Their length; 0 when the sentence has no words.</param>
/// <param name="Share">How sure the model is of these words, 0 to 1: the product of the probabilities of their first and last.</param>
public readonly record struct Reading(double Score, int Start, int Length, double Share);
