using System.Globalization;
using System.Text.RegularExpressions;
using TreatyBot.Knowledge.Answering.Events;
using TreatyBot.Knowledge.Treaties;

namespace TreatyBot.Knowledge.Languages;

/// <summary>
/// Writes the parts of a sentence in a language: <c>{1:acc}</c> is a treaty's name with its article in a case, <c>{0:|a|ont}</c> a form that agrees
/// with the part; dates, parties and treaties by their English names are found too. Anything else stays as it is.
/// </summary>
internal sealed partial class TermFormatter(TreatyCatalogue catalogue, CultureInfo language) : IFormatProvider, ICustomFormatter
{
    private readonly Dictionary<string, string> _treaties = catalogue.TreatyIds.SelectMany(id => (IEnumerable<(string, string)>)[(catalogue.Name(id), id), (EventPhrases.TreatyName(id, catalogue), id)])
        .DistinctBy(name => name.Item1, StringComparer.OrdinalIgnoreCase).ToDictionary(name => name.Item1, name => name.Item2, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string> Parties = PartyGazetteer.Default.Parties.SelectMany(party => (IEnumerable<(string, string)>)[(party.Name, party.Id), (EventPhrases.Party(party.Id), party.Id)])
        .DistinctBy(name => name.Item1, StringComparer.OrdinalIgnoreCase).ToDictionary(name => name.Item1, name => name.Item2, StringComparer.OrdinalIgnoreCase);

    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : language.GetFormat(formatType);

    public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
    {
        PartyTerm parties => Of(parties, format),
        TreatyTerm treaty => Of(treaty.Id, format),
        PartialDate date => format == "when" ? DateWords.When(date, language) : DateWords.Bare(date, language),
        string text => Of(text, format),
        _ => Convert.ToString(arg, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>A short answer: names, dates, spans and verdicts, listed with commas, semicolons and "and".</summary>
    public string Listed(string text)
    {
        if (Texts.Find(text, language) is { } whole)
            return whole;
        if (text.Contains("; ", StringComparison.Ordinal))
            return string.Join("; ", text.Split("; ").Select(Listed));
        if (_treaties.ContainsKey(text) || Parties.ContainsKey(text))
            return Of(text, "nom");
        var parts = Separators().Split(text);
        return parts.Length == 1 ? Of(text, "nom") : parts.Length > 1 && text.Contains(" and ", StringComparison.Ordinal)
            ? PartyTerms.Join([.. parts.Select(part => Of(part, "nom"))], language)
            : string.Join(", ", parts.Select(part => Of(part, "nom")));
    }

    private string Of(PartyTerm parties, string? format) => format switch
    {
        ['|', .. var forms] => Inflection.Choose(forms, PartyTerms.AgreementOf(parties.Ids, language)),
        _ => PartyTerms.Join([.. parties.Ids.Select(id => PartyTerms.Subject(id, language))], language),
    };

    private string Of(string text, string? format)
    {
        if (_treaties.TryGetValue(text, out var id) || catalogue.Contains(text) && (id = text) is not null)
            return catalogue[id]!.LocalNames.GetValueOrDefault(language.Name) is [var name, ..]
                ? format is ['|', .. var forms] ? Inflection.Choose(forms, Inflection.OfTreaty(name, language.Name)) : Inflection.Treaty(name, format ?? "nom", language.Name)
                : format is ['|', .. var unnamed] ? Inflection.Choose(unnamed, Agreement.Masculine) : Unnamed(catalogue.Name(id), format ?? "nom");
        if (Parties.TryGetValue(text, out var party))
            return format is ['|', .. var partyForms] ? Inflection.Choose(partyForms, PartyTerms.AgreementOf([party], language)) : format == "name" ? PartyTerms.Bare(party, language) : PartyTerms.Subject(party, language);
        if (format is ['|', ..])
            return Inflection.Choose(format[1..], Agreement.Masculine);
        var dates = DateFinder.Find(text, DateContext.None);
        if (dates is [{ Date: { } date, Start: 0 } only] && only.Length == text.Length)
            return format == "when" ? DateWords.When(date, language) : DateWords.Bare(date, language);
        if (Span().Match(text) is { Success: true })
            return Span().Replace(text, match => Inflection.Count(int.Parse(match.Groups["n"].ValueSpan, CultureInfo.InvariantCulture), match.Groups["unit"].Value, language));
        return Texts.Find(text, language) ?? (Separators().Split(text) is { Length: > 1 } parts && parts.All(part => Parties.ContainsKey(part) || _treaties.ContainsKey(part))
            ? PartyTerms.Join([.. parts.Select(part => Of(part, format))], language)
            : text);
    }

    // A treaty that its sheet does not name in this language.
    private string Unnamed(string name, string form) => Inflection.Treaty(language.Name switch
    {
        "de" => $"Vertrag „{name}“",
        "fr" => $"traité « {name} »",
        "es" => $"Tratado «{name}»",
        _ => $"договор «{name}»",
    }, form, language.Name);

    [GeneratedRegex(@", | and ")]
    private static partial Regex Separators();

    [GeneratedRegex(@"\b(?<n>[0-9]+) (?<unit>(?:year|month|day)s?)\b")]
    private static partial Regex Span();
}
