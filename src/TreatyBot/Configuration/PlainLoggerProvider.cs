namespace TreatyBot.Configuration;

/// <summary>Writes log entries as plain lines, so that they sit well between a command's own lines on stderr.</summary>
internal sealed class PlainLoggerProvider(TextWriter writer) : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ILogger CreateLogger(string categoryName) => new PlainLogger(writer, this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class PlainLogger(TextWriter writer, PlainLoggerProvider provider) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => provider._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var turn = LogScopes.TurnOf(provider._scopes) is { } id ? $" [turn {id}]" : "";
            var cause = exception is null ? "" : $" ({exception.GetType().Name}: {exception.Message})";
            lock (writer)
                writer.WriteLine($"{logLevel.ToString().ToLowerInvariant()}: {formatter(state, exception)}{cause}{turn}");
        }
    }
}
