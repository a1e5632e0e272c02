namespace TreatyBot.Bot;

/// <summary>The one-word commands as users of other languages say them.</summary>
internal static class CommandWords
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Hilfe"] = "help", ["aide"] = "help", ["ayuda"] = "help", ["помощь"] = "help", ["справка"] = "help",
        ["Quellen"] = "sources", ["fuentes"] = "sources", ["источники"] = "sources",
        ["Dokumente"] = "documents", ["documentos"] = "documents", ["документы"] = "documents",
        ["vergessen"] = "forget", ["vergiss"] = "forget", ["oublier"] = "forget", ["oublie"] = "forget", ["olvidar"] = "forget", ["olvida"] = "forget", ["забудь"] = "forget",
    };

    /// <summary>The English command, or what was said, in lower case.</summary>
    public static string English(string said) => Words.GetValueOrDefault(said, said.ToLowerInvariant());
}
