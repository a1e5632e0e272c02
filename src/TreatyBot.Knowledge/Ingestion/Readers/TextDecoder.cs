using System.Text;

namespace TreatyBot.Knowledge.Ingestion;

/// <summary>Turns the bytes of a text file into text: by byte order mark, else UTF-8, else Windows-1252 with a warning.</summary>
internal static class TextDecoder
{
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    /// <param name="path">Names the file in errors.</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="declaredEncoding">What the file says about itself, used when it is not UTF-8.</param>
    /// <exception cref="DocumentReadException">The bytes are not text, or there are none.</exception>
    public static (string Text, string? Warning) Decode(string path, byte[] bytes, string? declaredEncoding = null)
    {
        var (text, warning) = DecodeAny(path, bytes, declaredEncoding);
        if (text.Contains('\0', StringComparison.Ordinal) || IsMostlyControl(text))
            throw Binary(path);
        if (string.IsNullOrWhiteSpace(text))
            throw new DocumentReadException(path, "the file is empty; put text into it or take it out of the corpus");
        return (text, warning);
    }

    private static (string Text, string? Warning) DecodeAny(string path, byte[] bytes, string? declaredEncoding)
    {
        Encoding? marked = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => new UTF8Encoding(true),
            [0xFF, 0xFE, 0, 0, ..] => new UTF32Encoding(bigEndian: false, byteOrderMark: true),
            [0, 0, 0xFE, 0xFF, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => null,
        };
        if (marked is not null)
        {
            var text = marked.GetString(bytes.AsSpan(marked.Preamble.Length));
            var broken = text.Contains('\uFFFD', StringComparison.Ordinal);
            return (text, broken ? $"some bytes are not valid {marked.WebName} and were replaced; save the file as UTF-8" : null);
        }
        if (bytes.AsSpan().Contains((byte)0))
            throw Binary(path);
        try
        {
            return (StrictUtf8.GetString(bytes), null);
        }
        catch (DecoderFallbackException)
        {
            var encoding = Find(declaredEncoding) ?? Find("windows-1252")!;
            return (encoding.GetString(bytes), declaredEncoding is null || encoding.WebName == "windows-1252"
                ? "the file is not valid UTF-8 and was read as Windows-1252; if letters look wrong, save it as UTF-8"
                : null);
        }
    }

    private static Encoding? Find(string? name)
    {
        try
        {
            return name is null ? null : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsMostlyControl(string text)
    {
        var control = text.Count(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t' or '\f'));
        return control * 20 > text.Length;
    }

    private static DocumentReadException Binary(string path) =>
        new(path, "the file is binary or text without a byte order mark in UTF-16; save it as UTF-8 text or give it the extension of its real format");
}
