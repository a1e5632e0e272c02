namespace TreatyBot.Evaluation.QuestionSets;

/// <summary>What a reader gathers: good questions, and the problems of the rest, or the first problem thrown when reading is strict.</summary>
internal sealed class QaSetContent(string file, bool strict)
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    public List<EvalQuestion> Questions { get; } = [];

    public List<QaSetProblem> Problems { get; } = [];

    public SquadCorpus? Corpus { get; set; }

    public void Add(EvalQuestion question, int line)
    {
        var fault = question switch
        {
            { Id: "" } => "\"id\" is missing. Give every question an id of its own.",
            { Question: "" } => "\"question\" is missing or empty.",
            { Answerable: true, Answers.Count: 0, Quotes.Count: 0 } =>
                "an answerable question needs \"answers\" or \"quotes\". Give at least one, or set \"answerable\" to false.",
            { Answerable: false, Answers.Count: > 0 } =>
                "an unanswerable question has \"answers\". Empty them, or set \"answerable\" to true.",
            { Answerable: true, Reasons.Count: > 0 } => "an answerable question has a \"reason\" for no answer. Remove one of the two.",
            _ => null,
        };
        if (fault is null && _lines.TryGetValue(question.Id, out var first))
            fault = $"the id \"{question.Id}\" was used before{(first > 0 ? $", in line {first}" : "")}. Give every question an id of its own.";
        if (fault is not null)
        {
            Reject(line, fault);
            return;
        }
        _lines[question.Id] = line;
        Questions.Add(question);
    }

    public void Reject(int line, string message)
    {
        var problem = new QaSetProblem(file, line, message);
        if (strict)
            throw new QaSetException(problem);
        Problems.Add(problem);
    }
}
