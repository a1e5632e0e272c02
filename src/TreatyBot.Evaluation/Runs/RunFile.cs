using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TreatyBot.Evaluation.Runs;

/// <summary>Keeps runs as JSON.</summary>
public static class RunFile
{
    internal static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        IgnoreReadOnlyProperties = true,
    };

    /// <summary>Writes the whole file or none of it.</summary>
    public static async Task WriteAsync(EvaluationRun run, string path, CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        var part = path + ".tmp";
        await using (var stream = File.Create(part))
            await JsonSerializer.SerializeAsync(stream, run, Options, cancellationToken);
        File.Move(part, path, overwrite: true);
    }

    /// <exception cref="RunFileException">The file is missing, no run, or of another version.</exception>
    public static async Task<EvaluationRun> ReadAsync(string path, CancellationToken cancellationToken)
    {
        EvaluationRun? run;
        try
        {
            await using var stream = File.OpenRead(path);
            run = await JsonSerializer.DeserializeAsync<EvaluationRun>(stream, Options, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new RunFileException($"{path}: cannot be read as a run ({e.Message}). Name a file that an evaluation wrote.", e);
        }
        return run is { Version: EvaluationRun.CurrentVersion }
            ? run
            : throw new RunFileException($"{path}: is a run of version {run?.Version}, and this program reads version {EvaluationRun.CurrentVersion}. Run the evaluation again.");
    }

    internal static string HashResults(IReadOnlyList<RunEntry> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in entries)
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(entry with { ElapsedMilliseconds = 0 }, Options));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>A run file cannot be used. The message names the file and the mend.</summary>
public sealed class RunFileException : Exception
{
    public RunFileException(string message) : base(message) { }

    public RunFileException(string message, Exception innerException) : base(message, innerException) { }

    public RunFileException() { }
}
