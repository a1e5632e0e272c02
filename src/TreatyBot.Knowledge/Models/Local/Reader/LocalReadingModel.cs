using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TreatyBot.Knowledge.Models.Local.Reader;

/// <summary>
/// The embedded reading model, run in this process and loaded when first asked for, once; a missing or damaged file makes it absent,
/// never an error. Thread-safe.
/// </summary>
internal sealed partial class LocalReadingModel(IOptions<ReadingOptions> options, ILogger<LocalReadingModel> logger) : IReadingModel, IDisposable
{
    /// <summary>Changes when the same question and sentence would get another reading.</summary>
    private const string Id = "reader-1";

    private readonly Lock _loading = new();
    private CrossEncoder? _encoder;
    private bool _isTried;
    private string? _absenceReason;

    public string? ModelId => Encoder() is null ? null : Id;

    public string? AbsenceReason => Encoder() is null ? _absenceReason : null;

    public IReadOnlyList<Reading> Read(string question, IReadOnlyList<SentenceInContext> sentences)
    {
        if (sentences.Count == 0 || Encoder() is not { } encoder)
            return [];
        var readings = new Reading[sentences.Count];
        Parallel.For(0, sentences.Count, new ParallelOptions { MaxDegreeOfParallelism = options.Value.MaxDegreeOfParallelism },
            index => readings[index] = encoder.Read(question, sentences[index]));
        return readings;
    }

    public void Dispose() => _encoder?.Dispose();

    private CrossEncoder? Encoder()
    {
        if (Volatile.Read(ref _isTried))
            return _encoder;
        lock (_loading)
        {
            if (!_isTried)
            {
                _encoder = Load();
                Volatile.Write(ref _isTried, true);
            }
            return _encoder;
        }
    }

    private CrossEncoder? Load()
    {
        var folder = Path.GetFullPath(options.Value.Folder, AppContext.BaseDirectory);
        try
        {
            var encoder = new CrossEncoder(Path.Combine(folder, "reader.onnx"), Path.Combine(folder, "vocabulary.txt"));
            LogLoaded(folder);
            return encoder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or DllNotFoundException or TypeInitializationException)
        {
            var fault = Directory.Exists(folder) ? exception.Message : $"{folder} does not exist.";
            _absenceReason = $"The reading model is absent: {fault} Set {ReadingOptions.Section}:Folder to the folder that holds reader.onnx and vocabulary.txt, or publish the program anew.";
            LogAbsent(fault);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Reading model read from {Folder}")]
    private partial void LogLoaded(string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reading model absent, evidence is judged by words and vectors alone: {Fault}")]
    private partial void LogAbsent(string fault);
}
