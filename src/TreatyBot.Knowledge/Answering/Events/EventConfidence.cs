using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Answering.Events;

/// <summary>How sure an answer from events is, on the scale of evidence scores.</summary>
internal static class EventConfidence
{
    public static double Of(IReadOnlyList<LedgerEntry> entries) => entries.Min(entry =>
        entry.IsDeclared ? 0.97
        : entry.Modality == EventModality.Fact ? (entry.Sources.Count > 1 ? 0.95 : 0.9)
        : 0.75);
}
