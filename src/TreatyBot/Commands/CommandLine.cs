using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TreatyBot.Configuration;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Knowledge.Languages;
using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Commands;

/// <summary>The verbs, and what every one of them shares: settings, exit codes, and errors said in a sentence.</summary>
internal static class CommandLine
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;

    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken) =>
        RunAsync(args, Console.In, output, error, cancellationToken);

    public static async Task<int> RunAsync(string[] args, TextReader input, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        // Options, reports and errors are in English wherever the machine stands.
        CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = Language.English;
        try
        {
            var (settings, rest) = SettingsLoader.Load(args);
            foreach (var unknown in UnknownSettings.Find(settings))
                await error.WriteLineAsync($"warning: {unknown} It counts for nothing.");
            var context = new CommandContext(settings, output, error) { Input = input };
            var parsed = Verbs(context).Parse(WithDefaultVerb(rest));
            if (parsed.Errors.Count > 0)
            {
                foreach (var problem in parsed.Errors)
                    await error.WriteLineAsync($"{problem.Message} Run treatybot {VerbOf(parsed)} --help for the usage.");
                return WrongUsage;
            }
            var run = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
            // The host has its own way to stop: it finishes the turns that it took.
            if (parsed.CommandResult.Command.Name == ServeCommand.Name)
                run.ProcessTerminationTimeout = null;
            return await parsed.InvokeAsync(run, cancellationToken);
        }
        catch (UsageException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return WrongUsage;
        }
        catch (Exception exception) when (exception is StoreException or IngestionException)
        {
            await error.WriteLineAsync(exception.Message);
            return Failed;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"A file cannot be read or written: {exception.Message}");
            return Failed;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Stopped. What was finished is kept; the next run goes on from there.");
            return Failed;
        }
    }

    private static string[] WithDefaultVerb(string[] args) =>
        args.Length == 0 || (args[0].StartsWith("--", StringComparison.Ordinal) && args[0] is not ("--help" or "--version")) ? [ServeCommand.Name, .. args] : args;

    private static RootCommand Verbs(CommandContext context) => new(
        """
        TreatyBot answers questions about arms-control treaties from a corpus of documents and shows where each answer stands.

        Every verb also takes --config FILE and --SECTION:KEY VALUE, for example --Store:Path /tmp/try.db or --Corpus:Path mydocs.
        """)
    {
        ServeCommand.Create(context),
        AskCommand.Create(context),
        ChatCommand.Create(context),
        IngestCommand.Create(context),
        SourcesCommand.Create(context),
        TimelineCommand.Create(context),
        EvaluateCommand.Create(context),
        StoreCommand.Create(context),
        FeedbackCommand.Create(context),
        DoctorCommand.Create(context),
        ManifestCommand.Create(context),
    };

    // "manifest slack", not "slack".
    private static string VerbOf(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Command: not RootCommand } result; at = result.Parent)
            names.Push(result.Command.Name);
        return string.Join(' ', names);
    }
}
