using Microsoft.Extensions.Options;

namespace TreatyBot.Configuration;

/// <summary>Words configuration errors so that they name the setting.</summary>
internal static class SettingsErrors
{
    public static string Describe(Exception exception) => exception switch
    {
        AggregateException several => string.Join(" ", several.InnerExceptions.Select(Describe)),
        OptionsValidationException invalid => string.Join(" ", invalid.Failures),
        InvalidOperationException { InnerException: { } inner } outer => $"{outer.Message} {inner.Message}",
        _ => exception.Message,
    };
}
