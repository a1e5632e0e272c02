using Microsoft.Extensions.DependencyInjection;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Tests.Answering;

[assembly: AssemblyFixture(typeof(SheetAssistant))]

namespace TreatyBot.Knowledge.Tests.Answering;

/// <summary>A sheet, a treaty's text and a report that look alike from afar: a notice and its effect, a limit and a threshold, a saying and what was said.</summary>
public sealed class SheetAssistant : IAsyncLifetime
{
    private const string Sheet = """
        ---
        id: skagen
        names: [Convention on the Limitation of Coastal Rockets, Skagen Convention, CLCR, coastal rocket treaty]
        title: "Skagen Convention: fact sheet"
        publisher: Invented register
        published: 2026-01-10
        tier: register
        treaties: [skagen]
        events:
          - { date: 2001-05-04, act: sign, parties: [Norway, Sweden, Denmark], note: "Norway, Sweden and Denmark signed the Skagen Convention on 4 May 2001." }
          - { date: 2001-09-12, act: sign, parties: [Iceland], note: "Iceland signed the Skagen Convention on 12 September 2001." }
          - { date: 2003-02-01, act: enter_into_force, parties: [all], note: "The Skagen Convention entered into force on 1 February 2003." }
          - { date: 2011-06-01, act: notify_withdrawal, parties: [Sweden], note: "Sweden gave notice of withdrawal from the Skagen Convention on 1 June 2011." }
          - { date: 2019-04-09, act: notify_withdrawal, parties: [Iceland], note: "Iceland gave notice of withdrawal from the Skagen Convention on 9 April 2019." }
          - { date: 2020-04-09, act: withdraw, parties: [Iceland], note: "The withdrawal of Iceland from the Skagen Convention took effect on 9 April 2020." }
          - { date: 2013-03-03, act: extend, parties: [all], note: "On 3 March 2013 the parties extended the Skagen Convention until 1 February 2023." }
          - { date: 2022-11-08, act: extend, parties: [all], note: "On 8 November 2022 the parties extended the Skagen Convention until 1 February 2033." }
        ---
        # Skagen Convention

        ## Central limits
        Article 3 of the Skagen Convention allows each party 120 coastal rockets. Article 4 of the Skagen Convention allows Norway 150 coastal rockets because of the length of its shore. The Skagen Convention sets no ceiling on patrol boats. The Skagen Convention requires notice of exercises with more than 40 patrol boats.

        ## Signature and entry into force
        Norway, Sweden and Denmark signed the Skagen Convention on 4 May 2001. Foreign Minister Astrid Lund signed the Skagen Convention for Norway. Iceland signed the Skagen Convention on 12 September 2001. The Skagen Convention entered into force on 1 February 2003.

        ## Parties
        The parties to the Skagen Convention are Denmark, Norway and Sweden. As of June 2024 the Skagen Convention had three parties.

        ## Duration and withdrawal
        The Skagen Convention was given a term of 20 years. Article 9 of the Skagen Convention requires nine months' notice to the depositary for a withdrawal.

        ## Verification
        The tallies of each shore are compared in Arendal twice a year under the Skagen Convention.

        ## Status history
        Sweden gave notice of withdrawal from the Skagen Convention on 1 June 2011. Sweden took back its notice of withdrawal from the Skagen Convention on 5 October 2011. On 3 March 2013 the parties extended the Skagen Convention until 1 February 2023. Iceland gave notice of withdrawal from the Skagen Convention on 9 April 2019. The withdrawal of Iceland from the Skagen Convention took effect on 9 April 2020. Inspections of launch sites stopped in March 2021. On 8 November 2022 the parties extended the Skagen Convention until 1 February 2033. On 30 June 2023 Denmark told the depositary that Denmark would not deploy rockets on Bornholm. Denmark accused Sweden in May 2024 of hiding rockets on Gotland in breach of the Skagen Convention.
        """;

    private KnowledgeRoom _room = null!;

    public async ValueTask InitializeAsync() => _room = await KnowledgeRoom.OverAsync([("skagen.md", Sheet)]);

    public Task<Answer> AskAsync(Question question) => _room.Services.GetRequiredService<IAssistant>().AskAsync(question, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _room.DisposeAsync();
}

public sealed class SheetQuestionTests(SheetAssistant assistant)
{
    [Theory]
    [InlineData("When did the CLCR go live?", "1 February 2003")]
    [InlineData("When did Iceland leave the Skagen Convention?", "9 April 2020")]
    [InlineData("On what date did Sweden rescind its notice of withdrawal from the Skagen Convention?", "5 October 2011")]
    [InlineData("Did Sweden ever actually withdraw from the Skagen Convention?", "No")]
    [InlineData("Until what date has the Skagen Convention now been extended?", "1 February 2033")]
    [InlineData("If Norway gave notice under the Skagen Convention on 31 May 2026, when would its withdrawal take effect?", "28 February 2027")]
    [InlineData("How many coastal rockets is Oslo allowed under the Skagen Convention?", "150")]
    [InlineData("For how long was the Skagen Convention originally concluded?", "20 years")]
    [InlineData("Which article of the Skagen Convention deals with withdrawal?", "Article 9")]
    [InlineData("Who signed the Skagen Convention for Norway?", "Astrid Lund")]
    [InlineData("Which states signed the Skagen Convention on the first day?", "Norway, Sweden and Denmark")]
    [InlineData("When did Copenhagen tell the depositary that it would not deploy rockets on Bornholm?", "30 June 2023")]
    [InlineData("Which came first, the stop of inspections or the Danish accusation?", "stop of inspections")]
    [InlineData("Is Finland a party to the Skagen Convention?", "No")]
    public async Task NearMiss_TellsTheRightOne(string question, string expected)
    {
        var answer = await assistant.AskAsync(new Question(question));
        answer.Outcome.ShouldBe(AnswerOutcome.Answered, answer.Text);
        answer.ShortAnswer.ShouldNotBeNull(answer.Text).ShouldBe(expected, StringCompareShould.IgnoreCase);
    }

    [Theory]
    [InlineData("When did Sweden leave the Skagen Convention?", AbstentionReason.FalsePremise, "took back its notice")]
    [InlineData("How many patrol boats may a party keep under the Skagen Convention?", AbstentionReason.FalsePremise, "sets no ceiling on patrol boats")]
    [InlineData("Who signed the Skagen Convention for Denmark?", AbstentionReason.TextIsSilent, null)]
    [InlineData("Why did Iceland leave the Skagen Convention?", AbstentionReason.TextIsSilent, null)]
    [InlineData("When did Stockholm admit that it hid rockets on Gotland?", AbstentionReason.TextIsSilent, null)]
    public async Task WhatIsNotTold_IsDeclined_WithWhatIs(string question, AbstentionReason reason, string? nearest)
    {
        var answer = await assistant.AskAsync(new Question(question));
        answer.Outcome.ShouldBe(AnswerOutcome.Abstained, answer.Text);
        answer.Abstention.ShouldNotBeNull().Reason.ShouldBe(reason);
        if (nearest is not null)
            answer.Abstention.Nearest.ShouldContain(citation => citation.Quote.Contains(nearest, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2019-06-01", "Yes")]
    [InlineData("2024-06-01", "No")]
    public async Task PartyAsOfADay_IsInUntilItsWithdrawalTakesEffect(string day, string verdict)
    {
        var answer = await assistant.AskAsync(new Question("Is Iceland a party to the Skagen Convention?") { AsOf = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture) });
        answer.ShortAnswer.ShouldBe(verdict, answer.Text);
    }

    [Fact]
    public async Task NoticeIsPending_UntilItIsTakenBack()
    {
        const string question = "Is a Swedish notice of withdrawal from the Skagen Convention pending?";
        (await assistant.AskAsync(new Question(question) { AsOf = new(2011, 7, 1) })).ShortAnswer.ShouldBe("Yes");
        (await assistant.AskAsync(new Question(question) { AsOf = new(2012, 7, 1) })).ShortAnswer.ShouldBe("No");
    }

    [Fact]
    public async Task WhetherAStateCheated_IsToldByWhoSaysIt_WithoutAVerdict()
    {
        var answer = await assistant.AskAsync(new Question("Did Sweden breach the Skagen Convention?"));
        answer.Outcome.ShouldBe(AnswerOutcome.Answered, answer.Text);
        answer.ShortAnswer.ShouldBeNull();
        answer.Text.ShouldContain("Denmark accused Sweden");
    }

    [Fact]
    public async Task AStateThatHadNothingToDoWithIt_IsDeclinedForItsPremise()
    {
        var answer = await assistant.AskAsync(new Question("When did Japan leave the Skagen Convention?"));
        answer.Abstention.ShouldNotBeNull(answer.Text).Reason.ShouldBe(AbstentionReason.FalsePremise);
        answer.Text.ShouldContain("none of my documents says so");
    }

    [Fact]
    public async Task HowItIsChecked_IsWhatStandsUnderVerification()
    {
        var answer = await assistant.AskAsync(new Question("How is compliance with the Skagen Convention checked on each shore?"));
        answer.Citations.ShouldNotBeEmpty(answer.Text);
        answer.Citations[0].Quote.ShouldContain("tallies");
    }

    [Fact]
    public async Task AndNorway_AfterAQuestionOnEveryParty_AsksTheSameOfNorway()
    {
        var history = new[] { new ConversationTurn("How many coastal rockets may a party to the Skagen Convention keep?", "120") };
        var answer = await assistant.AskAsync(new Question("And Norway?") { History = history });
        answer.ShortAnswer.ShouldBe("150", answer.Text);
    }
}
