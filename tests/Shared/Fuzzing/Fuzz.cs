using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace TreatyBot.Shared.Fuzzing;

/// <summary>
/// Runs a check over seeded cases: the same ones every time, unless <c>TREATYBOT_FUZZ_TIMES</c> asks for that many times as many (the
/// first are the same ones then too). A case that fails is shown with its number, which makes it again, and its input.
/// </summary>
internal static class Fuzz
{
    /// <summary>Far above what any case needs, that a busy machine does not fail a test; quadratic time on these inputs stays below no such bound.</summary>
    private static readonly TimeSpan LongestCase = TimeSpan.FromSeconds(10);

    private const int LongestShown = 4000;

    public static int Times { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("TREATYBOT_FUZZ_TIMES"), NumberStyles.None, CultureInfo.InvariantCulture, out var times) && times > 0 ? times : 1;

    public static void Run<TCase>(int cases, Func<Random, TCase> make, Action<TCase> check) =>
        RunAsync(cases, make, value =>
        {
            check(value);
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();

    public static async Task RunAsync<TCase>(int cases, Func<Random, TCase> make, Func<TCase, Task> check)
    {
        for (long number = 0; number < (long)cases * Times; number++)
        {
            if (number % 256 == 0)
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            var value = make(new Random(Mix(number)));
            var watch = Stopwatch.StartNew();
            try
            {
                await check(value);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw new FuzzException($"Case {number}: {exception.GetType().Name}: {exception.Message}\nInput: {Show(value)}", exception);
            }
            if (watch.Elapsed > LongestCase)
                throw new FuzzException($"Case {number} took {watch.Elapsed.TotalSeconds:0.0} s.\nInput: {Show(value)}");
        }
    }

    // Neighbouring seeds begin alike in System.Random; mixing parts them.
    private static int Mix(long number)
    {
        var bits = (ulong)number * 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        return (int)(bits ^ (bits >> 31));
    }

    private static string Show<TCase>(TCase value)
    {
        var text = value switch
        {
            byte[] bytes => Convert.ToBase64String(bytes),
            string written => Escape(written),
            _ => Escape(value?.ToString() ?? ""),
        };
        return text.Length <= LongestShown ? text : $"{text[..LongestShown]}… ({text.Length} characters)";
    }

    private static string Escape(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var c in text)
            _ = c is >= ' ' and <= '~' and not '\\' ? shown.Append(c) : shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        return shown.ToString();
    }
}

internal sealed class FuzzException : Exception
{
    public FuzzException(string message) : base(message) { }

    public FuzzException(string message, Exception innerException) : base(message, innerException) { }

    public FuzzException() { }
}
