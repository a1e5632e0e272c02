using System.Globalization;
using System.Text;

namespace TreatyBot.Knowledge.Ingestion;

internal enum NumberStyle
{
    Decimal,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
}

/// <summary>Writes the numbers that a word processor or browser would show before list items.</summary>
internal static class ListNumbers
{
    private static readonly (int Value, string Digits)[] Roman =
        [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];

    public static string Format(int number, NumberStyle style) => style switch
    {
        _ when number is < 1 or > 3999 => number.ToString(CultureInfo.InvariantCulture),
        NumberStyle.LowerLetter => Letters(number).ToLowerInvariant(),
        NumberStyle.UpperLetter => Letters(number),
        NumberStyle.LowerRoman => Numerals(number).ToLowerInvariant(),
        NumberStyle.UpperRoman => Numerals(number),
        _ => number.ToString(CultureInfo.InvariantCulture),
    };

    private static string Letters(int number)
    {
        var letters = "";
        for (; number > 0; number = (number - 1) / 26)
            letters = (char)('A' + (number - 1) % 26) + letters;
        return letters;
    }

    private static string Numerals(int number)
    {
        var numerals = new StringBuilder();
        foreach (var (value, digits) in Roman)
        {
            for (; number >= value; number -= value)
                numerals.Append(digits);
        }
        return numerals.ToString();
    }
}
