using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Retrieval;

/// <summary>Adds to a question the names under which documents speak of what it names otherwise.</summary>
public static class QueryExpansion
{
    /// <summary>The question, followed by the short names of its treaties and the plain names of its parties where it lacks them.</summary>
    public static string Expand(string question, QuestionFrame frame, TreatyCatalogue catalogue)
    {
        var names = frame.TreatyIds.Select(catalogue.Name).Concat(frame.PartyIds.Select(PartyGazetteer.Default.Name))
            .Where(name => !question.Contains(name, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return names.Count == 0 ? question : $"{question} ({string.Join(", ", names)})";
    }
}
