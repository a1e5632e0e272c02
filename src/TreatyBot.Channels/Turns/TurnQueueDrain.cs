using Microsoft.Extensions.Hosting;

namespace TreatyBot.Channels.Turns;

/// <summary>Lets the program's end wait for the turns that were taken.</summary>
internal sealed class TurnQueueDrain(TurnQueue queue) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => queue.DrainAsync(cancellationToken);
}
