using System.Text.RegularExpressions;

namespace TreatyBot.Knowledge.Answering.Generative;

/// <summary>
/// Recognises sentences that speak to a program instead of to readers. They are kept from the model and never quoted by it. A second
/// line only: what is not recognised still meets the checks of every statement.
/// </summary>
internal static partial class InstructionSigns
{
    public static bool In(string sentence)
    {
        var plain = OutputSanitizer.Clean(sentence).Normalize(System.Text.NormalizationForm.FormKC);
        return Override().IsMatch(plain) || Address().IsMatch(plain) || Role().IsMatch(plain);
    }

    [GeneratedRegex(@"\b(?:ignore|disregard|forget|override|bypass|discard)\b.{0,60}\b(?:instruction|instructions|rule|rules|prompt|prompts|guidelines|above|previous|prior)\b|\b(?:reveal|print|repeat|show|output|leak)\b.{0,40}\b(?:system prompt|prompt|instructions|secret|secrets|api key|password|credentials|configuration)\b",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Override();

    [GeneratedRegex(@"\b(?:ai|language model|assistant|chatbot|llm|the bot|treatybot|the model)\b.{0,60}\b(?:must|should|shall|has to|is to|say|reply|respond|answer|output|write|tell|include|append)\b|\b(?:reply|respond|answer|output)\s+(?:only|with|exactly|in)\b|\byou (?:are now|must now|will now|must answer|must reply|must say)\b|\b(?:say|write|append|include|add|insert|post|tell)\b.{0,40}\b(?:to the user|in your (?:answer|reply|response)|to your (?:answer|reply|response)|users? that)\b",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"^\W*(?:system|assistant|developer|user|human)\s*(?:message|prompt)?\s*[:>\]]|<\|?/?\s*(?:im_start|im_end|system|assistant|message|endoftext)|\[/?INST\]|###\s*(?:instruction|system|response)|\b(?:begin|new|end of) (?:system )?(?:prompt|instructions)\b",
        RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Role();
}
