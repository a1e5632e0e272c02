using Microsoft.Extensions.DependencyInjection;
using TreatyBot.Knowledge.Answering;

namespace TreatyBot.Knowledge.Tests.Answering;

/// <summary>Reports and chronologies that no register sheet explains: near misses are refused, and what they tell is found.</summary>
public sealed class PlainReportTests : IAsyncLifetime
{
    private const string Report = """
        ---
        title: Norway leaves the Skagerrak mine pact
        publisher: The Invented Courier
        published: 2019-03-12
        ---
        Norway left the Skagerrak Pact on 4 March 2019 because its neighbours had stopped the yearly inspections.

        The pact had allowed each member 120 sea mines. Denmark handed over its last 40 mines in April 2012. Sweden still plans to buy three sweepers from Finland in the coming decade.

        Foreign minister Ingrid Solberg said that Norway would go on reporting its stocks. A member may also lodge a complaint with the commission in Arendal.
        """;

    private const string Chronology = """
        THE SKAGERRAK PACT, 1988-2019

        2 May 1988. Talks open in Arendal.

        17 June 1990. Denmark, Norway and Sweden sign the Skagerrak Pact.

        9 October 1995. Sweden carries out its second sweep of the strait.
        """;

    private KnowledgeRoom _room = null!;

    public async ValueTask InitializeAsync() => _room = await KnowledgeRoom.OverAsync([("report.md", Report), ("chronology.txt", Chronology)]);

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData("When did Norway leave the Skagerrak Pact?", "4 March 2019")]
    [InlineData("When was the Skagerrak Pact signed?", "17 June 1990")]
    [InlineData("When did the talks open in Arendal?", "2 May 1988")]
    [InlineData("How many sea mines did the pact allow each member?", "120 sea mines")]
    [InlineData("Why did Norway leave the Skagerrak Pact?", "stopped the yearly inspections")]
    [InlineData("What did Ingrid Solberg say about the stocks?", "go on reporting its stocks")]
    [InlineData("To which body may a member complain?", "the commission in Arendal")]
    public async Task Ask_WhatIsTold_IsAnsweredWithItsSentence(string question, string said)
    {
        var answer = await AskAsync(question);

        answer.Outcome.ShouldBe(AnswerOutcome.Answered);
        answer.Text.ShouldContain(said);
        answer.Citations[0].Verified.ShouldBeTrue();
    }

    [Theory]
    [InlineData("Who is Norway's foreign minister?", "Ingrid Solberg")]
    [InlineData("Where is the commission to which members may complain?", "Arendal")]
    public async Task Ask_WhatAFewWordsAnswer_SaysThemFirst(string question, string words)
    {
        var answer = await AskAsync(question);

        answer.ShortAnswer.ShouldBe(words);
        answer.Text.ShouldStartWith($"{words}. “");
    }

    [Theory]
    [InlineData("When did Sweden hand over its last mines?")]
    [InlineData("When did Sweden carry out its third sweep of the strait?")]
    [InlineData("When did Sweden buy three sweepers from Finland?")]
    [InlineData("Which country lodged a complaint with the commission in Arendal?")]
    [InlineData("What did Ingrid Solberg say about submarines?")]
    [InlineData("How does the pact define \"severe\" damage?")]
    [InlineData("Why did Denmark leave the Skagerrak Pact?")]
    [InlineData("Where did Norway bury the mines?")]
    [InlineData("How fast were the three sweepers that Sweden plans to buy?")]
    [InlineData("What percentage of its mines did Denmark hand over in April 2012?")]
    public async Task Ask_NearMiss_IsRefused(string question) => (await AskAsync(question)).Outcome.ShouldBe(AnswerOutcome.Abstained);

    [Fact]
    public async Task Ask_ChronologyEntry_IsQuotedWithItsDate() =>
        (await AskAsync("When was the Skagerrak Pact signed?")).Citations[0].Quote.ShouldBe("17 June 1990. Denmark, Norway and Sweden sign the Skagerrak Pact.");

    [Theory]
    [InlineData("wen did Norwey leave the Skagerak Pact", "Skagerrak Pact")]
    [InlineData("When did Norway laeve the Skagerrak Pact?", "leave")]
    public async Task Ask_Misspelt_IsMendedAndSaysWhatWasUnderstood(string question, string understood)
    {
        var answer = await AskAsync(question);

        answer.UnderstoodAs.ShouldNotBeNull().ShouldContain(understood);
        answer.Text.ShouldContain("4 March 2019");
    }

    private Task<Answer> AskAsync(string question) =>
        _room.Services.GetRequiredService<IAssistant>().AskAsync(new Question(question), TestContext.Current.CancellationToken);
}
