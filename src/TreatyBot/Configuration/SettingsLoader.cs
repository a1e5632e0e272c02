using System.Text.Json;

namespace TreatyBot.Configuration;

/// <summary>
/// Reads the settings: <c>appsettings.json</c> beside the program, then <c>appsettings.json</c> of the working directory, then
/// <c>--config FILE</c>, then environment variables that begin with <c>TREATYBOT_</c>, then <c>--SECTION:KEY value</c>.
/// </summary>
internal static class SettingsLoader
{
    public const string EnvironmentPrefix = "TREATYBOT_";
    private const string FileName = "appsettings.json";

    private static readonly string[] Sections =
        ["Corpus", "Store", "Models", "Retrieval", "Answering", "Channels", "Conversations", "Health", "Telemetry", "Logging"];

    /// <summary>Takes <c>--config</c> and <c>--SECTION:KEY value</c> out of the arguments; what is left belongs to the verb.</summary>
    public static (IConfigurationRoot Settings, string[] VerbArguments) Load(IReadOnlyList<string> args)
    {
        var rest = new List<string>();
        var overrides = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        string? file = null;
        for (var index = 0; index < args.Count; index++)
        {
            var (name, inline) = SplitOption(args[index]);
            if (name == "--config")
                file = inline ?? Value(args, ref index, name);
            else if (name.StartsWith("--", StringComparison.Ordinal) && name.Contains(':'))
                overrides[KnownKey(name[2..])] = inline ?? Value(args, ref index, name);
            else
                rest.Add(args[index]);
        }
        return (Build(file, overrides), [.. rest]);
    }

    private static IConfigurationRoot Build(string? file, Dictionary<string, string?> overrides)
    {
        if (file is not null && !File.Exists(file))
            throw new UsageException($"--config {file}: there is no such file.");
        try
        {
            var builder = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, FileName), optional: true);
            if (Path.GetFullPath(FileName) is var local && File.Exists(local))
                builder.AddJsonFile(local, optional: true);
            if (file is not null)
                builder.AddJsonFile(Path.GetFullPath(file), optional: false);
            return builder.AddEnvironmentVariables(EnvironmentPrefix).AddInMemoryCollection(overrides).Build();
        }
        catch (InvalidDataException exception)
        {
            // The parser wraps it: the innermost exception knows the line.
            var place = exception.GetBaseException() is JsonException json ? $" ({json.Message})" : "";
            throw new UsageException($"The configuration cannot be read: {exception.Message}{place}", exception);
        }
    }

    private static (string Name, string? Value) SplitOption(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return argument.StartsWith("--", StringComparison.Ordinal) && equals > 0
            ? (argument[..equals], argument[(equals + 1)..])
            : (argument, null);
    }

    private static string Value(IReadOnlyList<string> args, ref int index, string name) =>
        ++index < args.Count ? args[index] : throw new UsageException($"{name} needs a value after it.");

    private static string KnownKey(string key)
    {
        var section = key.Split(':')[0];
        if (!Sections.Contains(section, StringComparer.OrdinalIgnoreCase))
            throw new UsageException($"--{key}: there is no section “{section}”. The sections are {string.Join(", ", Sections)}.");
        return section.Equals("Logging", StringComparison.OrdinalIgnoreCase) || UnknownSettings.IsKnown(key)
            ? key
            : throw new UsageException($"--{UnknownSettings.Describe(key)}");
    }
}
