using System.Globalization;
using System.Runtime.CompilerServices;

namespace TreatyBot.Tests.Faults;

/// <summary>Seeded moments at which something is broken: a few in every run, as many as <c>TREATYBOT_FAULT_MOMENTS</c> asks for by hand.</summary>
internal static class FaultMoments
{
    public static IEnumerable<Random> Of(int usually, [CallerMemberName] string seed = "")
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("TREATYBOT_FAULT_MOMENTS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0 ? asked : usually;
        var start = seed.Aggregate(17, (hash, letter) => unchecked(hash * 31 + letter));
        return Enumerable.Range(0, count).Select(number => new Random(start + number * 7919));
    }
}
