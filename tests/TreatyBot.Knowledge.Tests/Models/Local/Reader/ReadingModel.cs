using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TreatyBot.Knowledge.Models;
using TreatyBot.Knowledge.Models.Local.Reader;

namespace TreatyBot.Knowledge.Tests.Models.Local.Reader;

/// <summary>The reading model beside the tests.</summary>
internal static class ReadingModel
{
    /// <summary>Where the build puts its files.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "models", "reader");

    public static LocalReadingModel Create(Action<ReadingOptions>? configure = null)
    {
        var options = new ReadingOptions();
        configure?.Invoke(options);
        return new(Options.Create(options), NullLogger<LocalReadingModel>.Instance);
    }
}
