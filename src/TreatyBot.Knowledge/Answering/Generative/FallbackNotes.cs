using TreatyBot.Knowledge.Models;

namespace TreatyBot.Knowledge.Answering.Generative;

/// <summary>What the reader is told when a model was no help: fixed words, nothing of the fault's own text.</summary>
internal static class FallbackNotes
{
    private const string Instead = "so this reply was put together from the documents without it.";

    public const string Unchecked = $"What the language model wrote did not pass the check against its sources, {Instead}";

    public const string WithoutVectors = "The embedding model was not available, so the documents were searched by words alone.";

    public static DraftNote Of(ModelFault fault) => Note(fault switch
    {
        ModelFault.TimedOut or ModelFault.Busy => $"The language model did not answer in time, {Instead}",
        ModelFault.RateLimited or ModelFault.QuotaExceeded or ModelFault.Overloaded => $"The language model has too much to do at the moment, {Instead}",
        ModelFault.Filtered => $"The language model's provider declined the question, {Instead}",
        ModelFault.Malformed or ModelFault.Empty or ModelFault.CutShort or ModelFault.TooLarge => $"The language model's reply could not be used, {Instead}",
        _ => $"The language model is not available, {Instead}",
    });

    public static DraftNote Note(string text) => new(NoteKind.Fallback, text, []);
}
