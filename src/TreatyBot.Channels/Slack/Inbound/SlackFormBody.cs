using System.Net;
using System.Text;

namespace TreatyBot.Channels.Slack.Inbound;

/// <summary>A form's fields, each named once.</summary>
internal static class SlackFormBody
{
    private const int MostFields = 100;

    /// <summary>Null when it is no form that has one meaning: a name that comes twice, or too many of them.</summary>
    public static IReadOnlyDictionary<string, string>? Read(ReadOnlySpan<byte> body)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in Encoding.UTF8.GetString(body).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (pair, "") : (pair[..equals], pair[(equals + 1)..]);
            if (!fields.TryAdd(WebUtility.UrlDecode(name), WebUtility.UrlDecode(value)) || fields.Count > MostFields)
                return null;
        }

        return fields;
    }

    public static bool IsForm(string? contentType) => MediaType(contentType) == "application/x-www-form-urlencoded";

    public static bool IsJson(string? contentType) => MediaType(contentType) == "application/json";

    private static string? MediaType(string? contentType) => contentType?.Split(';')[0].Trim().ToLowerInvariant();
}
