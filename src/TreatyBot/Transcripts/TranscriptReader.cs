using TreatyBot.Configuration;

namespace TreatyBot.Transcripts;

/// <summary>Reads what <see cref="TranscriptWriter"/> wrote.</summary>
internal static class TranscriptReader
{
    /// <exception cref="UsageException">There is no such file, or a line is not of a transcript.</exception>
    public static async IAsyncEnumerable<TranscriptLine> ReadAsync(
        string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new UsageException($"--replay {path}: there is no such file.");
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                yield return Parse(path, number, line);
        }
    }

    private static TranscriptLine Parse(string path, int number, string line)
    {
        try
        {
            return TranscriptLine.Parse(line);
        }
        catch (FormatException exception)
        {
            throw new UsageException($"{path}, line {number}: {exception.Message}. Each line must be one that serve --transcript wrote.", exception);
        }
    }
}
