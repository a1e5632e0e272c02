using TreatyBot.Channels.Turns;

namespace TreatyBot.Channels.Tests.Slack;

/// <summary>Replies of every kind, plain ones and ones that try the limits.</summary>
internal static class SlackReplies
{
    public static Reply Cited { get; } = new()
    {
        Text = "The Treaty of Arden entered into force on 4 May 1991, ninety days after the last ratification [1]. Belmar suspended it on 2 June 2009 [2].",
        ShortAnswer = "4 May 1991",
        Citations =
        [
            new ReplyCitation(1, "Treaty of Arden") { Publisher = "Depositary of Arden", Date = "1 February 1990", Locator = "Art. XIX(2)", Quote = "This Treaty shall enter into force ninety days after the deposit of the last instrument of ratification.", Url = "https://example.org/arden?a=1&b=2" },
            new ReplyCitation(2, "Belmar leaves <Arden> & stays") { Date = "2009-06-02", Locator = "¶3", Quote = "Belmar *suspends* its obligations; see <https://evil.example|here> and <!channel>." },
        ],
        Notes = ["“Ninety days after” was counted from 3 February 1991. [1]", "Two sources name different days. [2]"],
        Suggestions = ["Who ratified it last?", "timeline Treaty of Arden"],
    };

    public static Reply Hostile { get; } = new()
    {
        Text = "Ask <@U0ADMIN> or <!channel>, or <https://evil.example|Slack> [1]; [log in](https://evil.example) ![x](https://evil.example/p.png) & <#C1>. @here `<!here>`\n[a]: https://evil.example",
        ShortAnswer = "<!everyone>",
        Citations = [new ReplyCitation(1, "<!channel>\u202E") { Url = "javascript:alert(1)", Quote = "<@U0ADMIN>" }, new ReplyCitation(2, "|pipe> <b>") { Url = "https://example.org/<>|x" }],
        Notes = ["<!subteam^S1> said so."],
        Suggestions = ["<!channel>"],
    };

    public static Reply Huge { get; } = Cited with
    {
        Text = string.Join("\n\n", Enumerable.Range(0, 60).Select(i => $"Paragraph {i}. {new string('a', 200)} & <b>. [{i % 40 + 1}]")) + "\n```\n" + string.Join('\n', Enumerable.Range(0, 300).Select(i => $"line {i} of code")) + "\n```\nThe end.",
        Citations = [.. Enumerable.Range(1, 60).Select(i => new ReplyCitation(i, $"Document {i} " + new string('t', 300)) { Publisher = new string('p', 300), Date = "1990", Locator = "¶1", Url = "https://example.org/" + new string('u', 400), Quote = string.Concat(Enumerable.Repeat("quote & <more> ", 400)) })],
        Notes = [.. Enumerable.Repeat("A remark. " + new string('n', 500), 30)],
        Suggestions = [.. Enumerable.Range(0, 30).Select(i => $"Question {i}? " + new string('q', 40 * i))],
    };

    public static Reply Timeline { get; } = new()
    {
        Kind = ReplyKind.Timeline,
        Text = "Treaty of Arden (4 events)",
        Citations = [new ReplyCitation(1, "Treaty of Arden") { Quote = "…" }],
        Timeline = new("Treaty of Arden", [new("1 February 1990", "Signed by Arden & Belmar", 1), new("4 May 1991", "Entered into force <!channel>", 1)]) { Png = new byte[] { 0x89, 0x50 } },
    };

    public static IReadOnlyList<(string Name, Reply Reply)> All { get; } =
    [
        ("cited", Cited),
        ("bare", new Reply { Text = "It ended." }),
        ("empty", new Reply { Text = "" }),
        ("hostile", Hostile),
        ("huge", Huge),
        ("ampersands", Cited with { Text = new string('&', 6000) }),
        ("unbroken", Cited with { Text = new string('x', 40_000) }),
        ("abstention", new Reply { Kind = ReplyKind.Abstention, Text = "My documents do not say.", Citations = Cited.Citations }),
        ("notice", Reply.Notice("I answer **questions**.\n- one\n- two\n| a | b |\n|---|---|\n| 1 | <2> |\n", "help", " ")),
        ("sources", Cited with { Kind = ReplyKind.Sources, Text = "Sources of my answer:", ShortAnswer = null }),
        ("huge sources", Huge with { Kind = ReplyKind.Sources, Text = "Sources:", ShortAnswer = null }),
        ("timeline", Timeline),
        ("huge timeline", Timeline with { Citations = Huge.Citations, Timeline = new("T" + new string('t', 400), [.. Enumerable.Range(0, 400).Select(i => new ReplyTimelineEntry($"{1900 + i}", new string('e', 5 * i), 1))]) { PictureUrl = new Uri("https://example.org/p.png") } }),
    ];
}
