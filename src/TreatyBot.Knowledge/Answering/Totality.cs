using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Who asks about all of a treaty is not answered by what was done to some of it. Pure.</summary>
internal static partial class Totality
{
    public static bool Differs(string question, string sentence) => Whole().IsMatch(question) && Part().IsMatch(sentence) && !Whole().IsMatch(sentence);

    [GeneratedRegex(@"\b(all (of )?(its|their|the|his|her)|every|entire(ly)?|whole|fully|full|complete(ly)?|altogether|outright|for good)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Whole();

    [GeneratedRegex(@"\b(some|certain|part(s|ly|ial|ially)?( of)?|several|in part|partial(ly)?|limited)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Part();
}
