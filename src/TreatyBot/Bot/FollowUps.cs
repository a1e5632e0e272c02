using System.Collections.Concurrent;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Answering.Events;
using TreatyBot.Knowledge.Languages;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Bot;

/// <summary>What could be asked next: questions that the stored events of the treaty can answer and that were not just asked.</summary>
internal sealed class FollowUps(IPassageStore store, CatalogueProvider catalogues, DocumentDirectory directory, TimeProvider time)
{
    private const int MostQuestions = 2;
    private const int MostExamples = 3;

    private volatile Known _known = new("");

    // The acts that readers ask for most, those that end a treaty first.
    private static readonly TreatyAct[] Acts =
        [TreatyAct.Withdraw, TreatyAct.Suspend, TreatyAct.Expire, TreatyAct.Terminate, TreatyAct.EnterIntoForce, TreatyAct.Extend, TreatyAct.Sign];

    /// <summary>Follow-ups to an answer; none when it is about no one treaty.</summary>
    public async Task<IReadOnlyList<string>> AfterAsync(Answer answer, CancellationToken cancellationToken)
    {
        var (catalogue, framer) = catalogues.Get();
        var frame = framer.Frame(answer.UnderstoodAs ?? answer.Question, Today);
        if (TreatyOf(frame, answer) is not { } treatyId || !catalogue.Contains(treatyId))
            return [];
        var questions = await QuestionsAsync(treatyId, catalogue, frame.Acts, cancellationToken);
        return [.. questions.Take(MostQuestions), $"timeline {catalogue.Name(treatyId)}"];
    }

    /// <summary>Questions about several treaties, for a user who does not know what can be asked.</summary>
    public async Task<IReadOnlyList<string>> ExamplesAsync(CancellationToken cancellationToken)
    {
        await directory.RefreshAsync(cancellationToken);
        var catalogue = catalogues.Get().Catalogue;
        var examples = new List<string>();
        // Treaties of which most is told; each gives a question about another act.
        foreach (var treaty in catalogue.TreatyIds.OrderByDescending(id => catalogue[id]!.Events.Count).ThenBy(id => id, StringComparer.Ordinal))
        {
            if (examples.Count == MostExamples)
                break;
            var questions = await QuestionsAsync(treaty, catalogue, [], cancellationToken);
            if (questions.ElementAtOrDefault(examples.Count) is { } question)
                examples.Add(question);
        }
        return examples;
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private string? TreatyOf(QuestionFrame frame, Answer answer)
    {
        if (frame.TreatyIds.Count == 1)
            return frame.TreatyIds[0];
        var cited = answer.Citations.Select(citation => directory.Find(citation.DocumentId)?.Metadata.Treaties).FirstOrDefault(treaties => treaties is { Count: 1 });
        return frame.TreatyIds.Count == 0 ? cited?[0] : null;
    }

    private async Task<IReadOnlyList<string>> QuestionsAsync(
        string treatyId, TreatyCatalogue catalogue, IReadOnlyList<TreatyAct> asked, CancellationToken cancellationToken)
    {
        var corpus = directory.CorpusHash;
        if (_known.CorpusHash != corpus)
            _known = new(corpus);
        var known = _known;
        if (!known.ByTreaty.TryGetValue((treatyId, Language.Current.Name), out var questions))
            known.ByTreaty[(treatyId, Language.Current.Name)] = questions = await ReadAsync(treatyId, catalogue, cancellationToken);
        return [.. questions.Where(question => !asked.Contains(question.Act)).Select(question => question.Text)];
    }

    // One for each act, those that readers ask for most first.
    private async Task<IReadOnlyList<(TreatyAct Act, string Text)>> ReadAsync(string treatyId, TreatyCatalogue catalogue, CancellationToken cancellationToken)
    {
        var events = await store.GetEventsAsync(new EventFilter { TreatyIds = [treatyId], Acts = Acts }, cancellationToken);
        var name = EventPhrases.TreatyName(treatyId, catalogue);
        return [.. events.Where(found => found is { Modality: EventModality.Fact, IsDeclared: true, IsDisputed: false, Date: not null })
            .OrderBy(found => Array.IndexOf(Acts, found.Act)).ThenBy(found => found.Date)
            .Select(found => (found.Act, Text: Ask(found, name, catalogue))).Where(question => question.Text is not null)
            .DistinctBy(question => question.Act).Select(question => (question.Act, question.Text!))];
    }

    private static string? Ask(TreatyEvent found, string treaty, TreatyCatalogue catalogue)
    {
        if (!Language.IsEnglish)
            return EventQuestions.Ask(found, catalogue);
        var party = found.Parties is [not "*"] ? EventPhrases.Party(found.Parties[0]) : null;
        return (found.Act, party) switch
        {
            (TreatyAct.Withdraw, not null) => $"When did {party} withdraw from {treaty}?",
            (TreatyAct.Suspend, not null) => $"When did {party} suspend {treaty}?",
            (TreatyAct.Expire, _) => $"When did {treaty} expire?",
            (TreatyAct.Terminate, null) => $"When was {treaty} terminated?",
            (TreatyAct.EnterIntoForce, null) => $"When did {treaty} enter into force?",
            (TreatyAct.Extend, null) => $"When was {treaty} extended?",
            (TreatyAct.Sign, null) => $"When was {treaty} signed?",
            _ => null,
        };
    }

    /// <summary>What can be asked of the treaties of one corpus, in each language that it was asked for in.</summary>
    private sealed record Known(string CorpusHash)
    {
        public ConcurrentDictionary<(string TreatyId, string Language), IReadOnlyList<(TreatyAct Act, string Text)>> ByTreaty { get; } = new();
    }
}
