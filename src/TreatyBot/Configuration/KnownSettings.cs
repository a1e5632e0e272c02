using System.Collections;
using System.Reflection;
using TreatyBot.Bot;
using TreatyBot.Channels.BotFramework;
using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Turns;
using TreatyBot.Feedback;
using TreatyBot.Health;
using TreatyBot.Knowledge.Answering;
using TreatyBot.Knowledge.Answering.Caching;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Models.Local;
using TreatyBot.Knowledge.Retrieval;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Knowledge.Storage.Qdrant;
using TreatyBot.Slack;
using TreatyBot.Telemetry;
using TreatyBot.Transcripts;

namespace TreatyBot.Configuration;

/// <summary>Every setting that there is, told from the options classes.</summary>
internal static class KnownSettings
{
    /// <summary>A class for each section.</summary>
    public static IReadOnlyDictionary<string, Type[]> Sections { get; } = new Dictionary<string, Type[]>(StringComparer.OrdinalIgnoreCase)
    {
        [CorpusOptions.Section] = [typeof(CorpusOptions)],
        [StoreOptions.Section] = [typeof(StoreOptions)],
        [QdrantOptions.Section] = [typeof(QdrantOptions)],
        [ChatModelOptions.Section] = [typeof(ChatModelOptions)],
        [EmbeddingOptions.Section] = [typeof(EmbeddingOptions)],
        [LocalModelOptions.Section] = [typeof(LocalModelOptions)],
        [ReadingOptions.Section] = [typeof(ReadingOptions)],
        [RetrievalOptions.Section] = [typeof(RetrievalOptions)],
        [AnsweringOptions.Section] = [typeof(AnsweringOptions)],
        [AnswerCacheOptions.Section] = [typeof(AnswerCacheOptions)],
        [ConversationOptions.Section] = [typeof(ConversationOptions)],
        [BotFrameworkOptions.Section] = [typeof(BotFrameworkOptions)],
        [SlackOptions.Section] = [typeof(SlackOptions), typeof(SlackHostOptions)],
        [TurnQueueOptions.Section] = [typeof(TurnQueueOptions)],
        [DeliveryOptions.Section] = [typeof(DeliveryOptions)],
        [LimitOptions.Section] = [typeof(LimitOptions)],
        [FeedbackOptions.Section] = [typeof(FeedbackOptions)],
        [TranscriptOptions.Section] = [typeof(TranscriptOptions)],
        [HealthOptions.Section] = [typeof(HealthOptions)],
        [TelemetryOptions.Section] = [typeof(TelemetryOptions)],
    };

    /// <summary>Settings with their sections; the items of a list stand under <c>*</c>.</summary>
    public static IReadOnlyCollection<string> Keys { get; } =
        [.. Sections.SelectMany(section => section.Value.SelectMany(type => Of(type, section.Key))).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];

    /// <summary>The settings of one section, without those of sections inside it.</summary>
    public static IEnumerable<string> Of(string section) => Sections[section].SelectMany(type => Of(type, section));

    private static IEnumerable<string> Of(Type type, string path) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.SetMethod is { IsPublic: true })
        .SelectMany(property => OfProperty(property.PropertyType, $"{path}:{property.Name}"));

    private static IEnumerable<string> OfProperty(Type type, string path)
    {
        if (type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)))
            return OfProperty(type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[^1], $"{path}:*");
        return IsNested(type) ? Of(type, path) : [path];
    }

    private static bool IsNested(Type type) => type.IsClass && type.Namespace?.StartsWith(nameof(TreatyBot), StringComparison.Ordinal) == true;
}
