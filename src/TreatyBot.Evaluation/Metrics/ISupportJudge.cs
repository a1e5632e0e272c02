namespace TreatyBot.Evaluation.Metrics;

/// <summary>Decides whether quotes bear out a statement: the "entailment" of ALCE. Implementations are thread-safe.</summary>
public interface ISupportJudge
{
    /// <summary>Names the judge in runs, such as <c>lexical-1</c>: runs judged differently must not be compared unawares.</summary>
    string Id { get; }

    ValueTask<bool> SupportsAsync(SupportQuery query, CancellationToken cancellationToken);
}

/// <param name="Statement">A sentence of the answer, without marks.</param>
/// <param name="Quotes">What it cites. As in ALCE a quote is read together with its document's title.</param>
/// <param name="Workings">Notes that derive a date from the cited quotes.</param>
public sealed record SupportQuery(string Statement, IReadOnlyList<CitedQuote> Quotes, IReadOnlyList<string> Workings);

public sealed record CitedQuote(string Title, string? Publisher, string Text);
