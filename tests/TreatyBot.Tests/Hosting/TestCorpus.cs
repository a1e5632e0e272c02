namespace TreatyBot.Tests.Hosting;

/// <summary>A few of the shipped documents, for tests that need answers but not all of them.</summary>
internal static class TestCorpus
{
    private static readonly string[] Files = ["cfe-withdrawal-2023.md", "register/cfe.md", "register/inf.md", "register/new-start.md"];

    public static string Repository { get; } = FindRepository();

    public static void CopyTo(string folder)
    {
        foreach (var file in Files)
        {
            var target = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Repository, "seeds", file), target);
        }
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TreatyBot.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
