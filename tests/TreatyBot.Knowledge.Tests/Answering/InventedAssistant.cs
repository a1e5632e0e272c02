using Microsoft.Extensions.DependencyInjection;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Tests.Answering;
using TreatyBot.Shared;

[assembly: AssemblyFixture(typeof(InventedAssistant))]

namespace TreatyBot.Knowledge.Tests.Answering;

/// <summary>The whole of the knowledge room over <see cref="InventedCorpus"/> in a SQLite file, without a model.</summary>
public sealed class InventedAssistant : IAsyncLifetime
{
    private KnowledgeRoom _room = null!;

    public ServiceProvider Services => _room.Services;

    public IPassageStore Store => Services.GetRequiredService<IPassageStore>();

    public async ValueTask InitializeAsync() => _room = await KnowledgeRoom.OverAsync(InventedCorpus.Files.Select(file => (file.Key, file.Value)));

    /// <summary>Asks, and checks what must hold of every reply: each quote stands verbatim at its place, each mark has its citation.</summary>
    public async Task<Answer> AskAsync(Question question)
    {
        var answer = await Services.GetRequiredService<IAssistant>().AskAsync(question, TestContext.Current.CancellationToken);
        answer.Question.ShouldBe(question.Text);
        answer.Text.ShouldNotBeNullOrWhiteSpace();
        foreach (var citation in answer.Citations.Concat(answer.Abstention?.Nearest ?? []))
            await ShouldStandAsync(citation);
        if (answer.Outcome == AnswerOutcome.Abstained)
        {
            answer.Abstention.ShouldNotBeNull().Message.ShouldBe(answer.Text);
            answer.ShortAnswer.ShouldBeNull();
            return answer;
        }
        answer.Abstention.ShouldBeNull();
        answer.Citations.ShouldNotBeEmpty();
        answer.Citations.Select(citation => citation.Number).ShouldBe(Enumerable.Range(1, answer.Citations.Count));
        foreach (var number in answer.Notes.SelectMany(note => note.Citations))
            answer.Citations.ShouldContain(citation => citation.Number == number);
        answer.Text.ShouldContain("[1]");
        return answer;
    }

    private async Task ShouldStandAsync(Citation citation)
    {
        var document = await Store.GetDocumentAsync(citation.DocumentId, TestContext.Current.CancellationToken);
        document.ShouldNotBeNull().Text.Substring(citation.Start, citation.Length).ShouldBe(citation.Quote);
        citation.Verified.ShouldBeTrue();
        citation.Title.ShouldBe(document.Metadata.Title);
        citation.Tier.ShouldBe(document.Metadata.Tier);
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();
}
