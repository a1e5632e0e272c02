using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace TreatyBot.Knowledge.Languages;

/// <summary>
/// A sentence of the bot's own with its parts kept apart, so that it can be said in another language: made of an interpolated string,
/// whose English text with <c>{0}</c>, <c>{1}</c> for the parts is the key of its translations.
/// </summary>
[InterpolatedStringHandler]
public sealed class Wording
{
    private readonly StringBuilder _format = new();
    private readonly List<object?> _parts = [];

    /// <param name="literalLength">Of the fixed text; given by the compiler.</param>
    /// <param name="formattedCount">Of the parts; given by the compiler.</param>
    public Wording(int literalLength, int formattedCount)
    {
        _format.EnsureCapacity(literalLength + (formattedCount * 4));
        _parts.EnsureCapacity(formattedCount);
    }

    /// <summary>The key: the English text with the parts as numbers.</summary>
    public string Key => _format.ToString();

    internal IReadOnlyList<object?> Parts => _parts;

    public void AppendLiteral(string text) => _format.Append(text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    public void AppendFormatted<T>(T part)
    {
        _format.Append(CultureInfo.InvariantCulture, $"{{{_parts.Count}}}");
        _parts.Add(part);
    }

    public static Wording Of(string text)
    {
        var wording = new Wording(text.Length, 0);
        wording.AppendLiteral(text);
        return wording;
    }

    public static implicit operator Wording(string text) => Of(text);

    [return: NotNullIfNotNull(nameof(wording))]
    public static implicit operator string?(Wording? wording) => wording?.ToString();

    /// <summary>In English.</summary>
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, Key, [.. _parts]);
}
