using TreatyBot.Commands;
using TreatyBot.Shared;

namespace TreatyBot.Tests.Commands;

/// <summary>A folder with a corpus and a store, in which verbs run in process. It goes when the test ends.</summary>
internal sealed class Workbench : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("treatybot-verbs-");

    public Workbench(bool hasCorpus = true)
    {
        if (!hasCorpus)
            return;
        foreach (var (path, text) in InventedCorpus.Files)
            Write(Path.Combine("corpus", path), text);
    }

    public string CorpusPath => At("corpus");

    public string StorePath => At("store.db");

    public string At(string path) => Path.Combine(_folder.FullName, path);

    public string Write(string path, string text)
    {
        var full = At(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    public Task<VerbRun> RunAsync(params string[] args) => RunAsync("", TestContext.Current.CancellationToken, args);

    public async Task<VerbRun> RunAsync(string input, CancellationToken cancellationToken, params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        string[] settings = ["--Corpus:Path", CorpusPath, "--Store:Path", StorePath, "--Models:Embeddings:Provider", "None"];
        // What a test sets itself comes last, and so wins.
        var code = await CommandLine.RunAsync([.. settings, .. args], new StringReader(input), output, error, cancellationToken);
        return new(code, output.ToString(), error.ToString());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

internal sealed record VerbRun(int Code, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
