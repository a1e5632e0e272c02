using System.Text.Json;
using System.Text.Json.Nodes;
using TreatyBot.Channels.BotFramework;
using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Tests.Protocol;
using TreatyBot.Channels.Tests.Turns;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Tests.BotFramework;

public sealed class BotFrameworkAdapterTests : IAsyncLifetime
{
    private AdapterHarness _harness = null!;

    public async ValueTask InitializeAsync() => _harness = await AdapterHarness.StartAsync(new TurnQueueOptions { CapacityPerConversation = 1 });

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Process_Message_IsAnsweredBeforeTheTurnIsDone()
    {
        var gate = new TaskCompletionSource();

        var response = await _harness.DeliverAsync(_harness.Message("1"), async (turn, token) =>
        {
            await gate.Task;
            await turn.SendTextAsync("done", token);
        });

        response.Status.ShouldBe(202);
        _harness.Connector.Requests.ShouldBeEmpty();
        gate.SetResult();
        var sent = await _harness.Connector.NextAsync();
        sent.Target.ShouldBe("/v3/conversations/19%3Ax%40thread.tacv2%3Bmessageid%3D1/activities/1");
        sent.Text.ShouldBe("done");
        ((string?)sent.Body!["conversation"]!["id"]).ShouldBe("19:x@thread.tacv2;messageid=1", "a reply stays in its thread");
        sent.Body["serviceUrl"].ShouldBeNull();
        sent.Authorization.ShouldBeNull();
    }

    [Fact]
    public async Task Process_SameMessageTwice_AnswersOnce()
    {
        await _harness.RunAsync(_harness.Message("1"), (turn, token) => turn.SendTextAsync("a", token));

        (await _harness.DeliverAsync(_harness.Message("1"), (turn, token) => turn.SendTextAsync("b", token))).Status.ShouldBe(202);

        await _harness.Queue.DrainAsync(CancellationToken.None);
        _harness.Connector.Requests.ShouldHaveSingleItem().Text.ShouldBe("a");
    }

    [Fact]
    public async Task Process_UnhandledInvoke_Is501()
    {
        var response = await _harness.DeliverAsync(Invoke("nobody/knows"), (_, _) => Task.CompletedTask);

        (response.Status, response.Json.Length).ShouldBe((501, 0));
    }

    [Fact]
    public async Task Process_HandledInvoke_AnswersItsStatusAndBody()
    {
        var response = await _harness.DeliverAsync(Invoke(InvokeNames.SubmitAction), (turn, _) =>
        {
            turn.InvokeResponse = InvokeResponse.EmptyObject;
            return Task.CompletedTask;
        });

        response.Status.ShouldBe(200);
        System.Text.Encoding.UTF8.GetString(response.Json.Span).ShouldBe("{}");
    }

    [Fact]
    public async Task Process_InvokeThatThrows_Is500WithoutDetail()
    {
        var response = await _harness.DeliverAsync(Invoke("x"), (_, _) => throw new InvalidOperationException("inner secret"));

        (response.Status, response.Json.Length).ShouldBe((500, 0));
        _harness.Logs.Text.ShouldContain("inner secret");
    }

    [Fact]
    public async Task Process_InvokeThatHangs_Is504InTime()
    {
        var response = _harness.DeliverAsync(Invoke("x"), (_, token) => Task.Delay(Timeout.Infinite, token));
        _harness.Time.Advance(TimeSpan.FromSeconds(10));

        (await response).Status.ShouldBe(504);
    }

    [Fact]
    public async Task Process_ExpectReplies_AnswersInTheResponse()
    {
        var message = _harness.Message("1");
        message["deliveryMode"] = "expectReplies";

        var response = await _harness.DeliverAsync(message, async (turn, token) =>
        {
            await turn.SendTypingAsync(token);
            await turn.SendReplyAsync(Reply.Notice("hi"), token);
        });

        response.Status.ShouldBe(200);
        var activities = JsonNode.Parse(response.Json.Span)!["activities"]!.AsArray();
        ((string?)activities.ShouldHaveSingleItem()!["text"]).ShouldBe("hi");
        _harness.Connector.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Process_ExpectRepliesAgain_GetsTheSameResponseOfOneTurn()
    {
        var message = _harness.Message("1");
        message["deliveryMode"] = "expectReplies";
        var gate = new TaskCompletionSource();
        int turns = 0;
        var first = Deliver();
        var second = Deliver();
        gate.SetResult();

        (await second).Json.ToArray().ShouldBe((await first).Json.ToArray());
        (await Deliver()).Json.ToArray().ShouldBe((await first).Json.ToArray());
        turns.ShouldBe(1);

        Task<InboundResponse> Deliver() => _harness.DeliverAsync(message, async (turn, token) =>
        {
            turns++;
            await gate.Task;
            await turn.SendReplyAsync(Reply.Notice("hi"), token);
        });
    }

    [Fact]
    public async Task Process_ExpectRepliesWhenTheProgramStops_AsksForItAgain()
    {
        var message = _harness.Message("1");
        message["deliveryMode"] = "expectReplies";
        var started = new TaskCompletionSource();
        var response = _harness.DeliverAsync(message, (_, token) =>
        {
            started.SetResult();
            return Task.Delay(Timeout.Infinite, token);
        });
        await started.Task;

        await _harness.Queue.DrainAsync(new CancellationToken(canceled: true));

        (await response).Status.ShouldBe(503);
    }

    [Fact]
    public async Task Process_BusyConversation_TellsTheUser()
    {
        var gate = new TaskCompletionSource();
        await _harness.DeliverAsync(_harness.Message("1"), (_, _) => gate.Task);

        (await _harness.DeliverAsync(_harness.Message("2"), (_, _) => Task.CompletedTask)).Status.ShouldBe(202);
        (await _harness.Connector.NextAsync()).Text.ShouldNotBeNull().ShouldContain("earlier questions");

        gate.SetResult();
        await _harness.Queue.DrainAsync(CancellationToken.None);
        _harness.Connector.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Process_MoreThanTheQueueTakes_TellsEachAsker_AndOnceMoreForWhatFollowed()
    {
        await using var small = await AdapterHarness.StartAsync(new TurnQueueOptions { Capacity = 1 });
        TaskCompletionSource started = new(), gate = new();
        await small.DeliverAsync(small.Message("first"), async (_, _) => { started.SetResult(); await gate.Task; });
        await started.Task;

        foreach (var (id, user) in new[] { ("2", "29:a"), ("3", "29:b"), ("4", "29:a"), ("5", "29:a") })
        {
            var message = small.Message(id);
            message["from"]!["id"] = user;
            (await small.DeliverAsync(message, (_, _) => Task.CompletedTask)).Status.ShouldBe(202);
        }

        var told = new[] { await small.Connector.NextAsync(), await small.Connector.NextAsync() };
        told.Select(call => ((string?)call.Body!["replyToId"], (string?)call.Body["text"])).Order().ShouldBe([
            ("2", "I have more questions than I can take right now. Please ask again in a minute."),
            ("3", "I have more questions than I can take right now. Please ask again in a minute.")]);
        gate.SetResult();
        // What is owed leaves before the program ends.
        await small.Queue.DrainAsync(CancellationToken.None);
        var later = await small.Connector.NextAsync();
        ((string?)later.Body!["replyToId"]).ShouldBe("5");
        ((string?)later.Body["text"]).ShouldNotBeNull().ShouldStartWith("I could not take all of your questions.");
    }

    [Fact]
    public async Task Process_WhileStopping_Is503SoThatItComesAgain()
    {
        await _harness.Queue.DrainAsync(CancellationToken.None);

        (await _harness.DeliverAsync(_harness.Message("1"), (_, _) => Task.CompletedTask)).Status.ShouldBe(503);
    }

    [Fact]
    public async Task Turn_ThatThrows_TellsAFixedSentenceWithANumber()
    {
        await _harness.DeliverAsync(_harness.Message("1"), (_, _) => throw new InvalidOperationException("inner secret"));

        var told = (await _harness.Connector.NextAsync()).Text.ShouldNotBeNull();
        told.ShouldContain("Something went wrong");
        told.ShouldNotContain("inner");
        var number = told.TrimEnd('.').Split(' ')[^1];
        _harness.Logs.Text.ShouldContain($"Turn {number} failed");
    }

    [Fact]
    public async Task Turn_OverItsTime_TellsTheUser()
    {
        await _harness.DeliverAsync(_harness.Message("1"), (_, token) => Task.Delay(Timeout.Infinite, token));
        await _harness.Time.ElapseAsync(due => due == TimeSpan.FromMinutes(3));

        (await _harness.Connector.NextAsync()).Text.ShouldNotBeNull().ShouldContain("took too long");
    }

    [Fact]
    public async Task Send_413_ShortensOnceAndDoesNotLoop()
    {
        _harness.Connector.ScriptError(413, "MessageSizeTooBig", "too big");
        _harness.Connector.ScriptError(413, "MessageSizeTooBig", "too big");

        var refusal = await Should.ThrowAsync<ConnectorException>(
            _harness.RunAsync(_harness.Message("1"), (turn, token) => turn.SendTextAsync(new string('x', 20_000), token)));

        refusal.Code.ShouldBe("MessageSizeTooBig");
        _harness.Connector.Requests.Select(request => request.Text!.Length).ShouldBe([20_000, 8000]);
    }

    [Fact]
    public async Task Continue_StoredReferenceWithOtherHost_IsRefused()
    {
        var reference = new ConversationReference { ServiceUrl = "https://evil.example/", Conversation = new ConversationAccount { Id = "c" } };

        var refusal = await Should.ThrowAsync<ConnectorException>(
            _harness.Adapter.ContinueConversationAsync(reference, new ScriptedBot((_, _) => Task.CompletedTask), CancellationToken.None));

        refusal.Code.ShouldBe("ServiceUrlNotAllowed");
    }

    [Fact]
    public async Task Continue_StoredReference_SpeaksInTheConversation()
    {
        var json = JsonSerializer.Serialize(
            new ConversationReference { ServiceUrl = _harness.Connector.Origin, ChannelId = "msteams", Conversation = new ConversationAccount { Id = "c" } }, ProtocolJson.Options);
        var reference = JsonSerializer.Deserialize<ConversationReference>(json, ProtocolJson.Options)!;

        await _harness.Adapter.ContinueConversationAsync(
            reference, new ScriptedBot((turn, token) => turn.SendTextAsync("news", token)), CancellationToken.None);

        (await _harness.Connector.NextAsync()).Target.ShouldBe("/v3/conversations/c/activities");
    }

    [Fact]
    public async Task Process_EveryRecordedActivity_ReachesTheBot()
    {
        int expected = 0, seen = 0;
        foreach (var recorded in Recorded.Inbound)
        {
            var activity = recorded.DeepClone().AsObject();
            activity["serviceUrl"] = _harness.Connector.Origin;
            activity["conversation"]!["id"] = $"conversation-{expected++}";
            var response = await _harness.DeliverAsync(activity, (_, _) => { Interlocked.Increment(ref seen); return Task.CompletedTask; });
            response.Status.ShouldBeOneOf(200, 202, 501);
        }

        await _harness.Queue.DrainAsync(CancellationToken.None);
        seen.ShouldBe(expected);
    }

    private JsonObject Invoke(string name)
    {
        var activity = _harness.Message("1");
        activity["type"] = "invoke";
        activity["name"] = name;
        return activity;
    }
}
