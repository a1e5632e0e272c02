using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace TreatyBot.Channels.Protocol;

/// <summary>Reads an activity from bytes of unknown origin.</summary>
public static class ActivityReader
{
    /// <summary>
    /// Refuses what is not well-formed UTF-8 JSON with a non-empty <c>type</c>. The problem names the place, never the content.
    /// </summary>
    public static bool TryRead(
        ReadOnlySpan<byte> utf8,
        [NotNullWhen(true)] out Activity? activity,
        [NotNullWhen(false)] out string? problem)
    {
        activity = null;
        utf8 = utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;
        if (!Utf8.IsValid(utf8))
        {
            problem = "The body is not valid UTF-8.";
            return false;
        }

        try
        {
            EnsureStringsDecode(utf8);
            activity = JsonSerializer.Deserialize(utf8, ProtocolJson.Context.Activity);
        }
        catch (JsonException exception)
        {
            problem = $"The body is not a readable activity with a type (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}).";
            return false;
        }

        if (string.IsNullOrWhiteSpace(activity?.Type))
        {
            activity = null;
            problem = "The activity has no type.";
            return false;
        }

        problem = null;
        return true;
    }

    // Extension data is decoded lazily; an unpaired surrogate escape must fail here and not in a handler.
    private static void EnsureStringsDecode(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = ProtocolJson.Options.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped)
                continue;
            try
            {
                _ = reader.GetString();
            }
            catch (InvalidOperationException exception)
            {
                throw new JsonException("A string has an unpaired surrogate.", null, null, reader.TokenStartIndex, exception);
            }
        }
    }
}
