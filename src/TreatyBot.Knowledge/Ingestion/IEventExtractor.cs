using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>Finds treaty events in a document that has been split. Implementations are thread-safe.</summary>
public interface IEventExtractor
{
    /// <summary>Changes whenever the same document could yield other events, for instance when a register sheet gained a name.</summary>
    string Version { get; }

    IReadOnlyList<TreatyEvent> Extract(SourceDocument document, IReadOnlyList<Passage> passages);
}
