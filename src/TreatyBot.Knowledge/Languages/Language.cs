using System.Globalization;

namespace TreatyBot.Knowledge.Languages;

/// <summary>The languages that the bot speaks and reads. What it says is in that of <see cref="CultureInfo.CurrentUICulture"/>.</summary>
public static class Language
{
    /// <summary>The code that means: as the question is asked.</summary>
    public const string Auto = "auto";

    public static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en");

    public static IReadOnlyList<CultureInfo> Supported { get; } = [English, .. new[] { "fr", "de", "es", "ru" }.Select(CultureInfo.GetCultureInfo)];

    /// <summary>The supported language of a culture, English when there is none.</summary>
    public static CultureInfo Of(CultureInfo culture) =>
        Supported.FirstOrDefault(language => language.Name == culture.TwoLetterISOLanguageName) ?? English;

    public static CultureInfo Current => Of(CultureInfo.CurrentUICulture);

    public static bool IsEnglish => Current.Name == English.Name;

    /// <summary>The language of a code such as <c>de</c>; null for <c>auto</c> and unknown ones.</summary>
    public static CultureInfo? Find(string? code) => Supported.FirstOrDefault(language => language.Name.Equals(code, StringComparison.OrdinalIgnoreCase));

    /// <summary>A date as the current language writes it.</summary>
    public static string Write(Treaties.PartialDate date) => IsEnglish ? date.ToString() : DateWords.Bare(date, Current);

    /// <summary>Speaks the language until disposed, in this flow of execution.</summary>
    public static IDisposable Speak(CultureInfo language)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = language;
        return new Speaking(before);
    }

    private sealed class Speaking(CultureInfo before) : IDisposable
    {
        public void Dispose() => CultureInfo.CurrentUICulture = before;
    }
}
