namespace TreatyBot.Configuration;

/// <summary>Reads from the scopes of a log line which turn it belongs to.</summary>
internal static class LogScopes
{
    /// <summary>The name under which scopes carry the turn's id.</summary>
    public const string TurnId = "TurnId";

    /// <summary>Null outside a turn.</summary>
    public static string? TurnOf(IExternalScopeProvider scopes)
    {
        var found = new Found();
        scopes.ForEachScope(
            (scope, found) =>
            {
                if (scope is IEnumerable<KeyValuePair<string, object?>> values)
                    found.Turn = values.FirstOrDefault(value => value.Key == TurnId).Value as string ?? found.Turn;
            },
            found);
        return found.Turn;
    }

    private sealed class Found
    {
        public string? Turn { get; set; }
    }
}
