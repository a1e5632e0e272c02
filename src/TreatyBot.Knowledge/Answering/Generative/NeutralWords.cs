using System.Collections.Frozen;
using TreatyBot.Knowledge.Retrieval;

namespace TreatyBot.Knowledge.Answering.Generative;

/// <summary>Words with which a statement may join its quote's words without saying anything of its own.</summary>
internal static class NeutralWords
{
    private static readonly FrozenSet<string> Terms = TextAnalyzer.Terms(
        """
        treaty agreement pact accord convention document text article provision country countries state states nation side party parties
        government date day month year time period took take taken place happened occurred came come made make began begin started since
        said says say stated states according reason reasons because means meant called known named own part parts whole both two
        officially formally formal official itself thus therefore however later earlier already then now still well
        """).ToFrozenSet(StringComparer.Ordinal);

    /// <param name="term">As the analyser makes it.</param>
    public static bool Contains(string term) => Terms.Contains(term);
}
