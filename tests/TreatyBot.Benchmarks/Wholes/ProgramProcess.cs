using System.Diagnostics;
using TreatyBot.Benchmarks.Parts;

namespace TreatyBot.Benchmarks.Wholes;

/// <summary>The program in a process of its own, over the shipped corpus; or, with the verb <c>echo</c>, the bare endpoint.</summary>
internal sealed class ProgramProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo? _folder;

    private ProgramProcess(Process process, Uri address, DirectoryInfo? folder)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>What the process holds in memory, in megabytes.</summary>
    public double ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    public TimeSpan Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<ProgramProcess> ServeAsync(string? program, params string[] more)
    {
        var folder = Directory.CreateTempSubdirectory("treatybot-load-");
        string[] settings =
        [
            "--urls", "http://127.0.0.1:0", .. Settings, "--Channels:Deliveries:Path", Path.Combine(folder.FullName, "deliveries.db"),
            "--Channels:Feedback:Path", Path.Combine(folder.FullName, "votes.jsonl"), "--Channels:Feedback:AnswersPath", Path.Combine(folder.FullName, "answers.db"),
            "--Channels:Slack:StatePath", Path.Combine(folder.FullName, "slack.db"), "--Channels:Slack:KeysPath", Path.Combine(folder.FullName, "keys"), .. more,
        ];
        var process = Start(program, ["serve", .. settings]);
        return new(process, await ListeningAsync(process.StandardError), folder);
    }

    /// <param name="reply">What to send in place of an echo.</param>
    public static async Task<ProgramProcess> EchoAsync(string? reply = null)
    {
        var folder = Directory.CreateTempSubdirectory("treatybot-load-");
        var file = Path.Combine(folder.FullName, "reply.json");
        if (reply is not null)
            await File.WriteAllTextAsync(file, reply);
        var process = Start(Path.Combine(AppContext.BaseDirectory, "TreatyBot.Benchmarks.dll"), reply is null ? ["echo"] : ["echo", "--reply", file]);
        return new(process, await ListeningAsync(process.StandardOutput), folder);
    }

    /// <summary>Starts the program for one question and returns how long the whole of it took.</summary>
    public static async Task<TimeSpan> AskAsync(string? program, string question, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var process = Start(program, ["ask", question, .. Settings]);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        _ = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var elapsed = TimeProvider.System.GetElapsedTime(started);
        return process.ExitCode == 0 && (await output).Length > 0 ? elapsed : throw new InvalidOperationException("The program did not answer.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _folder?.Delete(recursive: true);
    }

    private static string[] Settings => ["--Corpus:Path", Path.Combine(SeedStore.Repository, "seeds"), "--Store:Path", SeedStore.Path];

    private static Process Start(string? program, string[] arguments)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        program ??= Path.Combine(SeedStore.Repository, "artifacts", "bin", "TreatyBot", configuration, "treatybot.dll");
        var start = program.EndsWith(".dll", StringComparison.Ordinal) ? new ProcessStartInfo("dotnet", [program, .. arguments]) : new ProcessStartInfo(program, arguments);
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        return Process.Start(start)!;
    }

    private static async Task<Uri> ListeningAsync(StreamReader output)
    {
        const string Word = "Listening on ";
        var said = "";
        while (await output.ReadLineAsync() is { } line)
        {
            said = $"{said}\n{line}";
            if (!line.StartsWith(Word, StringComparison.Ordinal))
                continue;
            _ = output.ReadToEndAsync();
            return new Uri(line[Word.Length..].Split(' ')[0].TrimEnd('.'));
        }
        throw new InvalidOperationException($"The program ended before it listened.{said}");
    }
}
