namespace TreatyBot.Knowledge.Retrieval;

/// <summary>What an answer should look like, told from the question's wording.</summary>
public enum AnswerType
{
    Text,
    Date,
    Number,
    Person,
    Place,
    Reason,
    YesNo,
}

/// <summary>One search term of a question.</summary>
/// <param name="Term">As the analyser makes it.</param>
/// <param name="Idf">Inverse document frequency, ln(1 + (N - n + 0.5) / (n + 0.5)).</param>
public readonly record struct QueryTerm(string Term, double Idf);

/// <summary>A question prepared for search and ranking.</summary>
public sealed record Query
{
    public required string Text { get; init; }

    /// <summary>Distinct terms in the order of the question.</summary>
    public required IReadOnlyList<QueryTerm> Terms { get; init; }

    /// <summary>The highest BM25 score that any passage could reach: the sum of idf·(k1+1).</summary>
    public required double MaxLexical { get; init; }

    /// <summary>Average length of a passage in terms.</summary>
    public required double AverageLength { get; init; }

    public required AnswerType AnswerType { get; init; }

    /// <summary>Terms of capitalised words other than the first.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Terms that are numbers.</summary>
    public required IReadOnlyList<string> Numbers { get; init; }

    /// <summary>Unit vector; empty without an embedding model.</summary>
    public ReadOnlyMemory<float> Vector { get; init; }

    /// <summary>Whether there is an embedding model, but it failed.</summary>
    public bool IsVectorMissing { get; init; }

    public double IdfMass => Terms.Sum(term => term.Idf);
}
