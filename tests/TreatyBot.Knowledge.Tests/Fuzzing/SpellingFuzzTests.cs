using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Tests.Answering;
using TreatyBot.Knowledge.Treaties;
using TreatyBot.Shared.Fuzzing;

namespace TreatyBot.Knowledge.Tests.Fuzzing;

/// <summary>Whatever is typed: mending changes letters of words and nothing between them unless it writes an abbreviation out, and what is right stays.</summary>
public sealed partial class SpellingFuzzTests(InventedAssistant assistant)
{
    private const int Cases = 100_000;

    private static readonly Mutator Questions = new(
        [
            "When did Poland suspend the Treaty of Lindau?", "Who signed the Convention on Cave Warfare for Sweden?", "How many patrol craft does the treaty allow?",
            "Why did Poland withdraw from the Lindau Treaty in 2015?", "Is the Balloon Accord still in force?", "When did Norawy ratfy the Traety of Lindua?", "What does the fishing-town protocol's annex say about gunboats?",
        ],
        "Lindua", "Polnad", "ratifed", "gunbaots", "Traety", "INF-Vertrag", "’s", "-", " the ", " when ", " xqzv ", "Norway", "fisching", "convetnion", " is ", " of ", "é", "A", "s");

    [Fact]
    public async Task AnyQuestion_KeepsAllButLetters()
    {
        var mender = assistant.Services.GetRequiredService<SpellingMender>();
        await assistant.Services.GetRequiredService<DocumentDirectory>().RefreshAsync(TestContext.Current.CancellationToken);
        var catalogue = assistant.Services.GetRequiredService<CatalogueProvider>().Get().Item1;
        await Fuzz.RunAsync(Cases, random => Questions.Text(random, 70), async question =>
        {
            var mended = await mender.MendAsync(question, catalogue, CancellationToken.None);
            if (!ReferenceEquals(mended, question) && Skeleton(mended) != Skeleton(question))
                Skeleton(mended).ShouldBe(Skeleton(ArmsControlAbbreviations.In(question).Aggregate(question, ArmsControlAbbreviations.WriteOut)));
        });
    }

    private static string Skeleton(string text) => Letters().Replace(text, "a");

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Letters();
}
