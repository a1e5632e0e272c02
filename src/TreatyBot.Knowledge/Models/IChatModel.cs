using Microsoft.Extensions.AI;

namespace TreatyBot.Knowledge.Models;

/// <summary>The chat model in use, or none: questions are then answered by rules alone.</summary>
public interface IChatModel
{
    /// <summary>
    /// Null when none is configured. It fails with <see cref="ModelException"/> alone, within its time-outs, and hands a reply on only
    /// when it is complete. Thread-safe.
    /// </summary>
    IChatClient? Client { get; }

    /// <summary>Provider and model, such as <c>ollama/llama3.1</c>, for runs and for <c>doctor</c>; null when there is none.</summary>
    string? Id { get; }

    TokenCounter Tokens { get; }
}
