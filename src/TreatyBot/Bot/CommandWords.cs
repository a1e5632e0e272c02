using System.Globalization;
using TreatyBot.Knowledge.Languages;

namespace TreatyBot.Bot;

/// <summary>The one-word commands as users of other languages say them.</summary>
internal static class CommandWords
{
    // English | German | French | Spanish | Russian; several words side by side.
    private static readonly string[][] Commands =
    [
        ["help", "hilfe", "aide", "ayuda", "помощь справка"],
        ["sources", "quellen", "", "fuentes", "источники"],
        ["documents", "dokumente", "", "documentos", "документы"],
        ["forget", "vergessen vergiss", "oublier oublie", "olvidar olvida", "забудь"],
    ];

    private static readonly string[] Codes = ["en", "de", "fr", "es", "ru"];

    private static readonly Dictionary<string, (string Command, CultureInfo Language)> Words = Commands
        .SelectMany(command => Enumerable.Range(1, 4).SelectMany(i => command[i].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => (word, (command[0], CultureInfo.GetCultureInfo(Codes[i]))))))
        .ToDictionary(entry => entry.word, entry => entry.Item2, StringComparer.OrdinalIgnoreCase);

    /// <summary>The English command, or what was said, in lower case.</summary>
    public static string English(string said) => Words.TryGetValue(said, out var known) ? known.Command : said.ToLowerInvariant();

    /// <summary>The language of a command, or of what else was said.</summary>
    public static CultureInfo LanguageOf(string text) =>
        Words.TryGetValue(BotCommands.Words(text), out var known) ? known.Language : LanguageDetector.Detect(text);
}
