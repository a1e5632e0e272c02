using System.Security.Cryptography;

namespace TreatyBot.Evaluation.QuestionSets;

/// <summary>Reads Q&amp;A sets: JSON Lines (.jsonl, .ndjson), SQuAD 1.1 and 2.0 (.json), and CSV or TSV with a header.</summary>
public static class QaSetReader
{
    /// <param name="strict">Stops at the first bad line; otherwise bad lines are left out and listed in <see cref="QaSet.Problems"/>.</param>
    /// <exception cref="QaSetException">The file is missing, of an unknown kind or without a single good question, or a line is bad and reading is strict.</exception>
    public static async Task<QaSet> ReadAsync(string path, bool strict, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new QaSetException(new(path, 0, $"cannot be read ({e.Message}). Name an existing .jsonl, .json or .csv file."));
        }

        var content = Read(path, bytes, strict);
        if (content.Questions.Count == 0)
            throw new QaSetException(content.Problems.FirstOrDefault() ?? new(path, 0, "holds no questions."));
        return new QaSet(
            Path.GetFileNameWithoutExtension(path), path, Convert.ToHexStringLower(SHA256.HashData(bytes)), content.Questions, content.Problems)
        {
            Corpus = content.Corpus,
        };
    }

    private static QaSetContent Read(string path, byte[] bytes, bool strict)
    {
        var content = new QaSetContent(path, strict);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".jsonl" or ".ndjson":
                JsonLinesSet.Read(bytes, content);
                break;
            case ".json":
                SquadSet.Read(bytes, content);
                break;
            case ".csv":
                CsvSet.Read(bytes, ',', content);
                break;
            case ".tsv":
                CsvSet.Read(bytes, '\t', content);
                break;
            default:
                throw new QaSetException(new(path, 0, "is of an unknown kind. Known are .jsonl, .ndjson, .json (SQuAD), .csv and .tsv."));
        }
        return content;
    }
}
