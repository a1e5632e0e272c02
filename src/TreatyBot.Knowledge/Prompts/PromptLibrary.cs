using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.SemanticKernel;
using TreatyBot.Knowledge.Models;

namespace TreatyBot.Knowledge.Prompts;

/// <summary>The names of the prompts that the program uses: one folder each.</summary>
public static class PromptNames
{
    public const string Answer = "Answer";
    public const string CondenseQuestion = "CondenseQuestion";
    public const string JudgeSupport = "JudgeSupport";

    public static IReadOnlyList<string> All { get; } = [Answer, CondenseQuestion, JudgeSupport];
}

/// <summary>A prompt as it is on disk.</summary>
/// <param name="Name">Its folder.</param>
/// <param name="Hash">SHA-256 over both files, lower-case hexadecimal.</param>
/// <param name="Template">The text of <c>skprompt.txt</c>.</param>
/// <param name="Settings">The text of <c>config.json</c>.</param>
public sealed record Prompt(string Name, string Hash, string Template, string Settings)
{
    private const int DefaultReplyTokens = 800;

    /// <summary>How many tokens the reply may have, by <c>max_tokens</c>.</summary>
    public int ReplyTokens
    {
        get
        {
            object? tokens = null;
            Config().DefaultExecutionSettings?.ExtensionData?.TryGetValue("max_tokens", out tokens);
            return tokens is JsonElement { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : tokens as int? ?? DefaultReplyTokens;
        }
    }

    /// <summary>A configuration of its own for each call: Semantic Kernel may change it.</summary>
    internal PromptTemplateConfig Config()
    {
        var config = PromptTemplateConfig.FromJson(Settings);
        config.Name = Name;
        config.Template = Template;
        return config;
    }
}

/// <summary>Reads Semantic Kernel's prompt folders anew for each use, so that an edited prompt counts from the next question on. Thread-safe.</summary>
public sealed class PromptLibrary(IOptions<ChatModelOptions> options)
{
    private const string TemplateFile = "skprompt.txt";
    private const string SettingsFile = "config.json";
    private volatile Prompt[] _read = [];

    /// <exception cref="ModelException">A file is missing or cannot be used; the message names it.</exception>
    public Prompt Get(string name)
    {
        var folder = Path.Combine(Folder(), name);
        var template = Read(Path.Combine(folder, TemplateFile));
        var settings = Read(Path.Combine(folder, SettingsFile));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{template}\0{settings}")));
        if (Array.Find(_read, prompt => prompt.Hash == hash && prompt.Name == name) is { } known)
            return known;
        var read = new Prompt(name, hash, template, settings);
        try
        {
            _ = read.ReplyTokens;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or FormatException)
        {
            throw new ModelException(ModelFault.PromptUnusable, $"{Path.Combine(folder, SettingsFile)} is no Semantic Kernel prompt configuration: {exception.Message}", exception);
        }
        _read = [.. _read.Where(prompt => prompt.Name != name), read];
        return read;
    }

    /// <summary>Prompt name to hash, for the record of an evaluation run.</summary>
    public IReadOnlyDictionary<string, string> Hashes() =>
        PromptNames.All.ToDictionary(name => name, name => Get(name).Hash, StringComparer.Ordinal);

    private string Folder()
    {
        var path = options.Value.Prompts;
        return Path.IsPathRooted(path) || Directory.Exists(path) ? path : Path.Combine(AppContext.BaseDirectory, path);
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(ModelFault.PromptUnusable, $"The prompt file {file} cannot be read; put it back or set {ChatModelOptions.Section}:Prompts to the folder of the prompts.", exception);
        }
    }
}
