using System.Text.RegularExpressions;

namespace TreatyBot.Tests.Models;

/// <summary>A model that does as its script says, whatever it is told, and finds the passage of each quote as a real one would.</summary>
internal static partial class ScriptedModel
{
    public static string Reply(ModelRequest request, params (string Text, string Quote)[] claims) => Reply(request, "", claims);

    public static string Reply(ModelRequest request, string shortAnswer, params (string Text, string Quote)[] claims) => Wire.Json(new
    {
        answerable = claims.Length > 0,
        short_answer = shortAnswer,
        claims = claims.Select(claim => new { text = claim.Text, passage = NumberOf(request.Prompt, claim.Quote), quote = claim.Quote }),
    });

    public static int NumberOf(string prompt, string quote)
    {
        var at = prompt.IndexOf(quote, StringComparison.Ordinal);
        // A quote in other typography is taken from the best passage.
        var last = at < 0 ? PassageHead().Matches(prompt).FirstOrDefault() : PassageHead().Matches(prompt[..at]).LastOrDefault();
        return last is null ? 1 : int.Parse(last.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^==[0-9a-f]{12}== passage (\d+) ", RegexOptions.Multiline)]
    private static partial Regex PassageHead();
}
