using System.Globalization;
using System.Resources;

namespace TreatyBot.Knowledge.Languages;

/// <summary>The sentences of answers and abstentions in other languages, by their English text.</summary>
internal static class Texts
{
    private static readonly ResourceManager Resources = new("TreatyBot.Knowledge.Languages.Texts", typeof(Texts).Assembly);

    /// <summary>Null when there is no translation.</summary>
    public static string? Find(string english, CultureInfo language) => Resources.GetResourceSet(language, createIfNotExists: true, tryParents: false)?.GetString(english);
}
