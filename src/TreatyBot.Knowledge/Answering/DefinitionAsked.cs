using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Answering;

/// <summary>"What does “diversion” mean?" is answered where the word is defined. Pure.</summary>
internal static partial class DefinitionAsked
{
    public static bool IsDefinedBy(string question, string sentence) =>
        Asked().Match(question) is { Success: true } asked
        && Regex.IsMatch(sentence, $@"\b{Regex.Escape(asked.Groups["word"].Value.Trim())}s?[""“”'’]?,?\s+(means?|is defined|are defined|is understood|refers? to|denotes?|shall mean)\b", RegexOptions.IgnoreCase);

    [GeneratedRegex(@"\b(?:define|definition of|meaning of|meant by)\s+(?:the\s+)?(?:(?:word|term)\s+)?[""“'‘]?(?<word>[\p{L}][\p{L} -]{1,40}?)(?:[""”'’]|\s*[(?,.]|\s+(?:in|under|by|as)\b|$)|\bwhat (?:does|do|is|are)\s+(?:the\s+)?(?:(?:word|term)\s+)?[""“'‘]?(?<word>[\p{L}][\p{L} -]{1,40}?)[""”'’]?\s+(?:mean|defined)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Asked();
}
