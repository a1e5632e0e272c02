using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Prompts;

namespace TreatyBot.Tests.Models;

/// <summary>What becomes of a model's reply.</summary>
public sealed class GenerativeAnswerTests
{
    private const string Signed = "Switzerland and Austria signed the Lake Accord in Bern on 4 March 1999.";

    [Fact]
    public async Task Ask_OneOfThreeStatementsFails_IsLeftOutWithItsText()
    {
        await using var bench = await BenchAsync(request => ScriptedModel.Reply(
            request, (Bench.Statement, Bench.Quote), ("Austria withdrew from the Lake Accord on 9 May 2016.", Bench.Quote), ("Austria withdrew from the Lake Accord on 9 May 2015.", Bench.Quote)));

        var answer = await bench.AskAsync(Bench.Question);

        answer.Text.ShouldBe("Austria withdrew from the Lake Accord because the inspections had stopped [1]. Austria withdrew from the Lake Accord on 9 May 2015 [1].");
        answer.Notes.ShouldHaveSingleItem().Text.ShouldBe("2 of 3 quotes verified; the statement that failed its check was left out.");
    }

    [Fact]
    public async Task Ask_CoreFailsOnce_IsMendedWithTheReasons()
    {
        var prompts = new List<string>();
        await using var bench = await BenchAsync(request =>
        {
            prompts.Add(request.Prompt);
            return prompts.Count == 1
                ? ScriptedModel.Reply(request, ("Austria withdrew from the Lake Accord in 2016.", Bench.Quote))
                : ScriptedModel.Reply(request, (Bench.Statement, Bench.Quote));
        });

        var answer = await bench.AskAsync(Bench.Question);

        answer.Answerer.ShouldBe("generative");
        prompts.Count.ShouldBe(2);
        prompts[1].ShouldContain("statement 1 has a date that its quote has not");
    }

    [Fact]
    public async Task Ask_TypographyAndLineBreaksDiffer_QuoteIsTheStoredText()
    {
        const string stored = "Norway “fully”  supports\nthe Lake Accord – Norway's envoy said so because lakes matter.";
        await using var bench = await BenchAsync(
            request => ScriptedModel.Reply(request, ("Norway supports the Lake Accord because lakes matter.", "Norway \"fully\" supports the Lake Accord - Norway’s envoy said so")),
            ("norway.md", $"---\ntitle: Norway and the Lake Accord\ntreaties: [lake]\n---\n{stored}"));

        var answer = await bench.AskAsync("Why does Norway support the Lake Accord?");

        answer.Answerer.ShouldBe("generative");
        answer.Citations.ShouldHaveSingleItem().Quote.ShouldBe(stored);
    }

    [Fact]
    public async Task Ask_RelativeDate_ShowsTheWorking()
    {
        await using var bench = await BenchAsync(
            request => ScriptedModel.Reply(request, "May 2019", ("Norway joined the inspections of the Lake Accord in May 2019.", "In May this year Norway joined the inspections of the Lake Accord.")),
            ("norway.md", "---\ntitle: Norway and the Lake Accord\npublished: 2019-09-03\ntreaties: [lake]\n---\nIn May this year Norway joined the inspections of the Lake Accord."));

        var answer = await bench.AskAsync("What did Norway do about the inspections of the Lake Accord?");

        answer.Answerer.ShouldBe("generative");
        answer.ShortAnswer.ShouldBe("May 2019");
        answer.Notes.ShouldContain(note => note.Kind == NoteKind.RelativeDate && note.Text.StartsWith("May 2019:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ask_JudgeSaysNo_StatementIsDropped()
    {
        await using var server = await ModelServer.SayingAsync(request => request.Prompt.Contains("yes or no:", StringComparison.Ordinal)
            ? "No."
            : ScriptedModel.Reply(request, ("Because the inspections had stopped, Austria withdrew from the Lake Accord.", Bench.Quote)));
        var settings = Bench.Chat(ChatProvider.OpenAI, server.Origin);
        settings["Models:Chat:JudgeStatements"] = "true";
        await using var bench = await Bench.CreateAsync(settings);

        (await bench.AskAsync(Bench.Question)).Answerer.ShouldBe("extractive");
    }

    [Fact]
    public async Task Ask_PremiseIsFalse_ModelIsNotEvenAsked()
    {
        await using var server = await ModelServer.SayingAsync(request => ScriptedModel.Reply(request, ("France signed the Lake Accord.", Signed)));
        await using var bench = await Bench.CreateAsync(Bench.Chat(ChatProvider.OpenAI, server.Origin));

        var answer = await bench.AskAsync("Why did France withdraw from the Lake Accord?");

        answer.Abstention.ShouldNotBeNull().Reason.ShouldBe(AbstentionReason.FalsePremise);
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_ModelFindsItUnanswerable_LeavesItToTheRulesWithoutANote()
    {
        await using var bench = await BenchAsync(request => ScriptedModel.Reply(request));

        var answer = await bench.AskAsync(Bench.Question);

        answer.Answerer.ShouldBe("extractive");
        answer.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ask_FollowUp_IsCondensedByThePrompt()
    {
        const string understood = "Why did Austria withdraw from the Lake Accord?";
        await using var bench = await BenchAsync(request => request.Prompt.Contains("stands alone:", StringComparison.Ordinal)
            ? understood : ScriptedModel.Reply(request, (Bench.Statement, Bench.Quote)));

        var answer = await bench.AskAsync("why?", "When did Austria withdraw from the Lake Accord?");

        answer.UnderstoodAs.ShouldBe(understood);
        answer.Answerer.ShouldBe("generative");
    }

    [Theory]
    [InlineData("Why did Austria blow up the Lake Accord with Norway?")]
    [InlineData("See http://canary.example about the Lake Accord")]
    [InlineData("")]
    public async Task Ask_CondensedQuestionAddsSomething_RulesAreUsed(string condensed)
    {
        await using var bench = await BenchAsync(request => request.Prompt.Contains("stands alone:", StringComparison.Ordinal)
            ? condensed : ScriptedModel.Reply(request, (Bench.Statement, Bench.Quote)));
        await using var plain = await Bench.CreateAsync(Bench.NoModel);

        var answer = await bench.AskAsync("why?", "When did Austria withdraw from the Lake Accord?");

        answer.UnderstoodAs.ShouldBe((await plain.AskAsync("why?", "When did Austria withdraw from the Lake Accord?")).UnderstoodAs);
    }

    [Fact]
    public async Task AskStreaming_Answer_ComesAsStatusThenCheckedSentencesThenTheWhole()
    {
        await using var bench = await BenchAsync(request => ScriptedModel.Reply(
            request, (Bench.Statement, Bench.Quote), ("Austria withdrew on 9 May 2016.", Bench.Quote), ("Austria withdrew from the Lake Accord on 9 May 2015.", Bench.Quote)));

        var updates = new List<AnswerUpdate>();
        await foreach (var update in bench.Assistant.AskStreamingAsync(new Question(Bench.Question), TestContext.Current.CancellationToken))
            updates.Add(update);

        updates.OfType<StatusUpdate>().Select(status => status.Text).ShouldBe(["Searching the documents…", "Reading 3 passages…"]);
        updates.OfType<TextUpdate>().Count().ShouldBe(2);
        var answer = updates[^1].ShouldBeOfType<CompletedUpdate>().Answer;
        string.Concat(updates.OfType<TextUpdate>().Select(text => text.Text)).ShouldBe(answer.Text);
    }

    [Fact]
    public async Task AskStreaming_ListenerLeaves_CallIsCancelled()
    {
        var arrived = new TaskCompletionSource();
        var closed = new TaskCompletionSource();
        await using var server = await ModelServer.StartAsync(async (context, _) =>
        {
            arrived.TrySetResult();
            await using var registration = context.RequestAborted.Register(() => closed.TrySetResult());
            await closed.Task;
        });
        await using var bench = await Bench.CreateAsync(Bench.Chat(ChatProvider.AzureOpenAI, server.Origin));

        await foreach (var update in bench.Assistant.AskStreamingAsync(new Question(Bench.Question), TestContext.Current.CancellationToken))
        {
            if (update is StatusUpdate { Text: var text } && text.StartsWith("Reading", StringComparison.Ordinal))
            {
                await arrived.Task;
                break;
            }
        }

        await closed.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Prompts_FileEdited_CountsFromTheNextQuestion()
    {
        var folder = Directory.CreateTempSubdirectory("treatybot-prompts-").FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "prompts"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "prompts"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        await using var server = await ModelServer.SayingAsync(request => ScriptedModel.Reply(request, (Bench.Statement, Bench.Quote)));
        var settings = Bench.Chat(ChatProvider.OpenAI, server.Origin);
        settings["Models:Chat:Prompts"] = folder;
        await using var bench = await Bench.CreateAsync(settings);
        var library = bench.Get<PromptLibrary>();
        var before = library.Hashes();
        await bench.AskAsync(Bench.Question);

        var edited = Path.Combine(folder, "Answer", "skprompt.txt");
        await File.WriteAllTextAsync(edited, "<message role=\"system\">Edited.</message>" + await File.ReadAllTextAsync(edited, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await bench.AskAsync(Bench.Question);

        server.Requests.Select(request => request.Prompt.StartsWith("Edited.", StringComparison.Ordinal)).ShouldBe([false, true]);
        library.Hashes()["Answer"].ShouldNotBe(before["Answer"]);
        library.Hashes()["JudgeSupport"].ShouldBe(before["JudgeSupport"]);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Ask_SmallContext_PromptStaysWithinIt()
    {
        await using var server = await ModelServer.SayingAsync(request => ScriptedModel.Reply(request, (Bench.Statement, Bench.Quote)));
        var settings = Bench.Chat(ChatProvider.OpenAI, server.Origin);
        settings["Models:Chat:ContextTokens"] = "2600";
        var news = Enumerable.Range(1, 30).ToDictionary(
            number => $"news{number}.md", number => $"---\ntitle: News {number}\ntreaties: [lake]\n---\n" + string.Join(' ', Enumerable.Repeat($"Austria withdrew from the Lake Accord because of report {number}.", 25)));
        await using var bench = await Bench.CreateAsync(settings, news);

        await bench.AskAsync(Bench.Question);

        var prompt = server.Requests.First().Prompt;
        new TokenCounter("gpt-4o").Count(prompt).ShouldBeLessThanOrEqualTo(2600 - 900);
        prompt.ShouldContain("passage 1 |");
    }

    private static async Task<ModelledBench> BenchAsync(Func<ModelRequest, string> reply, params (string Name, string Text)[] documents)
    {
        var server = await ModelServer.SayingAsync(reply);
        return new(server, await Bench.CreateAsync(
            Bench.Chat(ChatProvider.OpenAI, server.Origin), documents.ToDictionary(document => document.Name, document => document.Text)));
    }

    private sealed record ModelledBench(ModelServer Server, Bench Bench) : IAsyncDisposable
    {
        public Knowledge.IAssistant Assistant => Bench.Assistant;

        public Task<Answer> AskAsync(string question, params string[] earlier) => Bench.AskAsync(question, earlier);

        public async ValueTask DisposeAsync()
        {
            await Bench.DisposeAsync();
            await Server.DisposeAsync();
        }
    }
}
