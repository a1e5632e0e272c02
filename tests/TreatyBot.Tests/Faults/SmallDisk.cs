using System.Diagnostics;

namespace TreatyBot.Tests.Faults;

/// <summary>A file system in memory, of a size that can be changed; only root may make one, so tests without that right are skipped.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("treatybot-disk-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public static async Task<SmallDisk> MountAsync(string size)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root mounts file systems.");
        var disk = new SmallDisk();
        if (await RunAsync("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", disk._folder.FullName) != 0)
        {
            disk._folder.Delete();
            Assert.Skip("No file system can be mounted here.");
        }
        return disk;
    }

    /// <param name="options">Such as <c>ro</c> or <c>size=64m</c>.</param>
    public async Task RemountAsync(string options) => (await RunAsync("mount", "-o", $"remount,{options}", _folder.FullName)).ShouldBe(0);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "-l", _folder.FullName);
        _folder.Delete();
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }
}
