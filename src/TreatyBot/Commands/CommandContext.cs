using TreatyBot.Configuration;

namespace TreatyBot.Commands;

/// <summary>What a verb is given.</summary>
internal sealed record CommandContext(IConfiguration Settings, TextWriter Output, TextWriter Error)
{
    /// <summary>What is typed or piped in.</summary>
    public TextReader Input { get; init; } = Console.In;

    public Task<ServiceProvider> BuildServicesAsync() => ProgramServices.BuildAsync(Settings, Error);
}
