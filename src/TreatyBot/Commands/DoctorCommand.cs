using System.CommandLine;
using TreatyBot.Diagnosis;

namespace TreatyBot.Commands;

/// <summary><c>doctor</c>: looks at everything the bot needs and names the mend for each thing that is wrong.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("doctor", "Checks configuration, store, models and seeds, and says how to mend what is wrong.");
        var models = new Option<bool>("--models") { Description = "Also makes one small call to each configured model." };
        command.Options.Add(models);
        command.SetAction((parsed, cancellationToken) => RunAsync(context, parsed.GetValue(models), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, bool callsModels, CancellationToken cancellationToken)
    {
        await using var services = await context.BuildServicesAsync();
        var isWell = true;
        var findings = new List<Finding>();
        foreach (var check in services.GetServices<IHealthCheckUp>())
            findings.Add(await check.CheckAsync(cancellationToken));
        if (callsModels)
            findings.AddRange(await services.GetRequiredService<ModelCallCheckUp>().CheckAsync(cancellationToken));
        foreach (var finding in findings)
        {
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
