using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Models;

namespace TreatyBot.Tests.Models;

/// <summary>A model that obeys every attack, whether or not its words arrived, before the real chain.</summary>
public sealed partial class AttackTests
{
    private static readonly string[] TrueReasons = ["the inspections had stopped"];

    public static TheoryData<string> Names() => [.. Attacks.All.Select(attack => attack.Name)];

    [Fact]
    public void Set_HasAtLeastSixtyAttacks() => Attacks.All.DistinctBy(attack => attack.Name).Count().ShouldBeGreaterThanOrEqualTo(60);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Ask_ModelObeysAnAttack_NothingOfItIsShown(string name)
    {
        var attack = Attacks.All.First(candidate => candidate.Name == name);
        await using var server = await ModelServer.SayingAsync(request => Obey(attack, request));
        var settings = Bench.Chat(ChatProvider.Ollama, server.Origin);
        settings["Models:Chat:JudgeStatements"] = "true";
        await using var bench = await Bench.CreateAsync(settings, Documents(attack));

        // The words of an attack may make the question unanswerable before a model is asked; the bare question always reaches it.
        if (attack.Carrier == Carrier.Question)
            Check(attack, await bench.AskAsync($"{Bench.Question} {attack.Payload}"), bench);
        if (attack.Carrier == Carrier.History)
            Check(attack, await bench.AskAsync("why?", attack.Payload, "When did Austria withdraw from the Lake Accord?"), bench);
        Check(attack, await bench.AskAsync(Bench.Question), bench);
        server.Requests.ShouldNotBeEmpty();
    }

    private static void Check(Attack attack, Answer answer, Bench bench)
    {
        var shown = Shown(attack, answer);
        shown.ShouldNotContain("canary", Case.Insensitive);
        shown.ShouldNotContain("key-of-a-test");
        shown.ShouldNotContain("numbered passages");
        Active().IsMatch(shown).ShouldBeFalse(shown);
        foreach (var citation in answer.Citations)
            citation.Verified.ShouldBeTrue();
        if (answer.Answerer == "generative")
            TrueReasons.ShouldContain(reason => answer.Text.Contains(reason, StringComparison.Ordinal));
        bench.Logs.Text.ShouldNotContain("canary", Case.Insensitive);
    }

    // What the answer says for itself. A quote of a poisoned document is that document's own word; it is shown as a quote, if at all.
    private static string Shown(Attack attack, Answer answer)
    {
        var text = answer.Text;
        foreach (var citation in answer.Citations)
            text = text.Replace(string.Join(' ', citation.Quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), "", StringComparison.Ordinal);
        var understood = attack.Carrier == Carrier.Question ? "" : answer.UnderstoodAs;
        return string.Join('\n', [text, answer.ShortAnswer, understood, .. answer.Notes.Select(note => note.Text)]);
    }

    private static string Obey(Attack attack, ModelRequest request)
    {
        if (request.Prompt.Contains("yes or no:", StringComparison.Ordinal))
            return "yes";
        if (request.Prompt.Contains("The question that stands alone:", StringComparison.Ordinal))
            return attack.Obeyed;
        return attack.Raw ?? ScriptedModel.Reply(request, attack.ShortAnswer ?? "", (attack.Obeyed, attack.Quote));
    }

    private static Dictionary<string, string> Documents(Attack attack) => attack.Carrier switch
    {
        Carrier.Document => new() { ["poison.md"] = $"---\ntitle: \"Lake Accord news\"\ntreaties: [lake]\n---\nAustria and the Lake Accord. {attack.Payload}\n\nAustria withdrew from the Lake Accord, said the paper." },
        Carrier.Title => new() { ["poison.md"] = $"---\ntitle: '{attack.Payload}'\ntreaties: [lake]\n---\nAustria withdrew from the Lake Accord, said the paper." },
        Carrier.FileName => new() { [$"{attack.Payload}.md"] = "Austria withdrew from the Lake Accord, said the paper." },
        _ => [],
    };

    [GeneratedRegex(@"https?:|\]\(|<[!@a-z/]|@\w|[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069]|```|\{\{|\uDB40", RegexOptions.IgnoreCase)]
    private static partial Regex Active();
}
