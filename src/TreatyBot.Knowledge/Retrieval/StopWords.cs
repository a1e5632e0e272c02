using System.Collections.Frozen;

namespace TreatyBot.Knowledge.Retrieval;

/// <summary>Words too common to search by: English function words and question words, and the commonest Russian ones.</summary>
public static class StopWords
{
    private static readonly FrozenSet<string> Words = """
        a about after all also am an and any are as at be because been before being between both but by can could did do does
        doing done during each either for from further had has have having he her here hers him his how if in into is it its
        itself just me more most my neither nor of off on once only or other our out over own same she should so some such than
        that the their theirs them then there these they this those through to too under until up very was we were what when
        where which while who whom whose why will with would you your
        и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по ее мне было вот от меня о из ему
        когда где кто или ли это для при
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <param name="folded">An accent-folded lower-case word, not stemmed.</param>
    public static bool Contains(string folded) => Words.Contains(folded);
}
