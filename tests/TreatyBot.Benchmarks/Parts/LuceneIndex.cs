using System.Globalization;
using Lucene.Net.Analysis.Core;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace TreatyBot.Benchmarks.Parts;

/// <summary>Lucene.NET on the same passages: the same terms, BM25 with the same parameters, the stored ids of the best read.</summary>
internal sealed class LuceneIndex : IDisposable
{
    private const LuceneVersion Version = LuceneVersion.LUCENE_48;
    private readonly MMapDirectory _directory;
    private readonly DirectoryReader _reader;
    private readonly IndexSearcher _searcher;

    public LuceneIndex(string folder, Func<IEnumerable<(string Id, IEnumerable<string> Terms)>> passages)
    {
        _directory = new MMapDirectory(folder);
        if (!DirectoryReader.IndexExists(_directory))
        {
            using var writer = new IndexWriter(_directory, new IndexWriterConfig(Version, new WhitespaceAnalyzer(Version)) { Similarity = new BM25Similarity(0.9f, 0.4f) });
            foreach (var (id, terms) in passages())
                writer.AddDocument(new Document { new StoredField("id", id), new TextField("terms", string.Join(' ', terms), Field.Store.NO) });
            writer.ForceMerge(1);
        }
        _reader = DirectoryReader.Open(_directory);
        _searcher = new IndexSearcher(_reader) { Similarity = new BM25Similarity(0.9f, 0.4f) };
    }

    public List<string> Find(IEnumerable<string> terms, int limit)
    {
        var query = new BooleanQuery();
        foreach (var term in terms)
            query.Add(new TermQuery(new Term("terms", term)), Occur.SHOULD);
        return [.. _searcher.Search(query, limit).ScoreDocs.Select(hit => _searcher.Doc(hit.Doc).Get("id", CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        _reader.Dispose();
        _directory.Dispose();
    }
}
