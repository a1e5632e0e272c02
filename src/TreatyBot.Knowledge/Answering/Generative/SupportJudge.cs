using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Prompts;

namespace TreatyBot.Knowledge.Answering.Generative;

/// <summary>Asks the chat model whether quotes prove a statement. It can only take away: no verdict lets a statement pass that failed a check.</summary>
public sealed class SupportJudge
{
    private readonly PromptLibrary _prompts;
    private readonly PromptRunner _runner;

    internal SupportJudge(PromptLibrary prompts, PromptRunner runner) => (_prompts, _runner) = (prompts, runner);

    /// <exception cref="ModelException">The model gave nothing of use.</exception>
    public async Task<bool> SupportsAsync(string statement, IEnumerable<(string Title, string Quote)> quotes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(quotes);
        var shown = string.Join('\n', quotes.Select(quote => $"{OutputSanitizer.Clean(quote.Title)}: “{quote.Quote}”"));
        var reply = await _runner.RunAsync(
            _prompts.Get(PromptNames.JudgeSupport), new Dictionary<string, string> { ["statement"] = statement, ["quotes"] = shown }, cancellationToken);
        return reply.Trim().TrimStart('"', '*').StartsWith("yes", StringComparison.OrdinalIgnoreCase);
    }
}
