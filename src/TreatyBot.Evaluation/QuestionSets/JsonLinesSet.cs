using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TreatyBot.Evaluation.QuestionSets;

/// <summary>One JSON object a line. Empty lines are passed over; a misspelt field is a bad line, for it would change what is measured.</summary>
internal static class JsonLinesSet
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static void Read(byte[] bytes, QaSetContent content)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
                ReadLine(line, number, content);
        }
    }

    private static void ReadLine(string line, int number, QaSetContent content)
    {
        try
        {
            var read = JsonSerializer.Deserialize<QaLine>(line, Options)
                ?? throw new JsonException("The line is null.");
            if (!string.IsNullOrWhiteSpace(read.Review))
                content.Reject(number, "still to be reviewed. Check the expected answer, then remove \"review\" from the line.");
            else
                content.Add(read.ToQuestion(), number);
        }
        catch (JsonException e)
        {
            content.Reject(number, $"is not a question in JSON: {FirstSentence(e.Message)} Write one object a line with id, question, answers, sources and answerable.");
        }
        catch (FormatException e)
        {
            content.Reject(number, e.Message);
        }
    }

    // "… could not be mapped to any .NET member contained in type …" says nothing to the author of a set.
    private static string FirstSentence(string message)
    {
        var type = message.IndexOf(" to any .NET member", StringComparison.Ordinal);
        if (type > 0)
            return message[..type].Replace("The JSON property", "the field", StringComparison.Ordinal).Replace(" could not be mapped", " is unknown.", StringComparison.Ordinal);
        var path = message.IndexOf(" Path:", StringComparison.Ordinal);
        return path > 0 ? message[..path] : message;
    }
}
