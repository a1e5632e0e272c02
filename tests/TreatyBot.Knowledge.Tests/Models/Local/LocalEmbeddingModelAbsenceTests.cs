using TreatyBot.Knowledge.Models.Local;

namespace TreatyBot.Knowledge.Tests.Models.Local;

public sealed class LocalEmbeddingModelAbsenceTests : IDisposable
{
    private const string Mend =
        "Build again where npm (it comes with Node.js) is installed and can reach its registry, or set the model's folder to one that holds the files.";

    private readonly string _folder = Directory.CreateTempSubdirectory("treatybot-model-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AbsenceReason_NoFolder_NamesTheFolderAndTheMend()
    {
        var folder = Path.Combine(_folder, "none");

        ShouldBeAbsent(folder, $"The local embedding model is absent: {folder} does not exist. {Mend}");
    }

    [Fact]
    public void AbsenceReason_EmptyFolder_NamesTheFirstMissingFile() =>
        ShouldBeAbsent(_folder, $"The local embedding model is absent: {Path.Combine(_folder, "group1-shard1of7")} is missing. {Mend}");

    [Theory]
    [InlineData("group1-shard3of7")]
    [InlineData("model.json")]
    [InlineData("vocab.json")]
    public void AbsenceReason_FileMissing_NamesTheFile(string file)
    {
        CopyModel();
        var path = Path.Combine(_folder, file);
        File.Delete(path);

        ShouldBeAbsent(_folder, $"The local embedding model is absent: {path} is missing. {Mend}");
    }

    [Theory]
    [InlineData("group1-shard7of7")]
    [InlineData("model.json")]
    [InlineData("vocab.json")]
    public void AbsenceReason_FileDamaged_NamesTheFile(string file)
    {
        CopyModel();
        var path = Path.Combine(_folder, file);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);

        ShouldBeAbsent(_folder, $"The local embedding model is absent: {path} is damaged: its SHA-256 is not the published file's. {Mend}");
    }

    [Theory]
    [InlineData("group1-shard1of7", 0, "0 bytes where the published file has 4194304")]
    [InlineData("group1-shard2of7", 4_194_305, "4194305 bytes where the published file has 4194304")]
    [InlineData("vocab.json", 100, "100 bytes where the published file has 218327")]
    public void AbsenceReason_FileOfAnotherSize_NamesBothSizes(string file, long length, string expected)
    {
        CopyModel();
        var path = Path.Combine(_folder, file);
        using (var stream = File.OpenWrite(path))
            stream.SetLength(length);

        ShouldBeAbsent(_folder, $"The local embedding model is absent: {path} has {expected}. {Mend}");
    }

    private static void ShouldBeAbsent(string folder, string reason)
    {
        var model = LocalModel.Create(new LocalModelOptions { Folder = folder });

        model.Profile.ShouldBeNull();
        model.Generator.ShouldBeNull();
        model.AbsenceReason.ShouldBe(reason);
    }

    private void CopyModel()
    {
        LocalModel.SkipIfAbsent();
        foreach (var file in Directory.GetFiles(LocalModel.Folder))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
    }
}
