using System.ComponentModel.DataAnnotations;

namespace TreatyBot.Knowledge.Models;

/// <summary>What chat and embedding models have in common when they are reached over HTTP.</summary>
public abstract class RemoteModelOptions
{
    /// <summary>
    /// Gets or sets the only address that is called: <c>https://NAME.openai.azure.com</c>, <c>https://api.openai.com/v1</c> or
    /// <c>http://127.0.0.1:11434</c>, which is also what an absent one means for Ollama.
    /// </summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Gets or sets the name of the model; for Azure OpenAI that of the deployment.</summary>
    public string? Model { get; set; }

    /// <summary>Gets or sets the key. Without one Azure OpenAI is called with the identity that DefaultAzureCredential finds.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Gets or sets the version of Azure OpenAI's interface, when it is not to be the client library's own.</summary>
    public string? ApiVersion { get; set; }

    /// <summary>Gets or sets how long one attempt may take, to the last byte.</summary>
    /// <value>The default is 60 seconds; a local model that is loaded on first use may need more.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets how long all attempts may take together, waiting between them included.</summary>
    /// <value>The default is 90 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "02:00:00")]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Gets or sets how often a call is made again when it failed for a passing reason.</summary>
    /// <value>The default is 2.</value>
    [Range(0, 10)]
    public int MaximumRetries { get; set; } = 2;

    /// <summary>Gets or sets how many calls may be under way at once; further ones wait.</summary>
    /// <value>The default is 4.</value>
    [Range(1, 256)]
    public int MaximumConcurrency { get; set; } = 4;
}
