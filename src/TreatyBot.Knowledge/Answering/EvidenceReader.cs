using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Knowledge.Answering;

/// <summary>Has the likeliest sentences read together with the question, which orders them anew. Thread-safe.</summary>
public sealed class EvidenceReader(IReadingModel model, DocumentDirectory directory, IOptions<ReadingOptions> options)
{
    /// <summary>What a unit of log-odds is worth beside the ranking score: fitted on SQuAD's development articles, as the ranking is.</summary>
    private const double ReadingWeight = 2;

    /// <returns>The sentences without a gap, best first; of those, where there is a model, only the ones that were read.</returns>
    public List<FittedSentence> Read(AnswerContext context)
    {
        var fitting = context.Fitting.Where(sentence => sentence.Gap == EvidenceGap.None).ToList();
        // The model has read English alone.
        if (fitting.Count == 0 || model.ModelId is null || !QuestionLanguage.IsEnglish(context.Text))
            return fitting;
        var likeliest = fitting.Take(options.Value.Sentences).ToList();
        var readings = model.Read(context.Text, [.. likeliest.Select(InContext)]);
        return [.. likeliest
            .Zip(readings, (sentence, reading) => sentence with { Reading = reading, Fit = sentence.Fit + (ReadingWeight * reading.Score) })
            .OrderByDescending(sentence => sentence.Fit)];
    }

    private SentenceInContext InContext(FittedSentence sentence)
    {
        var (passage, index) = (sentence.Ranked.Passage.Analysis, sentence.Ranked.Index);
        var title = directory.Find(passage.Passage.DocumentId)?.Metadata.Title ?? "";
        var heading = passage.Passage.Headings is [.., var innermost] && !title.Contains(innermost, StringComparison.Ordinal) ? $"{title}. {innermost}" : title;
        return new(heading, index > 0 ? passage.Sentences[index - 1].Text : "", sentence.Analysis.Text);
    }
}
