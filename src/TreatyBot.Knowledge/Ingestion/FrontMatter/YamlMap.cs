using TreatyBot.Knowledge.Treaties;
using YamlDotNet.RepresentationModel;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>Typed access to a YAML mapping; a value of the wrong kind is an error that names file and line.</summary>
internal sealed class YamlMap(FrontMatterYaml yaml, YamlMappingNode mapping)
{
    public FrontMatterYaml Yaml => yaml;

    public YamlMappingNode Node => mapping;

    /// <summary>The value's node; null when the key is absent or its value empty. Keys are read without regard to case.</summary>
    public YamlNode? Find(string key)
    {
        foreach (var (name, value) in mapping.Children)
        {
            if (name is YamlScalarNode scalar && string.Equals(scalar.Value, key, StringComparison.OrdinalIgnoreCase))
                return value is YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: null or "" or "~" or "null" } ? null : value;
        }
        return null;
    }

    public YamlScalarNode? Scalar(string key) => Find(key) switch
    {
        null => null,
        YamlScalarNode scalar => scalar,
        var other => throw yaml.Error(other, $"{key} must be a single value"),
    };

    public string? Text(string key)
    {
        var value = Scalar(key)?.Value?.Trim();
        return string.IsNullOrEmpty(value) ? null : value;
    }

    public PartialDate? Date(string key)
    {
        if (Text(key) is not { } text)
            return null;
        return PartialDate.TryParseIso(text, out var date)
            ? date
            : throw Error(key, $"{key} \"{text}\" is not a date; write 2023-11-07, 2023-11 or 2023");
    }

    public bool Flag(string key) => Text(key)?.ToLowerInvariant() switch
    {
        null or "false" or "no" => false,
        "true" or "yes" => true,
        var other => throw Error(key, $"{key} \"{other}\" must be true or false"),
    };

    /// <summary>The elements of a list; a single value counts as a list of one.</summary>
    public IReadOnlyList<YamlNode> Items(string key) => Find(key) switch
    {
        null => [],
        YamlSequenceNode sequence => [.. sequence.Children],
        var single => [single],
    };

    public List<string> Texts(string key)
    {
        var texts = new List<string>();
        foreach (var item in Items(key))
        {
            if (item is not YamlScalarNode scalar)
                throw yaml.Error(item, $"{key} must be a list of plain values");
            if (!string.IsNullOrWhiteSpace(scalar.Value))
                texts.Add(scalar.Value.Trim());
        }
        return texts;
    }

    public DocumentReadException Error(string key, string message) => yaml.Error(Find(key) ?? mapping, message);
}
