using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Languages;

namespace TreatyBot.Knowledge.Tests.Languages;

public sealed partial class LanguageTests
{
    private static readonly RegisterEntry Lindau = new()
    {
        Id = "lindau",
        Names = ["Treaty on Lake Weapons", "Lindau Treaty", "LWT"],
        LocalNames = new Dictionary<string, IReadOnlyList<string>>
        {
            ["de"] = ["Lindau-Vertrag", "Vertrag über Seewaffen"], ["fr"] = ["traité de Lindau"], ["es"] = ["Tratado de Lindau"], ["ru"] = ["Линдауский договор"],
        },
    };

    [Theory]
    [InlineData("When did Russia suspend the CFE?", "en")]
    [InlineData("INF?", "en")]
    [InlineData("Wann hat Russland den KSE-Vertrag ausgesetzt?", "de")]
    [InlineData("Und die USA?", "de")]
    [InlineData("Quand la Russie a-t-elle quitté le traité FCE ?", "fr")]
    [InlineData("¿Y Francia?", "es")]
    [InlineData("Cuándo se firmó el Tratado INF", "es")]
    [InlineData("А США?", "ru")]
    [InlineData("Коли Росія вийшла з договору?", "en")]
    [InlineData("What did Putin say about the KSE-Vertrag in Berlin?", "en")]
    public void Detect_TellsTheLanguageOfAQuestion(string question, string code) => LanguageDetector.Detect(question).Name.ShouldBe(code);

    [Theory]
    [InlineData("de", "Wann sind die Vereinigten Staaten vom Lindau-Vertrag zurückgetreten?", "When did the United States withdraw from the Lindau Treaty?")]
    [InlineData("de", "Wann trat der Lindau-Vertrag in Kraft?", "When did the Lindau Treaty enter into force?")]
    [InlineData("de", "War Frankreich am 3. Mai 2011 Vertragspartei des Lindau-Vertrags?", "Was France a party to the Lindau Treaty on 3 May 2011?")]
    [InlineData("de", "Welche Staaten haben den Lindau-Vertrag nicht ratifiziert?", "Which states have not ratified the Lindau Treaty?")]
    [InlineData("de", "Wann und wo wurde der Lindau-Vertrag unterzeichnet?", "When and where was the Lindau Treaty signed?")]
    [InlineData("fr", "Pourquoi la Chine a-t-elle suspendu le traité de Lindau ?", "Why did China suspend the Lindau Treaty?")]
    [InlineData("fr", "Combien de pays ont ratifié le traité de Lindau ?", "How many states have ratified the Lindau Treaty?")]
    [InlineData("es", "¿Estaba en vigor el Tratado de Lindau en marzo de 2004?", "Was the Lindau Treaty in force in March 2004?")]
    [InlineData("es", "¿De qué tratados se retiró Rusia en 2016?", "Which treaties did Russia withdraw from in 2016?")]
    [InlineData("ru", "Кто вышел из Линдауского договора в марте 2004 года?", "Who withdrew from the Lindau Treaty in March 2004?")]
    [InlineData("ru", "Ратифицировали ли США Линдауский договор?", "Did the United States ratify the Lindau Treaty?")]
    [InlineData("ru", "Когда Росия вышла из Линдауского договора?", "When did Russia withdraw from the Lindau Treaty?")]
    [InlineData("de", "Und Frankreich?", "And France?")]
    [InlineData("de", "Wann lief der XQT-Vertrag aus?", "When did the XQT Treaty expire?")]
    public void Read_PutsAQuestionInEnglish(string code, string question, string english)
    {
        var reading = Reader(code).Read(question);

        reading.Unread.ShouldBeEmpty();
        reading.English.ShouldBe(english);
    }

    [Theory]
    [InlineData("de", "Welche Farbe hat der Lindau-Vertrag?", "Farbe")]
    [InlineData("fr", "Quel fromage préfère la Russie ?", "fromage", "préfère")]
    [InlineData("ru", "Сколько весит Линдауский договор?", "весит")]
    public void Read_WithWordsThatNoRuleKnows_NamesThem(string code, string question, params string[] unread)
    {
        var reading = Reader(code).Read(question);

        reading.English.ShouldBeNull();
        reading.Unread.ShouldBe(unread);
    }

    [Theory]
    [InlineData("de", "KSE-Vertrag", "acc", "den KSE-Vertrag")]
    [InlineData("de", "Ottawa-Konvention", "dat", "der Ottawa-Konvention")]
    [InlineData("de", "Vertrag über den Offenen Himmel", "von", "vom Vertrag über den Offenen Himmel")]
    [InlineData("fr", "accord SALT I", "a", "à l’accord SALT I")]
    [InlineData("fr", "convention d'Ottawa", "de", "de la convention d'Ottawa")]
    [InlineData("es", "Acta Final de Helsinki", "nom", "el Acta Final de Helsinki")]
    [InlineData("ru", "Оттавская конвенция", "gen", "Оттавской конвенции")]
    [InlineData("ru", "Договор по открытому небу", "gen", "Договора по открытому небу")]
    [InlineData("ru", "ДОВСЕ", "gen", "ДОВСЕ")]
    [InlineData("ru", "Основополагающий акт Россия-НАТО", "dat", "Основополагающему акту Россия-НАТО")]
    public void Treaty_TakesArticleAndCase(string code, string name, string form, string expected) => Inflection.Treaty(name, form, code).ShouldBe(expected);

    [Theory]
    [InlineData("ru", 1, "1 год")]
    [InlineData("ru", 3, "3 года")]
    [InlineData("ru", 11, "11 лет")]
    [InlineData("ru", 31, "31 год")]
    [InlineData("es", 2, "2 años")]
    public void Count_FollowsThePluralRules(string code, int number, string expected) => Inflection.Count(number, "years", CultureInfo.GetCultureInfo(code)).ShouldBe(expected);

    public static TheoryData<string, string> TextTables => new()
    {
        { "TreatyBot.Knowledge.Languages.Texts", "de" }, { "TreatyBot.Knowledge.Languages.Texts", "fr" }, { "TreatyBot.Knowledge.Languages.Texts", "es" }, { "TreatyBot.Knowledge.Languages.Texts", "ru" },
    };

    [Theory]
    [MemberData(nameof(TextTables))]
    public void Texts_HaveEveryTextInEveryLanguageWithPartsThatExist(string table, string code)
    {
        var resources = new ResourceManager(table, typeof(Language).Assembly);
        var english = Entries(resources, CultureInfo.InvariantCulture);
        var local = Entries(resources, CultureInfo.GetCultureInfo(code));

        local.Keys.ShouldBe(english.Keys, ignoreOrder: true);
        foreach (var (key, text) in local)
        {
            text.ShouldNotBeNullOrWhiteSpace(key);
            // A sentence of an event gets its date as a part that its key does not name.
            var parts = Parts().Matches(text).Select(match => match.Groups[1].Value).Where(part => part != "2" || key.Contains("{2", StringComparison.Ordinal)).ToHashSet();
            parts.ShouldBeSubsetOf(Parts().Matches(key).Select(match => match.Groups[1].Value).ToHashSet(), key);
        }
    }

    private static QuestionReader Reader(string code) => new(Lexicon.Find(code)!, [Lindau], _ => "the Lindau Treaty");

    private static Dictionary<string, string> Entries(ResourceManager resources, CultureInfo language) =>
        resources.GetResourceSet(language, true, false)!.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    [GeneratedRegex(@"\{(\d)")]
    private static partial Regex Parts();
}
