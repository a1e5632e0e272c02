using Microsoft.Extensions.Configuration;
using TreatyBot.Configuration;

namespace TreatyBot.Tests.Configuration;

public sealed class SettingsLoaderTests : IDisposable
{
    private const string Variable = "TREATYBOT_Telemetry__Instance";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("treatybot-settings-");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, null);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Load_OfFileEnvironmentAndOverride_TakesTheLaterOne()
    {
        var file = Path.Combine(_folder.FullName, "s.json");
        File.WriteAllText(file, """{ "Telemetry": { "Instance": "file", "Headers": "file" } }""");

        Read("--config", file)["Telemetry:Instance"].ShouldBe("file");
        Environment.SetEnvironmentVariable(Variable, "environment");
        Read("--config", file)["Telemetry:Instance"].ShouldBe("environment");
        Read("--config", file, "--Telemetry:Instance", "override")["Telemetry:Instance"].ShouldBe("override");
        Read($"--config={file}", "--telemetry:instance=override=2")["Telemetry:Instance"].ShouldBe("override=2");
        Read("--config", file)["Telemetry:Headers"].ShouldBe("file");
    }

    [Fact]
    public void Load_OfVerbArguments_LeavesThemInOrder() =>
        SettingsLoader.Load(["ask", "--Store:Path", "x", "When: then?", "--gate=a>=1", "--format", "json"]).VerbArguments
            .ShouldBe(["ask", "When: then?", "--gate=a>=1", "--format", "json"]);

    [Fact]
    public void Load_WithoutAnything_ReadsTheFileBesideTheProgram() => Read()["Store:Provider"].ShouldBe("Sqlite");

    private static IConfigurationRoot Read(params string[] args) => SettingsLoader.Load(args).Settings;
}
