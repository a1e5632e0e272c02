namespace TreatyBot.Configuration;

/// <summary>Finds what travels with the program.</summary>
internal static class ProgramFolder
{
    /// <summary>A relative path of the working directory when something is there, else of the program's folder when something is there, else as it is.</summary>
    public static string Resolve(string path)
    {
        if (Path.IsPathRooted(path) || Path.Exists(path))
            return path;
        var shipped = Path.Combine(AppContext.BaseDirectory, path);
        return Path.Exists(shipped) ? shipped : path;
    }
}
