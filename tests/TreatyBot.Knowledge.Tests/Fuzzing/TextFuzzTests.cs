using System.Text;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Models.Local;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Tests.Models.Local;
using TreatyBot.Knowledge.Tests.Treaties;
using TreatyBot.Knowledge.Treaties;
using TreatyBot.Shared;
using TreatyBot.Shared.Fuzzing;

namespace TreatyBot.Knowledge.Tests.Fuzzing;

/// <summary>Whatever a document or a user writes: dates, sentences, words and questions are found inside the text, in its order.</summary>
public sealed class TextFuzzTests
{
    private const int Cases = 100_000;
    private static readonly DateOnly Today = new(2026, 3, 1);

    private static readonly Mutator Texts = new(
        [
            "The Treaty of Lindau was signed in Bregenz on 12 May 1987, and in late March 1989 it entered into force. \"A year later,\" said Mr. Dahl, \"the U.S. left.\"[3] Next day (9 May 2015) it ended.5 No. 7 followed…",
            "11 June 1993. Norway suspends TDIS – on the same day as in May this year, from 3 to 7 March 2001, in the 1990s, mid-2004 and 2001/02.",
            "When did Russia, which signed TDIS in 1990, withdraw from it and who signed SORT II for the U.S.S.R. last month?",
            "Когда Россия приостановила Линдауский договор? 条約は一九九〇年に署名された。Das war’s. ¿Quién firmó TDIS? L’été 2019…",
            InventedCorpus.TreatyText,
        ],
        "7 November 2023", "31 February", "November 7 to ", "2023-11-07", "07.11.2023", "11/7/23", " in May this year", " on Tuesday", " a year later", " the same day", " early ", " end of the ", "mid-", "1990s", " 90 days after ", " last ", " ago", " Monday",
        "U.S.", "No. ", "Mr. ", "e.g. ", "Art. XIX(2)", "[12]", ".5 ", "...", "!?", "\"", "”", "(", ")", "\n\n", "\r\n", " withdrew", " signed", " not ", "Treaty of Lindau", "TDIS", "SORT I", "Russia", "’s", "when ", " and ", " or ", "?", " did ");

    private static readonly UnigramTokenizer Small = UnigramTokenizer.FromJson(Encoding.UTF8.GetBytes(
        """[["u",0],["s",0],["/s",0],["r",0],["r",0],["r",0],["▁",-1],["a",-3],["ab",-2],["b",null],["the",-2],["▁th",-1.5],["é",-3],["0",-2]]"""));

    private static string Make(Random random) => random.Next(4) == 0 ? Texts.Soup(random, 12) : Texts.Text(random, 40 + random.Next(120));

    [Fact]
    public void AnyText_HasDatesInOrder() => Fuzz.Run(Cases, Make, text =>
    {
        foreach (var context in (DateContext[])[DateContext.None, new(new PartialDate(2023, 11, 7), new PartialDate(1, 1)), new(new PartialDate(9999, 12, 31), new PartialDate(9999))])
        {
            var end = 0;
            foreach (var date in DateFinder.Find(text, context, lenientCase: text.Length % 2 == 0))
            {
                if (date.Start < end || date.Length <= 0 || date.End > text.Length || date.From > date.To || date.Date?.Earliest > date.Date?.Latest)
                    date.ShouldBeNull();
                end = date.End;
            }
        }
    });

    [Fact]
    public void AnyText_LosesNothingToItsSentences() => Fuzz.Run(Cases, Make, text =>
    {
        var start = text.Length / 7;
        var stop = text.Length - text.Length / 9;
        var position = start;
        foreach (var sentence in SentenceSplitter.Split(text, start, stop - start))
        {
            if (sentence.Length <= 0 || sentence.Start < position || sentence.End > stop || char.IsWhiteSpace(text[sentence.Start]) || char.IsWhiteSpace(text[sentence.End - 1]))
                sentence.ShouldBe(default);
            text.AsSpan(position, sentence.Start - position).IsWhiteSpace().ShouldBeTrue();
            position = sentence.End;
        }
        text.AsSpan(position, stop - position).IsWhiteSpace().ShouldBeTrue();
    });

    [Fact]
    public void AnyText_HasWordsInOrder() => Fuzz.Run(Cases, Make, text =>
    {
        var end = 0;
        foreach (var token in TextAnalyzer.Tokens(text))
        {
            if (token.Term.Length == 0 || token.Start < end || token.Length <= 0 || token.Start + token.Length > text.Length)
                token.ShouldBe(default);
            end = token.Start + token.Length;
        }
        foreach (var id in Small.Encode(text))
        {
            if (id is < 0 or > 13)
                id.ShouldBe(0);
        }
    });

    [Fact]
    public void AnyText_HasPiecesOfTheModelsVocabulary()
    {
        LocalModel.SkipIfAbsent();
        var tokenizer = UnigramTokenizer.FromJson(PublishedFiles.Read(LocalModel.Folder, PublishedFiles.Vocabulary));
        Fuzz.Run(Cases, Make, text =>
        {
            var ids = tokenizer.Encode(text);
            if ((ids.Count == 0) != (text.Length == 0) || ids.Exists(id => id is < 0 or > 8_001))
                ids.ShouldBeEmpty();
        });
    }

    [Fact]
    public void AnyQuestion_IsFramed()
    {
        var framer = new QuestionFramer(TreatySamples.Catalogue);
        Fuzz.Run(Cases, Make, text =>
        {
            var frame = framer.Frame(text, Today);
            foreach (var part in frame.Parts)
            {
                AreInside(part.Text, part.Treaties.Select(mention => (mention.Start, mention.End)));
                AreInside(part.Text, part.ActMentions.Select(mention => (mention.Start, mention.Start + mention.Length)));
            }
            AreInside(frame.Text, frame.Treaties.Select(mention => (mention.Start, mention.End)));
            AreInside(frame.Text, frame.Parties.Select(mention => (mention.Start, mention.End)));
            AreInside(frame.Text, frame.Dates.Select(mention => (mention.Start, mention.End)));
        });
    }

    private static void AreInside(string text, IEnumerable<(int Start, int End)> spans)
    {
        foreach (var (start, end) in spans)
        {
            if (start < 0 || end <= start || end > text.Length)
                (start, end).ShouldBe((0, text.Length));
        }
    }
}
