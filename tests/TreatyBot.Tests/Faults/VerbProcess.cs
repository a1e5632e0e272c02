using System.Diagnostics;
using TreatyBot.Tests.Hosting;

namespace TreatyBot.Tests.Faults;

/// <summary>A verb of the program as users run it, in a process of its own.</summary>
internal sealed class VerbProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _error;

    private VerbProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        _error = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    public bool HasExited => _process.HasExited;

    public static VerbProcess Start(TempFolder folder, string store, params string[] verb)
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "treatybot.dll"), .. verb, "--Corpus:Path", folder["corpus"], "--Store:Path", store, "--Models:Embeddings:Provider", "None",
        ];
        return new(Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.Path })!);
    }

    public static async Task<(int Code, string Output, string Error)> RunAsync(TempFolder folder, string store, params string[] verb)
    {
        using var started = Start(folder, store, verb);
        await started._process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (started._process.ExitCode, await started._output, await started._error);
    }

    /// <summary>Ends it with no chance to tidy up.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
