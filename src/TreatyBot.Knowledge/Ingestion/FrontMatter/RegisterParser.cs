using System.Globalization;
using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Languages;
using TreatyBot.Knowledge.Treaties;
using YamlDotNet.RepresentationModel;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>Reads the part of front matter by which a register sheet introduces its treaty.</summary>
internal static partial class RegisterParser
{
    /// <summary>Null when the front matter declares no treaty.</summary>
    /// <param name="root">The front matter.</param>
    /// <param name="sources">Its sources; an address that an event names and they lack is added.</param>
    public static RegisterEntry? Parse(YamlMap root, List<SourceReference> sources)
    {
        // Any document may carry an id of its own; names or events, or the tier, make it a sheet.
        var isSheet = root.Find("names") is not null || root.Find("events") is not null
            || string.Equals(root.Text("tier"), "register", StringComparison.OrdinalIgnoreCase);
        if (!isSheet)
            return null;
        if (root.Text("id") is not { } id)
        {
            var orphan = root.Find("events") ?? root.Find("names");
            return orphan is null ? null : throw root.Yaml.Error(orphan, "names and events belong to a register sheet, which needs an id such as cfe");
        }
        if (!IsId(id))
            throw root.Error("id", $"id \"{id}\" must be lower-case letters, digits and hyphens, such as new-start");
        var names = Names(root);
        if (names.Count == 0)
            throw root.Error("id", $"the register sheet {id} needs names: the full name first, then short name, abbreviation and aliases");
        return new RegisterEntry { Id = id, Names = names, LocalNames = LocalNames(root), Events = [.. root.Items("events").Select(node => Event(root.Yaml, node, sources))] };
    }

    public static bool IsId(string value) => Id().IsMatch(value);

    private static List<string> Names(YamlMap root)
    {
        if (root.Find("names") is not YamlMappingNode mapping)
            return root.Texts("names");
        var map = new YamlMap(root.Yaml, mapping);
        var full = map.Text("full") ?? throw root.Yaml.Error(mapping, "names needs full, the official name of the treaty");
        var shortName = map.Text("short") ?? map.Text("abbreviation") ?? full;
        return [full, shortName, map.Text("abbreviation") ?? shortName, .. map.Texts("aliases")];
    }

    private static Dictionary<string, IReadOnlyList<string>> LocalNames(YamlMap root)
    {
        var names = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (root.Find("localNames") is not { } node)
            return names;
        if (node is not YamlMappingNode mapping)
            throw root.Error("localNames", "localNames lists names by language, such as de: [KSE-Vertrag]");
        var map = new YamlMap(root.Yaml, mapping);
        foreach (var key in mapping.Children.Keys.OfType<YamlScalarNode>())
        {
            if (Language.Find(key.Value) is null)
                throw root.Yaml.Error(key, $"localNames has names in de, es, fr and ru, and \"{key.Value}\" is none of these");
            names[key.Value!.ToLowerInvariant()] = map.Texts(key.Value!);
        }
        return names;
    }

    private static DeclaredEvent Event(FrontMatterYaml yaml, YamlNode node, List<SourceReference> sources)
    {
        if (node is not YamlMappingNode mapping)
            throw yaml.Error(node, "an event needs date, act and note");
        var map = new YamlMap(yaml, mapping);
        var note = map.Scalar("note");
        if (string.IsNullOrWhiteSpace(note?.Value))
            throw yaml.Error(node, "the event has no note; write the sentence that states it");
        var start = Locate(yaml, note);
        return new DeclaredEvent
        {
            Date = Date(map),
            Act = Act(map),
            Parties = map.Texts("parties"),
            Note = note.Value,
            Sources = [.. map.Items("source").Select(source => Source(yaml, source, sources))],
            IsDisputed = map.Flag("disputed"),
            Start = start,
            Length = start < 0 ? 0 : note.Value.Length,
        };
    }

    // An escaped or folded note is looked for in the body, which may state it in the same words.
    private static int Locate(FrontMatterYaml yaml, YamlScalarNode note)
    {
        var start = yaml.Locate(note);
        return start >= 0 ? start : yaml.Text.IndexOf(note.Value!, yaml.End, StringComparison.Ordinal);
    }

    private static PartialDate Date(YamlMap map)
    {
        var date = map.Date("date") ?? throw map.Yaml.Error(map.Node, "the event has no date; write 2023-11-07, 2023-11 or 2023");
        if (map.Text("precision") is not { } name)
            return date;
        if (!Enum.TryParse<DatePrecision>(name, ignoreCase: true, out var precision) || char.IsAsciiDigit(name[0]))
            throw map.Error("precision", $"precision \"{name}\" must be day, month or year");
        if (precision > date.Precision)
            throw map.Error("precision", $"precision {name} is finer than the date {date.ToIso()}; complete the date or coarsen the precision");
        return precision switch
        {
            DatePrecision.Year => new PartialDate(date.Year),
            DatePrecision.Month => new PartialDate(date.Year, date.Month),
            _ => date,
        };
    }

    private static TreatyAct Act(YamlMap map)
    {
        var name = map.Text("act") ?? throw map.Yaml.Error(map.Node, $"the event has no act; use one of {ActNames.Accepted}");
        return ActNames.TryParse(name, out var act)
            ? act
            : throw map.Error("act", $"act \"{name}\" is unknown; use one of {ActNames.Accepted}");
    }

    private static int Source(FrontMatterYaml yaml, YamlNode node, List<SourceReference> sources)
    {
        if (node is not YamlScalarNode { Value: { Length: > 0 } value })
            throw yaml.Error(node, "source must be a number into sources, a list of them, or a web address");
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            return position >= 1 && position <= sources.Count
                ? position
                : throw yaml.Error(node, $"source {value} does not exist; sources are numbered 1 to {sources.Count}");
        }
        if (!FrontMatterParser.IsWebAddress(value))
            throw yaml.Error(node, $"source \"{value}\" must be a number into sources or a web address");
        var known = sources.FindIndex(source => source.Url == value);
        if (known >= 0)
            return known + 1;
        sources.Add(new(value, null, value));
        return sources.Count;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
