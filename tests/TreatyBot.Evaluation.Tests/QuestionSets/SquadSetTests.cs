using TreatyBot.Evaluation.QuestionSets;

namespace TreatyBot.Evaluation.Tests.QuestionSets;

public sealed class SquadSetTests : IDisposable
{
    private const string Squad = """
        {"version":"v2.0","data":[
          {"title":"Cold_War","paragraphs":[
            {"context":"The treaty was signed in Paris.\nIt had 22 parties. ","qas":[
              {"id":"1","question":"Where?","answers":[{"text":"Paris","answer_start":25},{"text":"Paris","answer_start":25}],"is_impossible":false},
              {"id":"2","question":"Who paid?","answers":[],"plausible_answers":[{"text":"22","answer_start":40}],"is_impossible":true}]},
            {"context":"# Not a heading: a \"quote\".","qas":[{"id":"3","question":"What?","answers":[{"text":"heading","answer_start":8}]}]}]},
          {"title":"Cold War","paragraphs":[{"context":"Other text.","qas":[{"id":"4","question":"Which?","answers":[{"text":"Nowhere","answer_start":0}]}]}]}]}
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task ReadAsync_Squad_KeepsGoldParagraphsAndNamesStrayAnswers()
    {
        var set = await Read();

        set.Questions.Select(question => question.Id).ShouldBe(["1", "2", "3"]);
        set.Questions[0].Answers.ShouldBe(["Paris"]);
        set.Questions[0].GoldParagraph.ShouldStartWith("The treaty");
        set.Questions[0].Sources.ShouldBe(["cold-war"]);
        set.Questions[1].Answerable.ShouldBeFalse();
        set.Problems.ShouldHaveSingleItem().Message.ShouldContain("question 4");
    }

    [Fact]
    public async Task WriteToAsync_Articles_BecomeOneTextFileEachWithTheirParagraphsUntouched()
    {
        var set = await Read();
        var corpus = _folder.PathOf("corpus");

        (await set.Corpus!.WriteToAsync(corpus, TestContext.Current.CancellationToken)).ShouldBe(2);

        Directory.GetFiles(corpus).Select(Path.GetFileName).Order().ShouldBe(["cold-war-2.txt", "cold-war.txt"]);
        File.ReadAllText(Path.Combine(corpus, "cold-war.txt")).ShouldBe(
            "---\ntitle: \"Cold War\"\n---\n\nThe treaty was signed in Paris.\nIt had 22 parties.\n\n# Not a heading: a \"quote\".\n");
    }

    [Fact]
    public async Task ContentHash_OfTheSameFile_IsTheSame() =>
        (await Read()).Corpus!.ContentHash.ShouldBe((await Read()).Corpus!.ContentHash);

    public void Dispose() => _folder.Dispose();

    private Task<QaSet> Read() => QaSetReader.ReadAsync(_folder.Write("squad.json", Squad), strict: false, TestContext.Current.CancellationToken);
}
