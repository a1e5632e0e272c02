using Microsoft.ML.Tokenizers;

namespace TreatyBot.Knowledge.Models;

/// <summary>
/// Counts tokens before they are sent. OpenAI's models are counted with their own vocabulary; for any other the count is that of
/// o200k_base and a third more: vocabularies of 32,000 to 256,000 words split English by up to about that much finer. Thread-safe.
/// </summary>
public sealed class TokenCounter
{
    /// <summary>What a chat's frame costs for each message, rounded up.</summary>
    public const int PerMessage = 8;

    private const double MarginOfOthers = 4.0 / 3;
    private static readonly Lazy<Tokenizer> O200k = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));
    private static readonly Lazy<Tokenizer> Cl100k = new(() => TiktokenTokenizer.CreateForEncoding("cl100k_base"));

    private readonly Lazy<Tokenizer> _tokenizer;
    private readonly double _factor;

    /// <param name="model">The model's name. A deployment that is named after no model is counted as any other.</param>
    public TokenCounter(string? model)
    {
        var name = model ?? "";
        var isOlder = name.StartsWith("gpt-3.5", StringComparison.OrdinalIgnoreCase) || name.StartsWith("gpt-35", StringComparison.OrdinalIgnoreCase)
            || name.Equals("gpt-4", StringComparison.OrdinalIgnoreCase) || name.StartsWith("gpt-4-", StringComparison.OrdinalIgnoreCase);
        var isOpenAI = isOlder || (name.StartsWith("gpt-", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("gpt-oss", StringComparison.OrdinalIgnoreCase))
            || name.StartsWith("o1", StringComparison.Ordinal) || name.StartsWith("o3", StringComparison.Ordinal) || name.StartsWith("o4", StringComparison.Ordinal);
        _tokenizer = isOlder ? Cl100k : O200k;
        _factor = isOpenAI ? 1 : MarginOfOthers;
    }

    public int Count(string text) => (int)Math.Ceiling(_tokenizer.Value.CountTokens(text) * _factor);
}
