using System.Globalization;
using System.Resources;

namespace TreatyBot.Channels.Turns;

/// <summary>The bot's own words in the language of <see cref="CultureInfo.CurrentUICulture"/>; the English text is the key.</summary>
public static class Texts
{
    private static readonly ResourceManager Resources = new("TreatyBot.Channels.Turns.Texts", typeof(Texts).Assembly);

    /// <summary>A fixed text; the English one where there is no translation.</summary>
    public static string Of(string english) => In(CultureInfo.CurrentUICulture, english);

    /// <summary>A text with parts, given as an interpolated string.</summary>
    public static string Format(FormattableString english) => FormatIn(CultureInfo.CurrentUICulture, english);

    /// <param name="language">English when null.</param>
    /// <param name="english">The text.</param>
    public static string In(CultureInfo? language, string english) =>
        (language is null ? null : Resources.GetResourceSet(language, createIfNotExists: true, tryParents: true)?.GetString(english)) ?? english;

    /// <param name="language">English when null.</param>
    /// <param name="english">The text with its parts.</param>
    public static string FormatIn(CultureInfo? language, FormattableString english)
    {
        ArgumentNullException.ThrowIfNull(english);
        return string.Format(CultureInfo.InvariantCulture, In(language, english.Format), english.GetArguments());
    }
}
