using System.Collections.Frozen;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Knowledge.Retrieval;

/// <summary>The documents of the store by id, read again when the corpus has changed. Thread-safe.</summary>
public sealed class DocumentDirectory(IPassageStore store)
{
    private volatile Snapshot _snapshot = new("", FrozenDictionary<string, DocumentSummary>.Empty);

    /// <summary>Names the corpus that the directory shows; changes with every change of a document.</summary>
    public string CorpusHash => _snapshot.CorpusHash;

    /// <summary>Looks whether the corpus has changed since the last look, and reads the directory again if so.</summary>
    /// <returns>What the store said of itself.</returns>
    public async Task<StoreInfo> RefreshAsync(CancellationToken cancellationToken)
    {
        var info = await store.GetInfoAsync(cancellationToken);
        if (info.CorpusHash == _snapshot.CorpusHash)
            return info;
        var documents = await store.ListDocumentsAsync(cancellationToken);
        _snapshot = new(info.CorpusHash, documents.ToFrozenDictionary(document => document.Id, StringComparer.Ordinal));
        return info;
    }

    public IReadOnlyCollection<DocumentSummary> Documents => _snapshot.Documents.Values;

    public DocumentSummary? Find(string documentId) => _snapshot.Documents.GetValueOrDefault(documentId);

    /// <summary>The document's title; its id when the document has just left the store.</summary>
    public async ValueTask<string> GetTitleAsync(string documentId, CancellationToken cancellationToken)
    {
        if (Find(documentId) is { } known)
            return known.Metadata.Title;
        await RefreshAsync(cancellationToken);
        return Find(documentId)?.Metadata.Title ?? documentId;
    }

    private sealed record Snapshot(string CorpusHash, FrozenDictionary<string, DocumentSummary> Documents);
}
