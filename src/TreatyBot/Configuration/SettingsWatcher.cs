using System.Text.Json;
using Microsoft.Extensions.Configuration.Json;

namespace TreatyBot.Configuration;

/// <summary>
/// Tells the log when a settings file changes while the host runs: that the settings it started with stay in force, which ones a restart
/// would take, and whether a restart would get that far. Values are not told: some are secret.
/// </summary>
internal sealed partial class SettingsWatcher(IConfiguration settings, TimeProvider time, ILogger<SettingsWatcher> logger) : BackgroundService
{
    /// <summary>How often the files are looked at.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private const int MostNames = 10;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var files = Files().Select(path => new Watched(path, Read(path))).ToList();
        while (files.Count > 0)
        {
            await Task.Delay(Interval, time, stoppingToken);
            foreach (var file in files)
                Look(file);
        }
    }

    private IEnumerable<string> Files() => (settings as IConfigurationRoot)?.Providers.OfType<JsonConfigurationProvider>()
        .Select(provider => provider.Source.FileProvider?.GetFileInfo(provider.Source.Path ?? "").PhysicalPath).OfType<string>().Distinct(StringComparer.Ordinal) ?? [];

    private void Look(Watched file)
    {
        var text = Read(file.Path);
        if (text == file.Latest)
            return;
        file.Latest = text;
        if (text == file.AtStart)
            LogAsBefore(file.Path);
        else if (text is null)
            LogGone(file.Path);
        else
            Compare(file, text);
    }

    private void Compare(Watched file, string text)
    {
        try
        {
            var changed = Changed(Parse(file.AtStart ?? "{}"), Parse(text));
            if (changed.Count > 0)
                LogChanged(file.Path, string.Join(", ", changed.Take(MostNames).Append(changed.Count > MostNames ? $"and {changed.Count - MostNames} more" : null).OfType<string>()));
            foreach (var unknown in UnknownSettings.Find(new ConfigurationBuilder().AddJsonStream(Stream(text)).Build()))
                LogUnknown(file.Path, unknown);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidDataException)
        {
            LogBroken(file.Path, exception.GetBaseException().Message);
        }
    }

    private static List<string> Changed(IConfiguration before, IConfiguration after)
    {
        var (old, young) = (Leaves(before), Leaves(after));
        return [.. old.Keys.Union(young.Keys, StringComparer.OrdinalIgnoreCase).Where(key => old.GetValueOrDefault(key) != young.GetValueOrDefault(key)).Order(StringComparer.OrdinalIgnoreCase)];
    }

    private static Dictionary<string, string?> Leaves(IConfiguration settings) =>
        settings.AsEnumerable().Where(setting => setting.Value is not null).ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.OrdinalIgnoreCase);

    private static IConfigurationRoot Parse(string json) => new ConfigurationBuilder().AddJsonStream(Stream(json)).Build();

    private static MemoryStream Stream(string json) => new(System.Text.Encoding.UTF8.GetBytes(json));

    // Null: it is not there, or cannot be read.
    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record Watched(string Path, string? AtStart)
    {
        public string? Latest { get; set; } = AtStart;
    }

    [LoggerMessage(LogLevel.Warning, "{Path} has changed. The settings of the start stay in force; restart to take over {Settings}.")]
    private partial void LogChanged(string path, string settings);

    [LoggerMessage(LogLevel.Warning, "{Path} has changed, and a restart would fail on it: {Reason} The settings of the start stay in force.")]
    private partial void LogBroken(string path, string reason);

    [LoggerMessage(LogLevel.Warning, "{Path} is gone or cannot be read. The settings of the start stay in force; a restart would go without it, or fail if --config names it.")]
    private partial void LogGone(string path);

    [LoggerMessage(LogLevel.Warning, "{Path}: {Unknown} It will count for nothing.")]
    private partial void LogUnknown(string path, string unknown);

    [LoggerMessage(LogLevel.Warning, "{Path} is again as it was at the start.")]
    private partial void LogAsBefore(string path);
}
