namespace TreatyBot.Channels.Sending;

/// <summary>Text from sources and models for fields that know no markup.</summary>
internal static class PlainText
{
    public static string Of(string text) => string.Concat(text.Where(character => !IsUnseen(character)));

    /// <summary>Control characters, and those that change the reading direction of what follows.</summary>
    public static bool IsUnseen(char character) =>
        (char.IsControl(character) && character is not ('\n' or '\t'))
        || character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>The address if it is one of the web; anything else is not to be opened by a click.</summary>
    public static string? WebAddress(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? uri.AbsoluteUri
            : null;
}
