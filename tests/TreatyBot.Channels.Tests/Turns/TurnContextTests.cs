using TreatyBot.Channels.Protocol;
using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Tests.Turns;

public sealed class TurnContextTests
{
    private static readonly Activity Inbound = new()
    {
        Type = ActivityTypes.Message,
        Id = "1",
        Text = " hi ",
        From = new ChannelAccount { Id = "user" },
        Recipient = new ChannelAccount { Id = "bot" },
        Conversation = new ConversationAccount { Id = "c" },
        ServiceUrl = "https://example.org/",
    };

    [Fact]
    public async Task SendText_Reply_IsAddressedAndCountsAsResponse()
    {
        var adapter = new ScriptedAdapter();
        var turn = new TurnContext(adapter, Inbound);

        await turn.SendTypingAsync(CancellationToken.None);
        turn.Responded.ShouldBeFalse();
        var response = await turn.SendTextAsync("hello", CancellationToken.None);

        turn.Responded.ShouldBeTrue();
        response!.Id.ShouldBe("2");
        adapter.Sent[1].Recipient!.Id.ShouldBe("user");
        adapter.Sent[1].ServiceUrl.ShouldBeNull();
        turn.Text.ShouldBe("hi");
    }

    [Fact]
    public async Task Middleware_InOrder_WrapsTheBot()
    {
        var seen = new List<string>();
        var adapter = new ScriptedAdapter(new Tracing("a", seen), new Tracing("b", seen));

        await adapter.RunAsync(new TurnContext(adapter, Inbound), new ScriptedBot((_, _) => { seen.Add("bot"); return Task.CompletedTask; }));

        seen.ShouldBe(["a>", "b>", "bot", "<b", "<a"]);
    }

    [Fact]
    public async Task Middleware_WithoutNext_EndsTheTurn()
    {
        var reached = false;
        var adapter = new ScriptedAdapter(new Stopping());

        await adapter.RunAsync(new TurnContext(adapter, Inbound), new ScriptedBot((_, _) => { reached = true; return Task.CompletedTask; }));

        reached.ShouldBeFalse();
    }

    [Fact]
    public async Task BeginReply_PlainChannel_ShowsTypingOnceThenTheWholeReply()
    {
        var adapter = new ScriptedAdapter();
        await using (var writer = new TurnContext(adapter, Inbound).BeginReply())
        {
            await writer.InformAsync("Searching…", CancellationToken.None);
            await writer.AppendAsync("On", CancellationToken.None);
            await writer.CompleteAsync(
                new Reply
                {
                    Text = "It ended then [1].",
                    ShortAnswer = "1 May",
                    Notes = ["Today's state."],
                    Citations = [new ReplyCitation(1, "Doc") { Publisher = "UN", Date = "1999", Locator = "¶3", Quote = "ended", Url = "https://x" }],
                },
                CancellationToken.None);
        }

        adapter.Sent.Select(activity => activity.Type).ShouldBe([ActivityTypes.Typing, ActivityTypes.Message]);
        adapter.Sent[1].Text.ShouldBe("**1 May**\n\nIt ended then [1].\n\n_Today's state._\n\n[1] Doc, UN, 1999, ¶3. “ended” <https://x>");
    }

    private sealed class Tracing(string name, List<string> seen) : IMiddleware
    {
        public async Task OnTurnAsync(TurnContext turn, NextTurn next, CancellationToken cancellationToken)
        {
            seen.Add(name + ">");
            await next(cancellationToken);
            seen.Add("<" + name);
        }
    }

    private sealed class Stopping : IMiddleware
    {
        public Task OnTurnAsync(TurnContext turn, NextTurn next, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
