namespace TreatyBot.Knowledge.Retrieval;

/// <summary>
/// What a sentence offers to a question, each 0 to 1 unless said otherwise. The choice of features and their worth were measured on
/// SQuAD: idf coverage first, then answer type and word order, then names and numbers that are missing.
/// </summary>
public readonly record struct EvidenceFeatures
{
    /// <summary>BM25 of the sentence over the question's maximum.</summary>
    public double SentenceLexical { get; init; }

    /// <summary>BM25 of the passage over the question's maximum.</summary>
    public double PassageLexical { get; init; }

    /// <summary>Share of the question's idf mass that the sentence holds.</summary>
    public double SentenceCoverage { get; init; }

    /// <summary>The same for the sentence with its neighbours, title and headings.</summary>
    public double NeighbourCoverage { get; init; }

    /// <summary>The same for the passage with title and headings.</summary>
    public double PassageCoverage { get; init; }

    /// <summary>1 when the sentence holds something of the kind asked for that the question does not already name.</summary>
    public double TypeMatch { get; init; }

    /// <summary>Longest common subsequence of terms over the question's number of terms.</summary>
    public double Sequence { get; init; }

    /// <summary>Share of the question's names missing from passage, title and headings.</summary>
    public double MissingNames { get; init; }

    /// <summary>Share of the question's numbers missing from passage, title and headings.</summary>
    public double MissingNumbers { get; init; }

    /// <summary>Cosine of question and sentence, -1 to 1; 0 without a model.</summary>
    public double SentenceCosine { get; init; }

    /// <summary>Best cosine of question and passage, -1 to 1; 0 without a model.</summary>
    public double PassageCosine { get; init; }

    /// <summary>Sum of the products, feature by feature.</summary>
    public double Dot(EvidenceFeatures other) =>
        SentenceLexical * other.SentenceLexical
        + PassageLexical * other.PassageLexical
        + SentenceCoverage * other.SentenceCoverage
        + NeighbourCoverage * other.NeighbourCoverage
        + PassageCoverage * other.PassageCoverage
        + TypeMatch * other.TypeMatch
        + Sequence * other.Sequence
        + MissingNames * other.MissingNames
        + MissingNumbers * other.MissingNumbers
        + SentenceCosine * other.SentenceCosine
        + PassageCosine * other.PassageCosine;
}
