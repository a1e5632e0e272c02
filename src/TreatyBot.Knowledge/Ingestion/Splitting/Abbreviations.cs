using System.Collections.Frozen;
using System.Globalization;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>Tells a full stop that ends a sentence from one that belongs to an abbreviation, an initial, an ordinal or a list number.</summary>
internal static class Abbreviations
{
    /// <summary>What follows decides nothing: a name or the rest of the phrase comes next.</summary>
    private static readonly FrozenSet<string> NeverEnd = Set(
        "mr mrs ms mx dr prof gen col lt sgt capt cmdr cdr adm maj brig sen rep gov pres amb hon rev messrs mme mlle st "
        + "e.g i.e viz cf vs v ca approx resp incl z.b u.a d.h bzw p.ex "
        + "г гг ст п пп т.е им см стр ул акад ген проф тыс млн млрд рис");

    /// <summary>A number, a Roman numeral or a bracket comes next; otherwise the sentence is over.</summary>
    private static readonly FrozenSet<string> BeforeNumber = Set(
        "no nos nr c art arts sec sect secs para paras par ch chap vol vols pp p fig figs ed eds app res doc docs pt ser abs "
        + "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun");

    /// <summary>May stand at the end of a sentence; only a word that commonly opens one tells.</summary>
    private static readonly FrozenSet<string> MayEnd = Set(
        "inc ltd corp co bros jr sr dept univ assn est al etc ibid op cit a.m p.m ph.d т.д т.п др пр");

    private static readonly FrozenSet<string> Starters = Set(
        "the a an in on at by to from for of with without under over after before during since until while when where who whose what "
        + "which why how if as it its he she they we you i his her their our this that these those there here but and or nor yet so "
        + "however moreover although though because both each all any every no not none some many most several such thus therefore "
        + "according despite between among also then now today yesterday later earlier meanwhile nevertheless instead once only "
        + "in в на и но а он она они это эти этот эта после однако по");

    private static readonly FrozenSet<string> Months = Set(
        "january february march april may june july august september october november december "
        + "januar februar märz mai juni juli oktober dezember");

    private static readonly FrozenSet<string> Labels = Set(
        "annex appendix category class type part section schedule plan group list table figure vitamin point option article chapter");

    /// <param name="text">The text.</param>
    /// <param name="from">Where the sentence began.</param>
    /// <param name="stop">The full stop.</param>
    /// <param name="next">The first letter or digit after it, past white space and opening marks.</param>
    /// <param name="end">End of the stretch.</param>
    public static bool EndsSentence(string text, int from, int stop, int next, int end)
    {
        var start = stop;
        while (start > from && (char.IsLetterOrDigit(text[start - 1]) || IsInnerStop(text, start - 1, from)))
            start--;
        var token = text[start..stop];
        if (IsListNumber(text, from, start, token))
            return false;
        if (token.Length == 0)
            return true;
        var following = WordAt(text, next, end);
        var key = token.ToLowerInvariant();
        if (NeverEnd.Contains(key))
            return false;
        var isInitial = token.Length == 1 && char.IsUpper(token[0]) && char.IsUpper(text[next]);
        if (BeforeNumber.Contains(key) && !isInitial)
            return !(char.IsDigit(text[next]) || text[next] == '§' || IsRoman(following) || !char.IsLetter(text[next]));
        if (MayEnd.Contains(key) || IsAcronym(token))
            return Starters.Contains(following.ToLowerInvariant()) || char.GetUnicodeCategory(text[next]) is UnicodeCategory.OtherLetter;
        if (isInitial)
            return (following.Length > 1 && Starters.Contains(following.ToLowerInvariant())) || Labels.Contains(WordBefore(text, from, start).ToLowerInvariant());
        if (token.Length <= 2 && token.All(char.IsAsciiDigit))
            return !Months.Contains(following.ToLowerInvariant());
        return true;
    }

    private static bool IsInnerStop(string text, int position, int from) =>
        text[position] == '.' && position > from && char.IsLetter(text[position - 1]);

    // "2. Each State", "IV. The Parties" and "a. The": the sentence so far is nothing but its own number.
    private static bool IsListNumber(string text, int from, int start, string token)
    {
        for (var i = from; i < start; i++)
        {
            if (!char.IsWhiteSpace(text[i]) && text[i] is not ('(' or '[' or '#' or '>' or '*' or '-' or '•' or '"' or '“'))
                return false;
        }
        return token.Length == 0 || (token.Length <= 3 && token.All(char.IsAsciiDigit)) || token.Length == 1 || IsRoman(token);
    }

    private static bool IsAcronym(string token) =>
        token.Contains('.', StringComparison.Ordinal) && token.Split('.').All(part => part.Length is 1 or 2);

    private static bool IsRoman(string word) => word.Length > 0 && word.All(c => c is 'I' or 'V' or 'X' or 'L' or 'C');

    private static string WordAt(string text, int start, int end)
    {
        var stop = start;
        while (stop < end && char.IsLetterOrDigit(text[stop]))
            stop++;
        return text[start..stop];
    }

    private static string WordBefore(string text, int from, int end)
    {
        while (end > from && char.IsWhiteSpace(text[end - 1]))
            end--;
        var start = end;
        while (start > from && char.IsLetter(text[start - 1]))
            start--;
        return text[start..end];
    }

    private static FrozenSet<string> Set(string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
