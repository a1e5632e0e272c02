using System.Diagnostics;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.EndToEnd;

/// <summary>The clients and oracles that are written in JavaScript. Where they are not installed, tests are skipped.</summary>
internal static class NodeTools
{
    public static string Folder { get; } = Path.Combine(TestCorpus.Repository, "tests", "TreatyBot.EndToEnd", "node");

    /// <summary>Skips the running test, saying what to install.</summary>
    public static void Require(params string[] packages)
    {
        Assert.SkipUnless(IsOnPath("node"), "node is not installed: run tests/TreatyBot.EndToEnd/setup.sh.");
        foreach (var package in packages)
            Assert.SkipUnless(Directory.Exists(Path.Combine(Folder, "node_modules", package)), $"{package} is not installed: run tests/TreatyBot.EndToEnd/setup.sh.");
    }

    public static string RequireChromium()
    {
        var chromium = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
        Assert.SkipUnless(chromium is not null, "Chromium is not installed: run tests/TreatyBot.EndToEnd/setup.sh.");
        return chromium!;
    }

    public static Process Start(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs a script to its end and returns what it wrote; fails when the script does.</summary>
    public static async Task<string> RunAsync(IReadOnlyList<string> arguments, string input = "", IReadOnlyDictionary<string, string>? environment = null)
    {
        using var process = Start(arguments, environment);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, await error);
        return await output;
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
