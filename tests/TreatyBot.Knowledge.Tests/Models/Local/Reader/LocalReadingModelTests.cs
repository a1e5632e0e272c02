using TreatyBot.Knowledge.Models;

namespace TreatyBot.Knowledge.Tests.Models.Local.Reader;

public sealed class LocalReadingModelTests
{
    private const string Question = "Who signed the Treaty of Lindau for Poland?";

    private static readonly SentenceInContext Answering = new("Treaty of Lindau: fact sheet", "", "The Treaty of Lindau was signed in Bregenz by Foreign Minister Jan Nowak for Poland.");

    private static readonly SentenceInContext BesideThePoint = new("Treaty of Lindau: fact sheet", "", "The Treaty of Lindau limits patrol craft on the lake to 240.");

    [Fact]
    public void Read_SentenceThatAnswers_ScoresHigherThanOneBesideThePoint()
    {
        using var model = ReadingModel.Create();
        var readings = model.Read(Question, [BesideThePoint, Answering]);
        readings[1].Score.ShouldBeGreaterThan(readings[0].Score);
    }

    [Fact]
    public void Read_SentenceThatAnswers_PointsAtWordsOfIt()
    {
        using var model = ReadingModel.Create();
        var reading = model.Read(Question, [Answering])[0];
        Answering.Text.Substring(reading.Start, reading.Length).ShouldContain("Jan Nowak");
        reading.Share.ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Read_OneOfMany_IsReadAsIfItWereAlone()
    {
        using var together = ReadingModel.Create(options => options.MaxDegreeOfParallelism = 2);
        using var alone = ReadingModel.Create(options => options.MaxDegreeOfParallelism = 1);
        together.Read(Question, [BesideThePoint, Answering, BesideThePoint])[1].ShouldBe(alone.Read(Question, [Answering])[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \t")]
    public void Read_SentenceWithoutWords_AnswersNothing(string text)
    {
        using var model = ReadingModel.Create();
        var reading = model.Read(Question, [new("", "", text)])[0];
        reading.Score.ShouldBe(double.NegativeInfinity);
        reading.Length.ShouldBe(0);
    }

    [Fact]
    public void Read_EndlessTexts_AreReadAsFarAsTheModelCan()
    {
        using var model = ReadingModel.Create();
        var endless = string.Concat(Enumerable.Repeat("treaty of treaties ", 20_000));
        model.Read(endless, [new(endless, endless, endless)])[0].Length.ShouldBeLessThan(1_000);
    }

    [Fact]
    public void Read_FolderWithoutModel_IsAbsentAndNamesTheSetting()
    {
        using var model = ReadingModel.Create(options => options.Folder = "no/such/folder");
        model.ModelId.ShouldBeNull();
        model.AbsenceReason.ShouldNotBeNull().ShouldContain("Models:Reading:Folder");
        model.Read(Question, [Answering]).ShouldBeEmpty();
    }

    [Fact]
    public void Read_DamagedModel_IsAbsentAndSaysSo()
    {
        var folder = Directory.CreateTempSubdirectory("treatybot-reader");
        try
        {
            File.Copy(Path.Combine(ReadingModel.Folder, "vocabulary.txt"), Path.Combine(folder.FullName, "vocabulary.txt"));
            File.WriteAllBytes(Path.Combine(folder.FullName, "reader.onnx"), [1, 2, 3]);
            using var model = ReadingModel.Create(options => options.Folder = folder.FullName);
            model.AbsenceReason.ShouldNotBeNull().ShouldContain("reader.onnx");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
