using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using TreatyBot.Bot;
using TreatyBot.Channels.BotFramework;
using TreatyBot.Channels.Slack;
using TreatyBot.Channels.Turns;
using TreatyBot.Configuration;
using TreatyBot.Corpus;
using TreatyBot.Endpoints;
using TreatyBot.Health;
using TreatyBot.Retention;
using TreatyBot.Slack;
using TreatyBot.Telemetry;
using TreatyBot.Transcripts;

namespace TreatyBot.Hosting;

/// <summary>Composes the program as a web host.</summary>
internal static class BotHost
{
    /// <param name="settings">All settings; the host reads none of its own.</param>
    /// <param name="urls">Checked here.</param>
    /// <param name="transcript">Where to record activities; null for nowhere.</param>
    /// <param name="log">Where log lines go.</param>
    /// <param name="configure">Replaces services, for tests.</param>
    /// <exception cref="UsageException">The settings or addresses are wrong.</exception>
    public static WebApplication Build(
        IConfiguration settings, string urls, string? transcript, TextWriter log, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(settings);
        builder.Logging.AddConfiguration(settings.GetSection("Logging")).AddProvider(TelemetryLogs.ProviderFor(settings, log));
        builder.Services.AddRouting();
        builder.Services.AddTreatyBot(settings).AddChannelHost(settings).AddBotTelemetry(settings);
        if (transcript is not null)
            builder.Services.AddTranscript(transcript);
        configure?.Invoke(builder.Services);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(Harden);
        try
        {
            var application = builder.Build();
            application.Services.GetRequiredService<IStartupValidator>().Validate();
            application.Services.GetService<ModelCosts>()?.Start();
            var (azure, slack) = (application.Services.GetRequiredService<IOptions<BotFrameworkOptions>>().Value, application.Services.GetRequiredService<IOptions<SlackOptions>>().Value);
            var addresses = ListenAddresses.Parse(urls, azure, slack);
            foreach (var address in addresses)
                application.Urls.Add(address);
            application.UseRouting();
            // Without an app id it is for programs on this machine only; where others can come, it is not there.
            if (!azure.IsAnonymous || addresses.All(ListenAddresses.IsLoopback))
                MessagesEndpoint.Map(application);
            MapSlack(application, slack);
            HealthEndpoints.Map(application);
            return application;
        }
        catch (Exception exception) when (exception is OptionsValidationException or InvalidOperationException or AggregateException)
        {
            throw new UsageException($"The configuration is wrong: {SettingsErrors.Describe(exception)}", exception);
        }
    }

    private static void AddTranscript(this IServiceCollection services, string path)
    {
        services.AddSingleton(provider => new TranscriptWriter(
            path, provider.GetRequiredService<IOptions<TranscriptOptions>>().Value.KeepFor, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IUserRecords>(provider => provider.GetRequiredService<TranscriptWriter>());
    }

    // Middleware sees a turn in this order: what was admitted is recorded, then manners decide, then limits count what is left, and what may be
    // answered already is not answered again.
    private static IServiceCollection AddChannelHost(this IServiceCollection services, IConfiguration settings)
    {
        services.AddValidatedOptions<DeliveryOptions>(settings, DeliveryOptions.Section);
        services.AddSingleton<SqliteDeliveryLog>();
        services.AddSingleton<IDeliveryLog>(provider => provider.GetRequiredService<SqliteDeliveryLog>());
        services.AddSingleton<IUserRecords>(provider => provider.GetRequiredService<SqliteDeliveryLog>());
        services.AddValidatedOptions<TranscriptOptions>(settings, TranscriptOptions.Section);
        services.AddHostedService<RetentionSweep>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<SettingsWatcher>(provider, settings));
        services.AddAnswerCache(settings);
        services.AddSingleton<IMiddleware, TurnLanguage>();
        services.AddSingleton<IMiddleware, TurnLog>();
        services.AddSingleton<IMiddleware, TranscriptMiddleware>();
        services.AddSingleton<IMiddleware, ChannelManners>();
        services.AddSingleton<IBot>(provider => provider.GetRequiredService<TreatyBotHandler>());
        services.AddHostedService<CorpusWarmUp>();
        services.AddSingleton<CorpusWatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<CorpusWatcher>());
        services.AddValidatedOptions<HealthOptions>(settings, HealthOptions.Section);
        services.AddSingleton<Readiness>();
        services.AddBotFramework().AddSlackHost(settings);
        return services.AddSingleton<IMiddleware, TurnLimits>().AddSingleton<IMiddleware, InterruptedTurns>().AddSlackTalk(settings);
    }

    private static void MapSlack(WebApplication application, SlackOptions slack)
    {
        if (!slack.IsOn)
            return;
        application.Services.GetRequiredService<SlackDatabase>().EnsureUsable();
        if (slack.IsOnHttp)
            SlackEndpoints.Map(application);
        if (slack.IsDistributed)
            SlackInstallEndpoints.Map(application);
    }

    private static void Harden(WebHostBuilderContext context, KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = 16 * 1024 * 1024;
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    }
}
