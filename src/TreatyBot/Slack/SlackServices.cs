using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TreatyBot.Channels.Slack;
using TreatyBot.Diagnosis;

namespace TreatyBot.Slack;

/// <summary>Composes the program's side of Slack.</summary>
internal static class SlackServices
{
    /// <summary>What every verb needs: the settings, checked, and the line of <c>doctor</c>.</summary>
    public static IServiceCollection AddSlackSettings(this IServiceCollection services)
    {
        services.AddSlackWeb();
        services.AddOptions<SlackHostOptions>().BindConfiguration(SlackOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SlackHostOptions>, SlackHostOptionsValidator>());
        services.AddSingleton<IHealthCheckUp, SlackCheckUp>();
        return services;
    }

    /// <summary>What the host needs; nothing when Slack is not set up.</summary>
    public static IServiceCollection AddSlackHost(this IServiceCollection services, IConfiguration settings)
    {
        var slack = Ways(settings);
        if (!slack.IsOn)
            return services;
        services.AddDataProtection().SetApplicationName("TreatyBot");
        services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>().Configure<IOptions<SlackHostOptions>, ILoggerFactory>(
            (keys, own, loggers) => keys.XmlRepository = new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(KeyFolder(own.Value.KeysPath), loggers));
        services.AddSingleton<SlackDatabase>();
        services.AddSingleton<SlackChannels>();
        services.AddSingleton<SlackThreads>();
        services.AddSingleton<ISlackThreads>(provider => provider.GetRequiredService<SlackThreads>());
        services.AddSingleton<ISlackReplies, SlackReplies>();
        services.AddSingleton<SlackInstallations>();
        services.AddSingleton<ISlackTokens>(provider => provider.GetRequiredService<SlackInstallations>());
        services.AddSingleton<SlackOAuth>();
        services.AddSingleton<SlackSettingsTalk>();
        services.AddSingleton<IMiddleware, SlackManners>();
        return services.AddSlack(slack.IsOnSockets);
    }

    /// <summary>What answers in Slack alone, after limits have counted.</summary>
    public static IServiceCollection AddSlackTalk(this IServiceCollection services, IConfiguration settings) => Ways(settings).IsOn
        ? services.AddSingleton<IMiddleware, SlackHomeTurn>().AddSingleton<IMiddleware, SlackHelp>()
        : services;

    // The two settings that decide; the others are read and checked with all options.
    private static SlackOptions Ways(IConfiguration settings) => new()
    {
        SigningSecret = settings[$"{SlackOptions.Section}:{nameof(SlackOptions.SigningSecret)}"],
        AppToken = settings[$"{SlackOptions.Section}:{nameof(SlackOptions.AppToken)}"],
    };

    // Nobody but the program's own user may read keys.
    private static DirectoryInfo KeyFolder(string path)
    {
        var full = Path.GetFullPath(path);
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(full)
            : Directory.CreateDirectory(full, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
