using Microsoft.Extensions.DependencyInjection;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Knowledge.Tests.Answering;

/// <summary>Questions from end to end over an invented corpus; <see cref="InventedAssistant.AskAsync"/> checks every quote of every reply.</summary>
public sealed class AssistantTests(InventedAssistant assistant)
{
    [Theory]
    [InlineData("When was the Treaty of Lindau signed?", "12 May 1987", "register/lindau")]
    [InlineData("In which year was the LIN signed?", "1987", "register/lindau")]
    [InlineData("Where was the Treaty of Lindau signed?", "Bregenz", "register/lindau")]
    [InlineData("Who signed the Convention on Cave Warfare?", "Astrid Holmqvist and Leif Dahl", "register/cave")]
    [InlineData("Who signed the Convention on Cave Warfare for Sweden?", "Astrid Holmqvist", "register/cave")]
    [InlineData("Who signed the Convention on Cave Warfare for Norway?", "Leif Dahl", "register/cave")]
    [InlineData("Who signed the Balloon Accord?", "Norway, Poland and Italy", "register/balloon")]
    [InlineData("Who suspended the Treaty of Lindau?", "Poland", "register/lindau")]
    [InlineData("When did the Treaty of Lindau enter into force?", "1 March 1989", "register/lindau")]
    [InlineData("When did the Convention on Cave Warfare expire?", "1 June 2002", "register/cave")]
    [InlineData("Did Poland withdraw from the Treaty of Lindau?", "Yes", "register/lindau")]
    [InlineData("Did Poland suspend the Treaty of Lindau in 2009?", "No", "register/lindau")]
    [InlineData("Is the Treaty of Lindau in force?", "Yes", "register/lindau")]
    [InlineData("Is the Convention on Cave Warfare still in force?", "No", "register/cave")]
    [InlineData("Was the Treaty of Lindau in force in 1988?", "No", "register/lindau")]
    [InlineData("Is Poland a party to the Treaty of Lindau?", "No", "register/lindau")]
    [InlineData("Is Norway a party to the Treaty of Lindau?", "Yes", "register/lindau")]
    [InlineData("Is the Balloon Accord in force?", "No", "register/balloon")]
    [InlineData("Which treaties has Norway signed?", "Balloon Accord, Cave Warfare Convention", "register/balloon")]
    [InlineData("Which was signed first, the Balloon Accord or the Treaty of Lindau?", "Balloon Accord", "register/balloon")]
    [InlineData("Did the Convention on Cave Warfare enter into force before the Treaty of Lindau?", "No", "register/cave")]
    [InlineData("Did Norway ratify the Treaty of Lindau before Poland suspended it?", "Yes", "register/lindau")]
    [InlineData("How long was the Convention on Cave Warfare in force?", "10 years", "register/cave")]
    [InlineData("How much notice must a party give to withdraw from the Treaty of Lindau?", "six months", "lindau-text")]
    [InlineData("How many patrol craft does the Treaty of Lindau allow?", "240", "register/lindau")]
    [InlineData("How many parties did the Treaty of Lindau have?", "19 parties", "register/lindau")]
    [InlineData("Wann ist Polen aus dem Vertrag von Lindau ausgetreten?", "9. November 2015", "register/lindau")]
    [InlineData("Когда Польша вышла из Линдауского договора?", "9 ноября 2015 года", "register/lindau")]
    [InlineData("when did poland witdraw from the treaty of lindau", "9 November 2015", "register/lindau")]
    public async Task Ask_WhatTheCorpusTells_IsAnsweredFromTheRightDocument(string question, string shortAnswer, string documentId)
    {
        var answer = await assistant.AskAsync(new Question(question));

        answer.Outcome.ShouldBe(AnswerOutcome.Answered);
        answer.ShortAnswer.ShouldBe(shortAnswer);
        answer.Citations[0].DocumentId.ShouldBe(documentId);
    }

    [Theory]
    [InlineData("What is the Treaty of Lindau?")]
    [InlineData("Explain the Treaty of Lindau")]
    [InlineData("What is the Treaty of Lindau about?")]
    public async Task Ask_WhatATreatyIs_IsAnsweredByItsPurpose(string question)
    {
        var answer = await assistant.AskAsync(new Question(question));

        answer.Citations[0].DocumentId.ShouldBe("register/lindau");
        answer.Citations[0].Quote.ShouldBe("The Treaty of Lindau keeps gunboats off inland seas.");
    }

    [Theory]
    [InlineData("1991-01-01", "No")]
    [InlineData("1999-05-05", "Yes")]
    [InlineData("2002-06-02", "No")]
    public async Task Ask_WhetherInForceAsOfADay_AnswersForThatDayAndSaysSo(string day, string verdict)
    {
        var year = day[..4];
        var asOf = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

        var answer = await assistant.AskAsync(new Question("Is the Convention on Cave Warfare in force?") { AsOf = asOf });

        answer.ShortAnswer.ShouldBe(verdict);
        answer.Notes.ShouldContain(note => note.Kind == NoteKind.AsOf && note.Text.Contains(year, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", AbstentionReason.NotAQuestion)]
    [InlineData("   ", AbstentionReason.NotAQuestion)]
    [InlineData("Hello", AbstentionReason.NotAQuestion)]
    [InlineData("thanks!", AbstentionReason.NotAQuestion)]
    [InlineData("🙂🙂🙂 ???", AbstentionReason.NotAQuestion)]
    [InlineData("Was Poland right to leave the Treaty of Lindau?", AbstentionReason.OpinionAsked)]
    [InlineData("Will Norway leave the Treaty of Lindau?", AbstentionReason.OpinionAsked)]
    [InlineData("When was the Treaty of Atlantis signed?", AbstentionReason.NotInCorpus)]
    [InlineData("What colour is the harbourmaster's hat?", AbstentionReason.NotInCorpus)]
    [InlineData("When did the Balloon Accord enter into force?", AbstentionReason.FalsePremise)]
    [InlineData("When did Sweden suspend the Convention on Cave Warfare?", AbstentionReason.FalsePremise)]
    [InlineData("When did Portugal suspend the Treaty of Lindau?", AbstentionReason.FalsePremise)]
    [InlineData("Did Portugal suspend the Treaty of Lindau?", AbstentionReason.FalsePremise)]
    [InlineData("How many helicopters does the Treaty of Lindau allow?", AbstentionReason.TextIsSilent)]
    [InlineData("NEAR(\"lindau\" AND *) OR title:^ -x", AbstentionReason.TextIsSilent)]
    public async Task Ask_WhatTheCorpusCannotAnswer_SaysWhy(string question, AbstentionReason reason)
    {
        var answer = await assistant.AskAsync(new Question(question));

        answer.Abstention.ShouldNotBeNull($"{answer.ShortAnswer}: {answer.Text}").Reason.ShouldBe(reason);
        answer.Answerer.ShouldBe("none");
    }

    [Fact]
    public async Task Ask_AFalsePremise_ShowsWhatSpeaksAgainstIt()
    {
        var answer = await assistant.AskAsync(new Question("When did the Balloon Accord enter into force?"));

        answer.Abstention!.Nearest[0].Quote.ShouldBe("The Balloon Accord never entered into force.");
        answer.Text.ShouldContain("the Balloon Accord entered into force");
    }

    [Fact]
    public async Task Ask_AHundredKilobytesOfNoise_DeclinesIt()
    {
        var answer = await assistant.AskAsync(new Question(string.Concat(Enumerable.Repeat("signed lindau? ", 7_000))));

        answer.Abstention!.Reason.ShouldBe(AbstentionReason.NotAQuestion);
    }

    [Fact]
    public async Task Ask_WhatTheArticleGetsWrong_NotesTheSourceError()
    {
        var answer = await assistant.AskAsync(new Question("When did Poland give notice of withdrawal from the Treaty of Lindau?"));

        answer.ShortAnswer.ShouldBe("9 May 2015");
        var note = answer.Notes.Single(note => note.Kind == NoteKind.SourceError);
        note.Text.ShouldContain("April 2015");
        answer.Citations.Single(citation => citation.Number == note.Citations[^1]).DocumentId.ShouldBe("poland-leaves");
    }

    [Fact]
    public async Task Ask_WhatTheArticleGivesToAnOddParty_NotesTheSourceError()
    {
        var answer = await assistant.AskAsync(new Question("When did Poland suspend the Treaty of Lindau?"));

        answer.ShortAnswer.ShouldBe("4 July 2007");
        answer.Notes.Single(note => note.Kind == NoteKind.SourceError).Text.ShouldContain("Portugal for this instead of Poland");
    }

    [Fact]
    public async Task Ask_AboutTheWithdrawal_TellsTheRegistersNoticeBeforeIt()
    {
        var answer = await assistant.AskAsync(new Question("When did Poland withdraw from the Treaty of Lindau?"));

        answer.ShortAnswer.ShouldBe("9 November 2015");
        answer.Text.ShouldContain("9 May 2015");
        answer.Text.ShouldNotContain("April");
    }

    [Fact]
    public async Task Ask_WhatIsDatedRelatively_ShowsTheWorking()
    {
        var answer = await assistant.AskAsync(new Question("When did Hungary suspend the Treaty of Lindau?"));

        answer.ShortAnswer.ShouldBe("October 2015");
        var note = answer.Notes.Single(note => note.Kind == NoteKind.RelativeDate);
        note.Text.ShouldContain("“Last month”");
        note.Text.ShouldContain("10 November 2015");
        note.Citations.ShouldBe([1]);
    }

    [Fact]
    public async Task Ask_TheClauseClock_CountsFromTheNoticeToTheEndOfAShortMonth()
    {
        var answer = await assistant.AskAsync(new Question("If Norway gave notice on 31 August 2019, when could it leave the Treaty of Lindau?"));

        answer.ShortAnswer.ShouldBe("29 February 2020");
        answer.Citations[0].Locator.ShouldBe("Art. XI");
        answer.Notes.ShouldContain(note => note.Kind == NoteKind.RelativeDate && note.Text.Contains("6 months", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ask_AFollowUp_IsUnderstoodFromTheTurnBefore()
    {
        var answer = await assistant.AskAsync(new Question("and Hungary?") { History = [new("When did Poland suspend the Treaty of Lindau?", null)] });

        answer.UnderstoodAs.ShouldBe("When did Hungary suspend the Treaty of Lindau?");
        answer.ShortAnswer.ShouldBe("October 2015");
    }

    [Fact]
    public async Task Ask_WithinOneDocument_CitesNoOther()
    {
        var answer = await assistant.AskAsync(new Question("When did Poland withdraw from the Treaty of Lindau?")
        {
            Filter = new PassageFilter { DocumentIds = ["poland-leaves"] },
        });

        answer.Citations.ShouldAllBe(citation => citation.DocumentId == "poland-leaves");
        answer.ShortAnswer.ShouldBe("9 November 2015");
        answer.Notes.ShouldContain(note => note.Kind == NoteKind.RelativeDate);
    }

    [Fact]
    public async Task Ask_ManyAtOnce_GivesTheSameAnswers()
    {
        const string question = "When did Poland withdraw from the Treaty of Lindau?";
        var alone = await assistant.AskAsync(new Question(question));

        var together = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => assistant.AskAsync(new Question(question))));

        together.ShouldAllBe(answer => answer.Text == alone.Text && answer.Citations.SequenceEqual(alone.Citations));
    }

    [Fact]
    public async Task Ask_WhenCancelled_Stops()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(
            () => assistant.Services.GetRequiredService<IAssistant>().AskAsync(new Question("Is the Treaty of Lindau in force?"), cancelled.Token));
    }

    [Fact]
    public async Task Ask_OfAnAnswer_TracesWhatWasRetrieved()
    {
        var answer = await assistant.AskAsync(new Question("Why does the Treaty of Lindau limit patrol craft?"));

        answer.Answerer.ShouldBe("extractive");
        answer.Trace.Passages.Select(hit => hit.Rank).ShouldBe(Enumerable.Range(1, answer.Trace.Passages.Count));
        answer.Trace.Sentences[0].Text.ShouldContain("patrol craft");
        answer.Citations[0].Tier.ShouldBe(SourceTier.Register);
    }
}
