namespace TreatyBot.Output;

/// <summary>What is known of the terminal, if there is one.</summary>
internal static class Terminal
{
    /// <summary>The width to wrap text at; 0 when the writer is not a terminal, and text must not be wrapped.</summary>
    public static int Width(TextWriter writer) => IsTerminal(writer) ? Math.Clamp(Console.WindowWidth, 40, 110) : 0;

    public static bool IsTerminal(TextWriter writer) =>
        (ReferenceEquals(writer, Console.Out) && !Console.IsOutputRedirected)
        || (ReferenceEquals(writer, Console.Error) && !Console.IsErrorRedirected);

    public static bool IsTerminal(TextReader reader) => ReferenceEquals(reader, Console.In) && !Console.IsInputRedirected;

    /// <summary>Whether colour may be used: on a terminal, unless NO_COLOR is set (no-color.org).</summary>
    public static bool HasColour(TextWriter writer) =>
        IsTerminal(writer) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
}
