using System.CommandLine;
using TreatyBot.Diagnosis;

namespace TreatyBot.Commands;

/// <summary><c>doctor</c>: looks at everything the bot needs and names the mend for each thing that is wrong.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("doctor", "Checks configuration, store, models and seeds, and says how to mend what is wrong.");
        command.SetAction((_, cancellationToken) => RunAsync(context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        await using var services = await context.BuildServicesAsync();
        var isWell = true;
        foreach (var check in services.GetServices<IHealthCheckUp>())
        {
            var finding = await check.CheckAsync(cancellationToken);
            await context.Output.WriteLineAsync($"{Label(finding.Verdict)} {finding.Subject}: {finding.Text}");
            isWell &= finding.Verdict != Verdict.Broken;
        }
        return isWell ? CommandLine.Done : CommandLine.Failed;
    }

    private static string Label(Verdict verdict) => verdict switch
    {
        Verdict.Well => "[ ok ]",
        Verdict.Limited => "[note]",
        _ => "[FAIL]",
    };
}
