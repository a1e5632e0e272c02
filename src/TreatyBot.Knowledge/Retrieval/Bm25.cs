namespace TreatyBot.Knowledge.Retrieval;

/// <summary>
/// Okapi BM25 in Lucene's form (Robertson and Zaragoza 2009, section 3; Lucene's idf, which is never negative).
/// </summary>
public static class Bm25
{
    /// <param name="passageCount">Passages in the store.</param>
    /// <param name="documentFrequency">Passages that hold the term.</param>
    public static double Idf(long passageCount, long documentFrequency) =>
        Math.Log(1 + (Math.Max(0, passageCount - documentFrequency) + 0.5) / (documentFrequency + 0.5));

    /// <summary>What one term adds to a text's score.</summary>
    public static double TermScore(double idf, int frequency, int length, double averageLength, double k1, double b)
    {
        if (frequency == 0)
            return 0;
        var norm = k1 * (1 - b + b * length / Math.Max(averageLength, 1));
        return idf * frequency * (k1 + 1) / (frequency + norm);
    }
}
