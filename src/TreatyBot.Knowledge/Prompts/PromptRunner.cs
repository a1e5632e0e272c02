using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;
using TreatyBot.Knowledge.Models;

namespace TreatyBot.Knowledge.Prompts;

/// <summary>Has a Kernel render a prompt and the chat model answer it. Inserted texts are encoded, so that none of them can end a message. Thread-safe.</summary>
internal sealed class PromptRunner(IChatModel model, IOptions<ChatModelOptions> options)
{
    private const string ReplyFormat = "response_format";
    private volatile bool _takesSchema = options.Value.StructuredOutput != StructuredOutputMode.Never;

    /// <exception cref="ModelException">The model gave nothing of use.</exception>
    public async Task<string> RunAsync(Prompt prompt, IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken)
    {
        var withSchema = _takesSchema;
        try
        {
            return await RunAsync(prompt, variables, withSchema, cancellationToken);
        }
        catch (ModelException exception) when (withSchema
            && options.Value.StructuredOutput == StructuredOutputMode.Auto
            && exception.Fault is ModelFault.FormatRefused or ModelFault.Refused)
        {
            var reply = await RunAsync(prompt, variables, withSchema: false, cancellationToken);
            _takesSchema = false;
            return reply;
        }
    }

    /// <summary>The tokens that are left for a variable when the prompt's own text, the other variables and the reply have theirs.</summary>
    public int Room(Prompt prompt, IEnumerable<string> others) =>
        options.Value.ContextTokens - prompt.ReplyTokens - model.Tokens.Count(prompt.Template)
            - (prompt.Settings.Contains(ReplyFormat, StringComparison.Ordinal) ? model.Tokens.Count(prompt.Settings) : 0)
            - others.Sum(model.Tokens.Count) - 4 * TokenCounter.PerMessage;

    private async Task<string> RunAsync(Prompt prompt, IReadOnlyDictionary<string, string> variables, bool withSchema, CancellationToken cancellationToken)
    {
        var builder = Kernel.CreateBuilder();
        builder.Services.AddSingleton(model.Client ?? throw new InvalidOperationException("No chat model is configured."));
        var kernel = builder.Build();
        var config = prompt.Config();
        if (!withSchema)
            config.DefaultExecutionSettings?.ExtensionData?.Remove(ReplyFormat);
        var arguments = new KernelArguments();
        foreach (var (name, value) in variables)
            arguments[name] = value;
        try
        {
            var result = await KernelFunctionFactory.CreateFromPrompt(config).InvokeAsync(kernel, arguments, cancellationToken);
            return result.GetValue<ChatResponse>()?.Text ?? "";
        }
        catch (KernelException exception)
        {
            throw exception.InnerException as ModelException
                ?? new ModelException(ModelFault.PromptUnusable, $"The prompt {prompt.Name} cannot be rendered; mend its skprompt.txt.", exception);
        }
    }
}
