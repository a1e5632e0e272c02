namespace TreatyBot.Knowledge.Models;

/// <summary>No model: evidence is judged by words and vectors alone.</summary>
internal sealed class NoReadingModel : IReadingModel
{
    public string? ModelId => null;

    public string? AbsenceReason => null;

    public IReadOnlyList<Reading> Read(string question, IReadOnlyList<SentenceInContext> sentences) => [];
}
