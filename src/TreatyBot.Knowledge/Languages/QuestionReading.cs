namespace TreatyBot.Knowledge.Languages;

/// <summary>A question of another language, read.</summary>
/// <param name="English">The same question in English; null when it could not be read.</param>
/// <param name="Unread">Words that no rule reads, as written.</param>
internal sealed record QuestionReading(string? English, IReadOnlyList<string> Unread);
