using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>Reads the YAML front matter of a Markdown or text file. Unknown keys are ignored; wrong values are errors that name the line.</summary>
internal static partial class FrontMatterParser
{
    /// <summary>Null when the text has no front matter.</summary>
    /// <exception cref="DocumentReadException">The front matter is broken.</exception>
    public static FrontMatter? Parse(string path, string text)
    {
        if (FrontMatterYaml.Find(path, text) is not { } yaml)
            return null;
        var root = new YamlMap(yaml, yaml.Root);
        var sources = Sources(root);
        var register = RegisterParser.Parse(root, sources);
        return new FrontMatter(yaml.End)
        {
            Title = root.Text("title"),
            Publisher = root.Text("publisher"),
            Author = root.Text("author"),
            Published = root.Date("published"),
            PublishedNote = root.Text("publishedNote"),
            Url = Url(root),
            Language = Language(root),
            Tier = Tier(root),
            Treaties = Treaties(root),
            Sources = sources,
            Register = register,
        };
    }

    private static string? Url(YamlMap root)
    {
        if (root.Text("url") is not { } url)
            return null;
        return IsWebAddress(url) ? url : throw root.Error("url", $"url \"{url}\" is not a web address; it must begin with https:// or http://");
    }

    private static string? Language(YamlMap root)
    {
        if (root.Text("language") is not { } language)
            return null;
        return IsLanguage(language)
            ? language
            : throw root.Error("language", $"language \"{language}\" is not a language tag; write en, ru or pt-BR");
    }

    private static SourceTier? Tier(YamlMap root)
    {
        if (root.Text("tier") is not { } name)
            return null;
        return Enum.TryParse<SourceTier>(name, ignoreCase: true, out var tier) && !char.IsAsciiDigit(name[0])
            ? tier
            : throw root.Error("tier", $"tier \"{name}\" is unknown; use one of treaty, protocol, depositary, government, analysis, press, register");
    }

    private static List<string> Treaties(YamlMap root)
    {
        var treaties = root.Texts("treaties");
        foreach (var treaty in treaties)
        {
            if (!RegisterParser.IsId(treaty))
                throw root.Error("treaties", $"treaties holds \"{treaty}\", which is not a register id; use lower-case letters, digits and hyphens, such as cfe");
        }
        return treaties;
    }

    private static List<SourceReference> Sources(YamlMap root)
    {
        var sources = new List<SourceReference>();
        foreach (var node in root.Items("sources"))
        {
            if (node is YamlMappingNode mapping)
            {
                var map = new YamlMap(root.Yaml, mapping);
                var title = map.Text("title") ?? map.Text("url")
                    ?? throw root.Yaml.Error(node, "a source needs a title or a url");
                sources.Add(new(title, map.Text("publisher"), map.Text("url")));
            }
            else if (node is YamlScalarNode { Value: { Length: > 0 } value })
            {
                sources.Add(new(value, null, IsWebAddress(value) ? value : null));
            }
            else
            {
                throw root.Yaml.Error(node, "sources must be a list of title, publisher and url");
            }
        }
        return sources;
    }

    internal static bool IsWebAddress(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    internal static bool IsLanguage(string value) => LanguageTag().IsMatch(value);

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();
}
