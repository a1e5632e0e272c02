using System.ComponentModel.DataAnnotations;

namespace TreatyBot.Knowledge.Models;

public enum ChatProvider
{
    /// <summary>Answers are quoted and composed by rules alone.</summary>
    None,
    Ollama,
    AzureOpenAI,

    /// <summary>OpenAI itself or anything that speaks its interface.</summary>
    OpenAI,
}

/// <summary>How a model is told the form of its reply.</summary>
public enum StructuredOutputMode
{
    /// <summary>By a JSON schema, until the endpoint refuses one; then in words.</summary>
    Auto,
    Always,
    Never,
}

/// <summary>The <c>Models:Chat</c> section.</summary>
public sealed class ChatModelOptions : RemoteModelOptions
{
    public const string Section = "Models:Chat";

    /// <value>The default is none.</value>
    public ChatProvider Provider { get; set; } = ChatProvider.None;

    /// <summary>Gets or sets how many tokens prompt and reply may have together; Ollama is sent it as <c>num_ctx</c> with every call.</summary>
    /// <value>The default is 8,192.</value>
    [Range(1024, 2_000_000)]
    public int ContextTokens { get; set; } = 8192;

    /// <value>The default is <see cref="StructuredOutputMode.Auto"/>.</value>
    public StructuredOutputMode StructuredOutput { get; set; } = StructuredOutputMode.Auto;

    /// <summary>Gets or sets how many passages the model reads at most.</summary>
    /// <value>The default is 8.</value>
    [Range(1, 50)]
    public int MaximumPassages { get; set; } = 8;

    /// <summary>Gets or sets whether a statement that is more than a shortened quote is put before the model once more, to be judged.</summary>
    /// <value>The default is true.</value>
    public bool JudgeStatements { get; set; } = true;

    /// <summary>Gets or sets the folder of the prompts. A relative path is taken from the working directory, then from the program's.</summary>
    /// <value>The default is <c>prompts</c>.</value>
    [Required]
    public string Prompts { get; set; } = "prompts";
}
