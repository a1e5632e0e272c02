using TreatyBot.Configuration;

namespace TreatyBot.Commands;

/// <summary>What a verb is given.</summary>
internal sealed record CommandContext(IConfiguration Settings, TextWriter Output, TextWriter Error)
{
    public Task<ServiceProvider> BuildServicesAsync() => ProgramServices.BuildAsync(Settings, Error);
}
