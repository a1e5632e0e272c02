using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Languages;
using TreatyBot.Shared.Fuzzing;

namespace TreatyBot.Knowledge.Tests.Fuzzing;

/// <summary>Whatever is asked in another language: it is put in English as a question, or the words that no rule knows are named.</summary>
public sealed class LanguageFuzzTests
{
    private const int Cases = 100_000;
    private static readonly string[] Codes = ["en", "de", "fr", "es", "ru"];

    private static readonly RegisterEntry Lindau = new()
    {
        Id = "lindau",
        Names = ["Treaty on Lake Weapons", "Lindau Treaty", "LWT"],
        LocalNames = new Dictionary<string, IReadOnlyList<string>>
        {
            ["de"] = ["Lindau-Vertrag", "Vertrag über Seewaffen"], ["fr"] = ["traité de Lindau"], ["es"] = ["Tratado de Lindau"], ["ru"] = ["Линдауский договор"],
        },
    };

    private static readonly Mutator Questions = new(
        [
            "Wann sind die Vereinigten Staaten vom Lindau-Vertrag zurückgetreten?", "War Frankreich am 3. Mai 2011 Vertragspartei des Vertrags über Seewaffen?", "Wann und wo wurde der Lindau-Vertrag unterzeichnet?", "Und die USA?",
            "Pourquoi la Chine a-t-elle suspendu le traité de Lindau ?", "Le traité de Lindau était-il en vigueur le 1er janvier 1992 ?", "Quand l’Allemagne s’est-elle retirée du traité de Lindau ?", "Et le Canada ?",
            "¿Estaba en vigor el Tratado de Lindau en marzo de 2004?", "¿De qué tratados se retiró Rusia en 2016?", "¿Y Francia?",
            "Кто вышел из Линдауского договора в марте 2004 года?", "Ратифицировали ли США Линдауский договор?", "А США?",
        ],
        "wann ", "wurde ", "nicht ", " am 31. Februar 2011 ", "zurück", "der ", "Lindau-", "-Vertrag", "qui ", "-t-elle ", "l’", "d'", " ne ", " pas ", " le 1er ", "¿", "¡", "cuándo ", " se ", "no ", " 3 de mayo de 2011 ", "когда ", " ли ", " не ", " 2011 года ", "США", " и ", " oder ", " ou ", " o ", "?", ",", "2016", "heute", "hier", "ayer", "вчера");

    // A digit to Unicode, and none to a parser of numbers.
    [Fact]
    public void DigitsOfOtherScripts_AreNoYear() =>
        new QuestionReader(Lexicon.Find("ru")!, [Lindau], _ => "the Lindau Treaty").Read("Кто вышел из Линдауского договора в марте 20٣1 года?").English.ShouldBeNull();

    [Theory]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("es")]
    [InlineData("ru")]
    public void AnyQuestion_IsPutInEnglishOrItsWordsAreNamed(string code)
    {
        var reader = new QuestionReader(Lexicon.Find(code)!, [Lindau], _ => "the Lindau Treaty");
        Fuzz.Run(Cases, random => random.Next(4) == 0 ? Questions.Soup(random, 14) : Questions.Text(random, 30 + random.Next(100)), text =>
        {
            if (!Codes.Contains(LanguageDetector.Detect(text).Name))
                text.ShouldBe("in a language of ours");
            var reading = reader.Read(text);
            if (reading.English is { } english ? !english.EndsWith('?') || english.Length < 3 || reading.Unread.Count > 0 : reading.Unread.Any(string.IsNullOrWhiteSpace))
                $"{reading.English} / {string.Join('|', reading.Unread)}".ShouldBe("a question, or words");
        });
    }
}
