using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TreatyBot.Channels.BotFramework;
using TreatyBot.Channels.Sending;
using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Slack.Web;
using TreatyBot.Channels.Turns;

namespace Microsoft.Extensions.DependencyInjection;

public static class ChannelsServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="TurnQueue"/> (settings under <c>Channels:Turns</c>) and the middleware set made of every registered
    /// <see cref="IMiddleware"/>. Register an <see cref="IDeliveryLog"/> before to remember deliveries across restarts.
    /// </summary>
    public static IServiceCollection AddTurns(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<TurnQueueOptions>().BindConfiguration(TurnQueueOptions.Section).ValidateDataAnnotations();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IDeliveryLog>(_ => new MemoryDeliveryLog());
        services.TryAddSingleton(provider => new MiddlewareSet(provider.GetServices<IMiddleware>()));
        services.TryAddSingleton(provider => new TurnQueue(
            provider.GetRequiredService<IOptions<TurnQueueOptions>>().Value,
            provider.GetRequiredService<IDeliveryLog>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<TurnQueue>>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, TurnQueueDrain>());
        return services;
    }

    /// <summary>Adds <see cref="BotFrameworkAdapter"/>; settings under <see cref="BotFrameworkOptions.Section"/>.</summary>
    public static IServiceCollection AddBotFramework(this IServiceCollection services)
    {
        services.AddTurns();
        services.AddOptionsWithValidateOnStart<BotFrameworkOptions, BotFrameworkOptionsValidator>().BindConfiguration(BotFrameworkOptions.Section);
        services.TryAddSingleton<IConnectorTokenIssuer>(provider => new MsalTokenIssuer(provider.GetRequiredService<IOptions<BotFrameworkOptions>>().Value));
        services.TryAddSingleton(provider => BotFrameworkComposition.Create(
            provider.GetRequiredService<IOptions<BotFrameworkOptions>>().Value,
            provider.GetRequiredService<IConnectorTokenIssuer>,
            provider.GetRequiredService<TurnQueue>(),
            provider.GetRequiredService<MiddlewareSet>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        return services;
    }

    /// <summary>
    /// Adds <see cref="SlackWebClient"/> and <see cref="SlackStreams"/>; settings under <see cref="SlackOptions.Section"/>.
    /// </summary>
    public static IServiceCollection AddSlackWeb(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<SlackOptions, SlackOptionsValidator>().BindConfiguration(SlackOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SlackStreams>();
        services.TryAddSingleton(provider => SlackWeb.Create(
            provider.GetRequiredService<IOptions<SlackOptions>>().Value,
            // Lives as long as the program, as the client does.
            HttpExtensions.CreateClient(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        return services;
    }

    /// <summary>
    /// Adds <see cref="SlackAdapter"/>, and Socket Mode when it is set up; settings under <see cref="SlackOptions.Section"/>. Register
    /// <see cref="ISlackTokens"/>, <see cref="ISlackThreads"/>, <see cref="ISlackReplies"/> and <see cref="IBot"/> too.
    /// </summary>
    public static IServiceCollection AddSlack(this IServiceCollection services, bool withSockets)
    {
        services.AddTurns();
        services.AddSlackWeb();
        services.TryAddSingleton(provider => SlackComposition.Create(
            provider.GetRequiredService<IOptions<SlackOptions>>().Value,
            provider.GetRequiredService<SlackWebClient>(),
            provider.GetRequiredService<SlackStreams>(),
            provider.GetRequiredService<ISlackTokens>(),
            provider.GetRequiredService<ISlackThreads>(),
            provider.GetRequiredService<ISlackReplies>(),
            provider.GetRequiredService<TurnQueue>(),
            provider.GetRequiredService<MiddlewareSet>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        // After the queue's: what is added last stops first, so that nothing is taken while the queue drains.
        if (withSockets)
        {
            services.AddSingleton<IHostedService>(provider => SlackComposition.CreateSockets(
                provider.GetRequiredService<IOptions<SlackOptions>>().Value,
                provider.GetRequiredService<SlackWebClient>(),
                provider.GetRequiredService<SlackAdapter>(),
                provider.GetRequiredService<IBot>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILoggerFactory>()));
        }

        return services;
    }
}
