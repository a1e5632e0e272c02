using System.Diagnostics;
using System.Text.RegularExpressions;

namespace TreatyBot.Tests.Hosting;

/// <summary>The program as users start it, in a process of its own that can be killed.</summary>
internal sealed partial class HostProcess : IAsyncDisposable
{
    private readonly Process _process;

    private HostProcess(Process process, Uri address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address };
    }

    public HttpClient Http { get; }

    public static async Task<HostProcess> StartAsync(TempFolder folder, params string[] more)
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "treatybot.dll"), "serve", "--urls", "http://127.0.0.1:0",
            "--Corpus:Path", folder["corpus"], "--Store:Path", folder["store.db"], "--Models:Embeddings:Provider", "None",
            "--Channels:Deliveries:Path", folder["deliveries.db"], "--Channels:Feedback:Path", folder["votes.jsonl"],
            "--Channels:Feedback:AnswersPath", folder["answers.db"], .. more,
        ];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardError = true, WorkingDirectory = folder.Path })!;
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                // Read on, lest the program wait for a full pipe.
                _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                return new HostProcess(process, new Uri(match.Value));
            }
        }
        throw new InvalidOperationException("The program ended before it listened.");
    }

    /// <summary>Ends it with no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Asks it to end and returns its exit code.</summary>
    public async Task<int> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])!;
        await kill.WaitForExitAsync(CancellationToken.None);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"(?<=^Listening on )http://[^\s:]+:\d+")]
    private static partial Regex Listening();
}
