using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TreatyBot.Corpus;
using TreatyBot.Knowledge;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Output;
using TreatyBot.Tests.Hosting;
using TreatyBot.Tests.Models;
using TreatyBot.Tests.Telemetry;

namespace TreatyBot.Tests.Bot;

/// <summary>An answer that was made before is given again as long as nothing it rests on has changed.</summary>
[Collection(TelemetryTestGroup.Name)]
public sealed class KeptAnswerTests
{
    private const string Note = "---\ntitle: A note on the Treaty of Utopia\npublished: 2020-01-02\ntier: press\n---\nThe Treaty of Utopia on unmanned gliders was signed in {0} on 4 May 2011.\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_GivenAgain_AreTheSameToTheByte()
    {
        await using var host = await TestHost.StartAsync();
        await using var anew = await TestHost.StartAsync(new() { ["Answering:Cache:Answers"] = "0" });
        using var figures = new FigureListener();
        Question[] questions =
        [
            new("When was the INF Treaty signed?"), new("when did rusia suspend the CFE?"), new("Is New START in force?"), new("Is the INF Treaty in force?") { AsOf = new(2001, 1, 1) },
            new("Who won the football match in Zanzibar?"), new("When was the INF Treaty signed and when did New START expire?"), new("hello"),
            new("and when did it expire?") { History = [new("When was New START signed?", "On 8 April 2010.")] },
            new("and when did it expire?") { History = [new("When was the INF Treaty signed?", "On 8 December 1987.")] },
            new("When was the INF Treaty signed?") { History = [new("When was New START signed?", "On 8 April 2010.")] },
        ];
        foreach (var question in questions)
        {
            var made = await AskAsync(anew, question);
            (await AskAsync(host, question)).ShouldBe(made);
            (await AskAsync(host, question)).ShouldBe(made);
        }
        // Each one when asked again, and the last one already the first time: it is the first one.
        figures.Of("treatybot.answers").Count(figure => Equals(figure.Tags["kept"], true)).ShouldBe(questions.Length + 1);
    }

    [Fact]
    public async Task Answers_InOneLanguageOrTalk_AreNotGivenInAnother()
    {
        await using var host = await TestHost.StartAsync();
        await using var anew = await TestHost.StartAsync(new() { ["Answering:Cache:Answers"] = "0" });
        Question[] questions =
        [
            new("When was the INF Treaty signed?"), new("When was the INF Treaty signed?") { Language = CultureInfo.GetCultureInfo("de") },
            new("Und die USA?") { History = [new("Wann hat Russland den KSE-Vertrag ausgesetzt?", "Am 12. Dezember 2007.")] },
            new("Und die USA?") { History = [new("Wann hat Russland New START ausgesetzt?", "2023.")] },
            new("INF?") { History = [new("Wann trat New START in Kraft?", "Am 5. Februar 2011.")] },
            new("INF?") { History = [new("When did New START enter into force?", "On 5 February 2011.")] },
        ];
        foreach (var question in questions)
            (await AskAsync(host, question)).ShouldBe(await AskAsync(anew, question));
    }

    [Fact]
    public async Task ChangeOfTheCorpus_MakesAnswersAnew()
    {
        await using var host = await TestHost.StartAsync();
        Question question = new("Where was the Treaty of Utopia on unmanned gliders signed?");
        (await AskAsync(host, question)).ShouldNotContain("Lisbon");
        foreach (var place in (string[])["Lisbon", "Geneva", "Lisbon"])
        {
            await File.WriteAllTextAsync(host.Folder["corpus/utopia.md"], Note.Replace("{0}", place, StringComparison.Ordinal), Token);
            await host.Services.GetRequiredService<CorpusReadiness>().ReloadAsync(Token);
            (await AskAsync(host, question)).ShouldContain(place);
            (await AskAsync(host, question)).ShouldContain(place);
        }
    }

    [Fact]
    public async Task ChatModel_IsAskedEachTime()
    {
        await using var server = await ModelServer.SayingAsync(_ => """{"answerable":false,"claims":[]}""");
        await using var host = await TestHost.StartAsync(new(Bench.Chat(TreatyBot.Knowledge.Models.ChatProvider.Ollama, server.Origin)));

        await AskAsync(host, new("When was the INF Treaty signed?"));
        var once = server.Requests.Count;
        await AskAsync(host, new("When was the INF Treaty signed?"));

        once.ShouldBeGreaterThan(0);
        server.Requests.Count.ShouldBe(2 * once);
    }

    // All of it but how long it took.
    private static async Task<string> AskAsync(TestHost host, Question question) =>
        AnswerJson.Write(await host.Services.GetRequiredService<IAssistant>().AskAsync(question, Token) with { Elapsed = TimeSpan.Zero });
}
