using TreatyBot.Configuration;

namespace TreatyBot.Telemetry;

/// <summary>The form of the host's log lines.</summary>
internal static class TelemetryLogs
{
    // Logging comes before services; a value that is no format fails where options are validated.
    public static ILoggerProvider ProviderFor(IConfiguration settings, TextWriter log) =>
        Enum.TryParse<LogFormat>(settings[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.LogFormat)}"], ignoreCase: true, out var format) && format == LogFormat.Json
            ? new JsonLoggerProvider(log, TimeProvider.System)
            : new PlainLoggerProvider(log);
}
