using System.Text;
using System.Text.Json;

namespace TreatyBot.Evaluation.QuestionSets;

/// <summary>One JSON object a line. Empty lines and fields of the author's own are passed over; a misspelt field is a bad line, for it would change what is measured.</summary>
internal static class JsonLinesSet
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
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
            if (read.Others?.Keys.Select(key => (key, meant: QuestionFields.Nearest(key))).FirstOrDefault(pair => pair.meant is not null) is (not null, _) misspelt)
                content.Reject(number, $"the field '{misspelt.key}' is unknown; is '{misspelt.meant}' meant?");
            else if (!string.IsNullOrWhiteSpace(read.Review))
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

    private static string FirstSentence(string message)
    {
        var path = message.IndexOf(" Path:", StringComparison.Ordinal);
        return path > 0 ? message[..path] : message;
    }
}
