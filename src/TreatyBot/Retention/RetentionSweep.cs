namespace TreatyBot.Retention;

/// <summary>Erases at start, and then every few hours, what is older than configured.</summary>
internal sealed class RetentionSweep(Forgetting forgetting, TimeProvider time) : BackgroundService
{
    internal static readonly TimeSpan Every = TimeSpan.FromHours(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            await forgetting.PurgeAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
