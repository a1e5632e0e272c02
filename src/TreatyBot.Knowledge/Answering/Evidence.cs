using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Knowledge.Answering;

/// <summary>A passage as retrieved.</summary>
/// <param name="Passage">The passage.</param>
/// <param name="Score">The fused score <c>bm25/qmax + w·cosine</c>.</param>
/// <param name="Lexical"><c>bm25/qmax</c>, 0 to about 1.</param>
/// <param name="Cosine">Best cosine among its vectors; 0 without a model.</param>
/// <param name="Rank">From 1.</param>
public sealed record PassageHit(Passage Passage, double Score, double Lexical, double Cosine, int Rank);

/// <summary>A sentence as ranked.</summary>
public sealed record EvidenceSentence(PassageHit Hit, Sentence Sentence, string Text, double Score);
