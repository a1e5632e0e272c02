using System.Globalization;
using TreatyBot.Configuration;

namespace TreatyBot.Commands;

/// <summary>Reads <c>--as-of</c>.</summary>
internal static class DayOption
{
    /// <returns>Null when the option was not given.</returns>
    /// <exception cref="UsageException">It is no day.</exception>
    public static DateOnly? Parse(string? text)
    {
        if (text is null)
            return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new UsageException($"--as-of {text}: give a day as YYYY-MM-DD, such as 2019-06-01.");
    }
}
