using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Knowledge.Tests.Ingestion;

public sealed class CorpusFilesTests : IDisposable
{
    private readonly TempCorpus _corpus = new();

    [Fact]
    public void Find_MixedFolder_NamesDocumentsAndWhatItSkips()
    {
        foreach (var path in (string[])["b.md", "register/cfe.md", "a.txt", "a.PDF", "z.docx", ".hidden.md", ".git/x.md", "notes.xyz", "~$z.docx", "README"])
            _corpus.Write(path, "text");

        var found = CorpusFiles.Find(_corpus.Root);

        found.Files.Select(file => (file.Id, file.Path)).ShouldBe([
            ("a.PDF", "a.PDF"), ("a.txt", "a.txt"), ("b", "b.md"), ("register/cfe", "register/cfe.md"), ("z", "z.docx")]);
        found.Skipped.Select(file => file.Path).ShouldBe([".git", ".hidden.md", "README", "notes.xyz", "~$z.docx"]);
        found.Skipped.Single(file => file.Path == "notes.xyz").Reason.ShouldContain(".docx");
    }

    [Fact]
    public void Find_Links_AreFollowedToFilesInsideOnly()
    {
        using var elsewhere = new TempCorpus();
        elsewhere.Write("secret.md", "secret");
        _corpus.Write("real.md", "text");
        Directory.CreateSymbolicLink(Path.Combine(_corpus.Root, "folder"), elsewhere.Root);
        File.CreateSymbolicLink(Path.Combine(_corpus.Root, "inside.md"), Path.Combine(_corpus.Root, "real.md"));
        File.CreateSymbolicLink(Path.Combine(_corpus.Root, "outside.md"), Path.Combine(elsewhere.Root, "secret.md"));
        File.CreateSymbolicLink(Path.Combine(_corpus.Root, "through.md"), Path.Combine(_corpus.Root, "folder", "secret.md"));
        File.CreateSymbolicLink(Path.Combine(_corpus.Root, "dangling.md"), Path.Combine(_corpus.Root, "nowhere.md"));

        var found = CorpusFiles.Find(_corpus.Root);

        found.Files.Select(file => file.Path).ShouldBe(["inside.md", "real.md"]);
        found.Skipped.Select(file => file.Path).ShouldBe(["dangling.md", "folder", "outside.md", "through.md"]);
    }

    [Fact]
    public void Find_NoSuchFolder_NamesTheSetting() =>
        Should.Throw<IngestionException>(() => CorpusFiles.Find("no/such/folder")).Message
            .ShouldBe("no/such/folder: there is no such file or folder; set Corpus:Path to the folder that holds the documents");

    public void Dispose() => _corpus.Dispose();
}
