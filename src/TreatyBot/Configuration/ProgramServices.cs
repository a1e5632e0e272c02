using Microsoft.Extensions.Options;
using TreatyBot.Bot;
using TreatyBot.Corpus;
using TreatyBot.Diagnosis;
using TreatyBot.Knowledge.Storage;
using TreatyBot.Feedback;
using TreatyBot.Retention;
using TreatyBot.Slack;

namespace TreatyBot.Configuration;

/// <summary>Composes the program for a verb that serves no HTTP.</summary>
internal static class ProgramServices
{
    public static async Task<ServiceProvider> BuildAsync(IConfiguration settings, TextWriter log)
    {
        var services = new ServiceCollection()
            .AddSingleton(settings)
            .AddLogging(logging => logging.AddConfiguration(settings.GetSection("Logging")).AddProvider(new PlainLoggerProvider(log)))
            .AddTreatyBot(settings);
        var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        try
        {
            provider.GetRequiredService<IStartupValidator>().Validate();
            return provider;
        }
        catch (Exception exception) when (exception is OptionsValidationException or InvalidOperationException or AggregateException)
        {
            await provider.DisposeAsync();
            throw new UsageException($"The configuration is wrong: {SettingsErrors.Describe(exception)}", exception);
        }
    }

    /// <summary>What every verb and the host share.</summary>
    public static IServiceCollection AddTreatyBot(this IServiceCollection services, IConfiguration settings)
    {
        services.PostConfigure<Knowledge.Ingestion.CorpusOptions>(options => options.Path = ProgramFolder.Resolve(options.Path));
        services.AddTreatyKnowledge(settings);
        services.AddValidatedOptions<ConversationOptions>(settings, ConversationOptions.Section);
        services.AddSingleton<CorpusReadiness>();
        services.AddSingleton<ConversationMemory>();
        services.AddSingleton<TimelineReplies>();
        services.AddSingleton<BotCommands>();
        services.AddSingleton<FollowUps>();
        services.AddSingleton<QuestionTurn>();
        services.AddSingleton<WelcomeTurn>();
        services.AddValidatedOptions<LimitOptions>(settings, LimitOptions.Section);
        services.AddValidatedOptions<FeedbackOptions>(settings, FeedbackOptions.Section);
        services.AddSingleton<RatedAnswers>();
        services.AddSingleton<VoteFile>();
        services.AddSingleton<FeedbackTurn>();
        services.AddSingleton<ForgetTurn>();
        services.AddSingleton<Forgetting>();
        services.AddSingleton<IUserRecords>(provider => provider.GetRequiredService<ConversationMemory>());
        services.AddSingleton<IUserRecords>(provider => provider.GetRequiredService<RatedAnswers>());
        services.AddSingleton<IUserRecords>(provider => provider.GetRequiredService<VoteFile>());
        services.AddSingleton<TreatyBotHandler>();
        services.AddSingleton<IHealthCheckUp, CorpusCheckUp>();
        services.AddSingleton<IHealthCheckUp, StoreCheckUp>();
        if (settings.GetValue($"{StoreOptions.Section}:{nameof(StoreOptions.Provider)}", StoreProvider.Sqlite) == StoreProvider.Qdrant)
            services.AddSingleton<IHealthCheckUp, QdrantCheckUp>();
        services.AddSingleton<IHealthCheckUp, EmbeddingCheckUp>();
        services.AddSingleton<IHealthCheckUp, ReadingCheckUp>();
        services.AddSingleton<IHealthCheckUp, FreshnessCheckUp>();
        services.AddSingleton<IHealthCheckUp, ChatModelCheckUp>();
        services.AddSingleton<ModelCallCheckUp>();
        services.AddSlackSettings();
        return services;
    }
}
