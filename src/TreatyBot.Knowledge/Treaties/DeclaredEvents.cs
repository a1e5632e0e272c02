using TreatyBot.Knowledge.Ingestion;

namespace TreatyBot.Knowledge.Treaties;

/// <summary>Turns the events that a register sheet declares into treaty events.</summary>
internal static class DeclaredEvents
{
    /// <param name="found">Events of the sheet's running text: one with the same date gives the place of a note that was not located.</param>
    public static IEnumerable<TreatyEvent> Of(SourceDocument document, IReadOnlyList<TreatyEvent> found)
    {
        if (document.Metadata.Register is not { } register)
            yield break;
        foreach (var declared in register.Events)
        {
            var (start, length) = (declared.Start, declared.Length);
            if (start < 0)
            {
                var same = found.FirstOrDefault(e => e.Date == declared.Date && e.Act == declared.Act) ?? found.FirstOrDefault(e => e.Date == declared.Date);
                if (same is null)
                    continue;
                (start, length) = (same.Start, same.Length);
            }
            yield return new()
            {
                DocumentId = document.Id,
                TreatyId = register.Id,
                Act = declared.Act,
                Parties = [.. declared.Parties.Select(name => PartyGazetteer.Default.Resolve(name)).OfType<string>().Distinct()],
                Date = declared.Date,
                IsDisputed = declared.IsDisputed,
                IsDeclared = true,
                Start = start,
                Length = length,
            };
        }
    }
}
