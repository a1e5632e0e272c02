using System.Text;
using Microsoft.AspNetCore.Http;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Models;

namespace TreatyBot.Tests.Models;

/// <summary>What goes wrong between a model and us, in every protocol, and what the asker sees of it.</summary>
public sealed class WireFaultTests
{
    private const string NotInTime = "The language model did not answer in time, so this reply was put together from the documents without it.";
    private const string TooMuchToDo = "The language model has too much to do at the moment, so this reply was put together from the documents without it.";
    private const string Declined = "The language model's provider declined the question, so this reply was put together from the documents without it.";
    private const string Unusable = "The language model's reply could not be used, so this reply was put together from the documents without it.";
    private const string NotAvailable = "The language model is not available, so this reply was put together from the documents without it.";
    private const string Unchecked = "What the language model wrote did not pass the check against its sources, so this reply was put together from the documents without it.";

    private const string SecretMessage = "the prompt was: Why did Austria withdraw";

    private static readonly Dictionary<string, (Func<HttpContext, ModelRequest, Task> Behave, string Note)> Faults = new()
    {
        ["status 401"] = ((context, request) => Wire.RefuseAsync(context, request, 401, SecretMessage), NotAvailable),
        ["status 403"] = ((context, request) => Wire.RefuseAsync(context, request, 403, SecretMessage), NotAvailable),
        ["model missing"] = ((context, request) => Wire.RefuseAsync(context, request, 404, "model \"llama3.1\" not found, try pulling it first"), NotAvailable),
        ["rate limit"] = ((context, request) => Wire.RefuseAsync(context, request, 429, SecretMessage, "rate_limit_exceeded"), TooMuchToDo),
        ["quota used up"] = ((context, request) => Wire.RefuseAsync(context, request, 429, "You exceeded your current quota", "insufficient_quota"), TooMuchToDo),
        ["status 500"] = ((context, request) => Wire.RefuseAsync(context, request, 500, SecretMessage), TooMuchToDo),
        ["queue full"] = ((context, request) => Wire.RefuseAsync(context, request, 503, "server busy, please try again.  maximum pending requests exceeded"), TooMuchToDo),
        ["content filter, status 400"] = ((context, request) => Wire.RefuseAsync(context, request, 400, "The response was filtered due to the prompt triggering content management policy", "content_filter"), Declined),
        ["content filter in the stream"] = ((context, request) => Wire.SendAsync(context, request, Wire.Chat(request, "{", request.IsOllama ? null : "content_filter")), ""),
        ["prompt too long"] = ((context, request) => Wire.RefuseAsync(context, request, 400, "This model's maximum context length is 10 tokens", "context_length_exceeded"), NotAvailable),
        ["redirect"] = (RedirectAsync, NotAvailable),
        ["stall before the headers"] = ((context, _) => HangAsync(context), NotInTime),
        ["stall in the stream"] = (StallAsync, NotInTime),
        ["reset before the headers"] = ((context, _) => { context.Abort(); return Task.CompletedTask; }, NotAvailable),
        ["reset in the stream"] = (ResetAsync, NotAvailable),
        ["end without done"] = ((context, request) => Wire.SendAsync(context, request, Wire.Chat(request, "{\"answerable\": true, ", finish: null)), Unusable),
        ["half a line"] = ((context, request) => Wire.SendAsync(context, request, Wire.Chat(request, "half")[..40]), Unusable),
        ["error in the stream"] = (ErrorInStreamAsync, ""),
        ["out of tokens"] = ((context, request) => Wire.SendAsync(context, request, Wire.Chat(request, "{\"answerable\": tr", "length")), NotAvailable),
        ["empty body"] = ((context, request) => Wire.SendAsync(context, request, []), Unusable),
        ["empty text"] = ((context, request) => Wire.SendAsync(context, request, Wire.Chat(request, "  ")), Unusable),
        ["broken UTF-8"] = ((context, request) => Wire.SendAsync(context, request, Encoding.Latin1.GetBytes(Encoding.UTF8.GetString(Wire.Chat(request, "é broken é")))), Unusable),
        ["HTML instead"] = ((context, request) => Wire.SendAsync(context, request, "<html>It works!</html>\n"u8.ToArray()), Unusable),
        ["1 MB of text"] = ((context, request) => Wire.SendAsync(context, request, Wire.Chat(request, new string('a', 1 << 20))), Unusable),
        ["20 MB of bytes"] = (FloodAsync, Unusable),
        ["no JSON"] = ((context, request) => Wire.SendAsync(context, request, Wire.Chat(request, "I think it was because of the inspections.")), Unchecked),
        ["invalid JSON"] = ((context, request) => Wire.SendAsync(context, request, Wire.Chat(request, "{\"answerable\": true, \"claims\": [{\"text\": ")), Unchecked),
        ["nonsense in the right form"] = ((context, request) => Wire.SendAsync(context, request, Wire.Chat(request, """{"answerable":true,"claims":[{"text":5,"passage":[],"quote":{}},7]}""")), Unchecked),
        ["another language"] = ((context, request) => Wire.SendAsync(context, request, Wire.Chat(request,
            ScriptedModel.Reply(request, ("Österreich trat aus, weil die Kontrollen aufgehört hatten.", Bench.Quote)))), Unchecked),
        ["an invented quote"] = ((context, request) => Wire.SendAsync(context, request, Wire.Chat(request,
            ScriptedModel.Reply(request, ("Austria withdrew because of a storm.", "Austria withdrew from the Lake Accord because of a storm.")))), Unchecked),
    };

    public static TheoryData<string, ChatProvider> All()
    {
        var data = new TheoryData<string, ChatProvider>();
        foreach (var fault in Faults.Keys)
        {
            foreach (var provider in new[] { ChatProvider.Ollama, ChatProvider.AzureOpenAI, ChatProvider.OpenAI })
                data.Add(fault, provider);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Ask_ModelMisbehaves_AnswersFromTheDocumentsWithANote(string fault, ChatProvider provider)
    {
        var (behave, note) = Faults[fault];
        await using var server = await ModelServer.StartAsync(behave);
        var settings = Bench.Chat(provider, server.Origin);
        if (fault.StartsWith("stall", StringComparison.Ordinal))
            settings["Models:Chat:CallTimeout"] = "00:00:00.300";
        await using var bench = await Bench.CreateAsync(settings);

        var answer = await bench.AskAsync(Bench.Question);

        answer.Outcome.ShouldBe(AnswerOutcome.Answered);
        answer.Answerer.ShouldBe("extractive");
        answer.Citations[0].Quote.ShouldBe(Bench.Quote);
        var shown = answer.Notes.ShouldHaveSingleItem();
        shown.Kind.ShouldBe(NoteKind.Fallback);
        if (note.Length > 0)
            shown.Text.ShouldBe(note);
        else
            shown.Text.ShouldBeOneOf(Declined, Unusable, TooMuchToDo);
        bench.Logs.Text.ShouldContain(note == Unchecked ? "dropped in round 2" : "Answered without the chat model");
        bench.Logs.Text.ShouldNotContain("Austria");
        bench.Logs.Text.ShouldNotContain("key-of-a-test");
    }

    private static Task RedirectAsync(HttpContext context, ModelRequest request)
    {
        context.Response.Redirect("http://127.0.0.1:1/elsewhere");
        return Task.CompletedTask;
    }

    private static async Task HangAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(() => gone.TrySetResult());
        await gone.Task;
    }

    private static async Task StallAsync(HttpContext context, ModelRequest request)
    {
        await Wire.SendAsync(context, request, Encoding.UTF8.GetBytes(Wire.Delta(request, "{\"answerable\"")));
        await HangAsync(context);
    }

    private static async Task ResetAsync(HttpContext context, ModelRequest request)
    {
        await Wire.SendAsync(context, request, Encoding.UTF8.GetBytes(Wire.Delta(request, "{\"answerable\"")));
        context.Abort();
    }

    private static Task ErrorInStreamAsync(HttpContext context, ModelRequest request)
    {
        var error = request.IsOllama ? Wire.Json(new { error = SecretMessage }) + "\n" : Wire.Event(new { error = new { message = SecretMessage, code = "server_error" } });
        return Wire.SendAsync(context, request, Encoding.UTF8.GetBytes(Wire.Delta(request, "{\"answerable\"") + error));
    }

    private static async Task FloodAsync(HttpContext context, ModelRequest request)
    {
        var line = Encoding.UTF8.GetBytes(Wire.Delta(request, "").Replace("\"m\"", $"\"{new string('m', 1 << 20)}\"", StringComparison.Ordinal));
        for (var count = 0; count < 20; count++)
            await Wire.SendAsync(context, request, line);
    }
}
