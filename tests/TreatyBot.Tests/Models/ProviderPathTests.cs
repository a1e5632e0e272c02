using Azure.Core;
using Azure.Identity;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Models;
using TreatyBot.Tests.Corpus;

namespace TreatyBot.Tests.Models;

/// <summary>The real client libraries against servers that speak their protocols.</summary>
public sealed class ProviderPathTests
{
    private const string Purpose = "The Lake Accord bans naval mines on all lakes of its parties.";
    private const string Inspections = "It allows each party four inspections a year.";
    private const string Signed = "Switzerland and Austria signed the Lake Accord in Bern on 4 March 1999.";
    private const string InForce = "The Lake Accord entered into force on 1 June 2001.";

    private static readonly (string Question, string Text, string Quote)[] Questions =
    [
        (Bench.Question, Bench.Statement, Bench.Quote),
        ("When was the Lake Accord signed?", "The Lake Accord was signed on 4 March 1999.", Signed),
        ("Where was the Lake Accord signed?", "The Lake Accord was signed in Bern.", Signed),
        ("Who signed the Lake Accord?", "Switzerland and Austria signed the Lake Accord.", Signed),
        ("When did the Lake Accord enter into force?", "The Lake Accord entered into force on 1 June 2001.", InForce),
        ("What does the Lake Accord ban?", "The Lake Accord bans naval mines on all lakes of its parties.", Purpose),
        ("How many inspections does the Lake Accord allow each party a year?", "Each party is allowed four inspections a year.", Inspections),
        ("When did Austria withdraw from the Lake Accord?", "Austria withdrew from the Lake Accord on 9 May 2015.", Bench.Quote),
        ("In which year did Austria withdraw from the Lake Accord?", "Austria withdrew from the Lake Accord in 2015.", Bench.Quote),
        ("What is the Lake Accord?", "The Lake Accord bans naval mines on lakes.", Purpose),
    ];

    [Theory]
    [InlineData(ChatProvider.Ollama)]
    [InlineData(ChatProvider.AzureOpenAI)]
    [InlineData(ChatProvider.OpenAI)]
    public async Task Ask_TenQuestions_AreAnsweredAlikeByEveryProvider(ChatProvider provider)
    {
        await using var server = await ModelServer.SayingAsync(request =>
        {
            var (_, text, quote) = Questions.First(entry => request.Prompt.Contains(entry.Question, StringComparison.Ordinal));
            return ScriptedModel.Reply(request, (text, quote));
        });
        await using var bench = await Bench.CreateAsync(Bench.Chat(provider, server.Origin));

        foreach (var (question, text, quote) in Questions)
        {
            var answer = await bench.AskAsync(question);

            answer.Answerer.ShouldBe("generative", question);
            answer.Text.ShouldBe($"{text[..^1]} [1].");
            answer.Citations.ShouldHaveSingleItem().Quote.ShouldBe(quote);
            answer.Citations[0].Verified.ShouldBeTrue();
            answer.Notes.ShouldHaveSingleItem().ShouldBe(new AnswerNote(NoteKind.Verification, "1 of 1 quotes verified.", answer.Notes[0].Citations));
        }
    }

    [Fact]
    public async Task Ask_NoModel_AnswersTheSameQuestions()
    {
        await using var bench = await Bench.CreateAsync(Bench.NoModel);

        foreach (var (question, _, _) in Questions)
        {
            var answer = await bench.AskAsync(question);

            answer.Outcome.ShouldBe(AnswerOutcome.Answered, question);
            answer.Answerer.ShouldNotBe("generative");
            answer.Notes.ShouldNotContain(note => note.Kind == NoteKind.Fallback);
        }
    }

    [Theory]
    [InlineData(ChatProvider.Ollama)]
    [InlineData(ChatProvider.AzureOpenAI)]
    [InlineData(ChatProvider.OpenAI)]
    public async Task Ask_ReplyInSingleBytes_IsPutTogether(ChatProvider provider)
    {
        await using var server = await ModelServer.StartAsync((context, request) => Wire.SendAsync(
            context, request, Wire.Chat(request, $"Grüße 🕊 – hier:\n{ScriptedModel.Reply(request, (Bench.Statement, Bench.Quote))}"), pieceLength: 1));
        await using var bench = await Bench.CreateAsync(Bench.Chat(provider, server.Origin));

        (await bench.AskAsync(Bench.Question)).Answerer.ShouldBe("generative");
    }

    [Fact]
    public async Task Ask_Azure_CallsTheDeploymentWithTheKey()
    {
        var request = await RequestAsync(ChatProvider.AzureOpenAI);

        request.Path.ShouldBe("/openai/deployments/gpt-4o/chat/completions");
        request.Query.ShouldContain("api-version=");
        request.Headers["api-key"].ShouldBe("key-of-a-test");
        request.HasSchema.ShouldBeTrue();
    }

    [Fact]
    public async Task Ask_AzureWithApiVersion_SendsIt()
    {
        var request = await RequestAsync(ChatProvider.AzureOpenAI, ("Models:Chat:ApiVersion", "2025-04-01-preview"));

        request.Query.ShouldBe("?api-version=2025-04-01-preview");
    }

    [Fact]
    public async Task Ask_OpenAI_CallsThePathOfTheEndpointWithTheKey()
    {
        var request = await RequestAsync(ChatProvider.OpenAI);

        request.Path.ShouldBe("/v1/chat/completions");
        request.Headers["Authorization"].ShouldBe("Bearer key-of-a-test");
        request.Body.GetProperty("stream").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Ask_Ollama_SendsTheContextLengthAndTheSchema()
    {
        var request = await RequestAsync(ChatProvider.Ollama, ("Models:Chat:ContextTokens", "6000"));

        request.Path.ShouldBe("/api/chat");
        request.Body.GetProperty("options").GetProperty("num_ctx").GetInt32().ShouldBe(6000);
        request.Body.GetProperty("options").GetProperty("num_predict").GetInt32().ShouldBe(900);
        request.HasSchema.ShouldBeTrue();
    }

    [Fact]
    public async Task Ask_SchemaRefused_AsksInWordsAndRemembers()
    {
        await using var server = await ModelServer.StartAsync((context, request) => request.HasSchema
            ? Wire.RefuseAsync(context, request, 400, "response_format is not supported by this model")
            : Wire.SendAsync(context, request, Wire.Chat(request, $"CLAIM: {Bench.Statement}\nPASSAGE: {ScriptedModel.NumberOf(request.Prompt, Bench.Quote)}\nQUOTE: {Bench.Quote}")));
        await using var bench = await Bench.CreateAsync(Bench.Chat(ChatProvider.OpenAI, server.Origin));

        (await bench.AskAsync(Bench.Question)).Answerer.ShouldBe("generative");
        (await bench.AskAsync(Bench.Question)).Answerer.ShouldBe("generative");

        server.Requests.Select(request => request.HasSchema).ShouldBe([true, false, false]);
    }

    [Fact]
    public async Task Ask_PassingFault_IsTriedAgainAfterTheTimeAskedFor()
    {
        var calls = 0;
        await using var server = await ModelServer.StartAsync((context, request) =>
        {
            if (Interlocked.Increment(ref calls) > 1)
                return Wire.SendAsync(context, request, Wire.Chat(request, ScriptedModel.Reply(request, (Bench.Statement, Bench.Quote))));
            context.Response.Headers.RetryAfter = "7";
            return Wire.RefuseAsync(context, request, 429, "slow down");
        });
        var settings = Bench.Chat(ChatProvider.AzureOpenAI, server.Origin);
        settings["Models:Chat:MaximumRetries"] = "1";
        var time = new PassingTime();
        await using var bench = await Bench.CreateAsync(settings, time: time);

        var asking = bench.AskAsync(Bench.Question);
        await time.ElapseAsync(TimeSpan.FromSeconds(7));

        (await asking).Answerer.ShouldBe("generative");
        calls.ShouldBe(2);
    }

    [Fact]
    public async Task Ask_Cancelled_ClosesTheConnection()
    {
        var arrived = new TaskCompletionSource();
        var closed = new TaskCompletionSource();
        await using var server = await ModelServer.StartAsync(async (context, request) =>
        {
            await using var registration = context.RequestAborted.Register(() => closed.TrySetResult());
            await Wire.SendAsync(context, request, System.Text.Encoding.UTF8.GetBytes(Wire.Delta(request, "{")));
            arrived.TrySetResult();
            await closed.Task;
        });
        await using var bench = await Bench.CreateAsync(Bench.Chat(ChatProvider.Ollama, server.Origin));
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        var asking = bench.Assistant.AskAsync(new Question(Bench.Question), cancellation.Token);
        await arrived.Task;
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asking);
        await closed.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Ask_AzureWithoutKeyOrIdentity_SaysWhatToMend()
    {
        var settings = Bench.Chat(ChatProvider.AzureOpenAI, new Uri("https://127.0.0.1:1"));
        settings["Models:Chat:ApiKey"] = null;
        await using var bench = await Bench.CreateAsync(settings, credential: new NoIdentity());

        var answer = await bench.AskAsync(Bench.Question);

        answer.Notes.ShouldHaveSingleItem().Text.ShouldStartWith("The language model is not available");
        bench.Logs.Text.ShouldContain("Unauthorized): No identity for Azure OpenAI was found or it was refused; set ApiKey");
    }

    [Fact]
    public async Task Ask_ModelDownForLong_IsLeftAloneForAWhile()
    {
        await using var server = await ModelServer.StartAsync((context, request) => Wire.RefuseAsync(context, request, 503, "busy"));
        await using var bench = await Bench.CreateAsync(Bench.Chat(ChatProvider.Ollama, server.Origin));

        for (var turn = 0; turn < 5; turn++)
            (await bench.AskAsync(Bench.Question)).Notes.ShouldContain(note => note.Kind == NoteKind.Fallback);

        server.Requests.Count.ShouldBe(3);
    }

    private sealed class NoIdentity : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new AuthenticationFailedException("none");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new AuthenticationFailedException("none");
    }

    private static async Task<ModelRequest> RequestAsync(ChatProvider provider, params (string Key, string Value)[] further)
    {
        await using var server = await ModelServer.SayingAsync(request => ScriptedModel.Reply(request, (Bench.Statement, Bench.Quote)));
        var settings = Bench.Chat(provider, server.Origin);
        foreach (var (key, value) in further)
            settings[key] = value;
        await using var bench = await Bench.CreateAsync(settings);
        (await bench.AskAsync(Bench.Question)).Answerer.ShouldBe("generative");
        return server.Requests.ShouldHaveSingleItem();
    }
}
