using TreatyBot.Knowledge.Answering.Generative;

namespace TreatyBot.Evaluation.Metrics;

/// <summary>Has the configured chat model judge support, by the prompt <c>JudgeSupport</c>. One call for each verdict; thread-safe.</summary>
/// <param name="modelId">Provider and model, such as <c>ollama/llama3.1</c>.</param>
/// <exception cref="Knowledge.Models.ModelException">From every verdict, when the model gives none.</exception>
public sealed class ModelSupportJudge(SupportJudge judge, string modelId) : ISupportJudge
{
    public string Id => modelId;

    public async ValueTask<bool> SupportsAsync(SupportQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Quotes.Count == 0)
            return false;
        var shown = query.Quotes.Select(quote => (quote.Title, quote.Text)).Concat(query.Workings.Select(working => ("How the date was worked out", working)));
        return await judge.SupportsAsync(query.Statement, shown, cancellationToken);
    }
}
