using CsvHelper;

namespace TreatyBot.Evaluation.QuestionSets;

/// <summary>
/// A table whose header names the fields of the JSON Lines form. Only <c>question</c> is needed; fields of several values part them
/// with <c>|</c>; without an <c>id</c> the row's line is the id; without <c>answerable</c> a row with answers or quotes is answerable.
/// </summary>
internal static class CsvSet
{
    private static readonly string[] Fields =
        ["id", "question", "answers", "sources", "quotes", "answerable", "reason", "asof", "history", "tags", "note"];

    public static void Read(byte[] bytes, char separator, QaSetContent content)
    {
        var malformed = false;
        using var csv = CsvReader.Create(bytes, new CsvReaderOptions
        {
            Separator = separator,
            TrackLineNumbers = true,
            TrimWhitespace = true,
            OnMalformedRecord = _ => malformed = true,
        });
        csv.ReadHeader();
        List<string> names = [.. csv.Headers.Select(name => name.Trim().ToLowerInvariant())];
        if (names.FirstOrDefault(name => !Fields.Contains(name)) is { } unknown)
        {
            content.Reject(1, $"the header names an unknown column \"{unknown}\". Known are {string.Join(", ", Fields)}.");
            return;
        }
        if (!names.Contains("question"))
        {
            content.Reject(1, "the header names no column \"question\".");
            return;
        }
        while (csv.Read())
        {
            if (malformed)
                content.Reject((int)csv.LineNumber, "has a stray or unclosed quote. Enclose the field in quotes and double those inside.");
            else
                ReadRow(csv, names, content);
            malformed = false;
        }
    }

    private static void ReadRow(CsvReader csv, List<string> names, QaSetContent content)
    {
        var line = (int)csv.LineNumber;
        if (csv.FieldCount != names.Count)
        {
            content.Reject(line, $"has {csv.FieldCount} fields where the header has {names.Count}. Quote fields that hold the separator.");
            return;
        }
        try
        {
            var id = Text("id");
            var answers = List("answers");
            var quotes = List("quotes");
            content.Add(new QaLine
            {
                Id = id.Length > 0 ? id : $"line-{line}",
                Question = Text("question"),
                Answers = answers,
                Sources = List("sources"),
                Quotes = quotes,
                Answerable = ParseAnswerable(Text("answerable"), answers.Length + quotes.Length > 0),
                Reason = Text("reason"),
                AsOf = Text("asof"),
                History = List("history"),
                Tags = List("tags"),
            }.ToQuestion(), line);
        }
        catch (FormatException e)
        {
            content.Reject(line, e.Message);
        }

        string Text(string name) => names.IndexOf(name) is var at && at >= 0 ? csv.GetString(at).Trim() : "";

        string[] List(string name) => Text(name).Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static bool ParseAnswerable(string text, bool whenEmpty) => text.ToLowerInvariant() switch
    {
        "" => whenEmpty,
        "true" or "yes" or "1" => true,
        "false" or "no" or "0" => false,
        _ => throw new FormatException($"\"answerable\" is \"{text}\". Write true or false."),
    };
}
