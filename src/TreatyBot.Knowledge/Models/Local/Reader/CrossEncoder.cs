using Microsoft.ML.OnnxRuntime;

namespace TreatyBot.Knowledge.Models.Local.Reader;

/// <summary>
/// A transformer over <c>[CLS] question [SEP] heading, sentence before [SEP] sentence [SEP]</c> with two heads: one number for the whole
/// (does it answer?), two a piece (does the answer begin here, does it end here?). Runs on ONNX Runtime. Thread-safe.
/// </summary>
internal sealed class CrossEncoder : IDisposable
{
    // What it was trained with; a longer text would be read no better.
    private const int QuestionPieces = 40;
    private const int ContextPieces = 28;
    private const int HeadingPieces = 12;
    private const int SentencePieces = 72;
    private const int LongestAnswer = 24;

    private readonly WordPieces _pieces;
    private readonly InferenceSession _session;
    private readonly int _cls;
    private readonly int _separator;

    /// <exception cref="InvalidDataException">The files are not this model's.</exception>
    public CrossEncoder(string modelPath, string vocabularyPath)
    {
        var vocabulary = File.ReadAllLines(vocabularyPath);
        (_cls, _separator) = (Array.IndexOf(vocabulary, "[CLS]"), Array.IndexOf(vocabulary, "[SEP]"));
        if (_cls < 0 || _separator < 0)
            throw new InvalidDataException($"{vocabularyPath} is no BERT vocabulary.");
        _pieces = WordPieces.Read(vocabularyPath);
        // One thread a sentence: sentences are what is spread over the processors.
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        try
        {
            _session = new(modelPath, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InvalidDataException($"{modelPath} cannot be loaded: {exception.Message}", exception);
        }
    }

    public Reading Read(string question, SentenceInContext sentence)
    {
        var own = _pieces.Split(sentence.Text, SentencePieces);
        if (own.Count == 0)
            return new(double.NegativeInfinity, 0, 0, 0);
        var asked = _pieces.Split(question, QuestionPieces);
        var heading = _pieces.Split(sentence.Heading, HeadingPieces);
        var before = _pieces.Split(sentence.Before, int.MaxValue);
        var context = heading.Concat(before.TakeLast(ContextPieces - heading.Count));
        long[] ids = [_cls, .. asked.Select(Id), _separator, .. context.Select(Id), _separator, .. own.Select(Id), _separator];
        var first = ids.Length - own.Count - 1;
        var types = new long[ids.Length];
        Array.Fill(types, 1, first, ids.Length - first);
        var mask = new long[ids.Length];
        Array.Fill(mask, 1);

        using var idsValue = Input(ids);
        using var typesValue = Input(types);
        using var maskValue = Input(mask);
        using var run = new RunOptions();
        using var outputs = _session.Run(
            run, ["input_ids", "token_type_ids", "attention_mask"], [idsValue, typesValue, maskValue], ["score", "span"]);
        var score = outputs[0].GetTensorDataAsSpan<float>()[0];
        var (from, to, share) = BestSpan(outputs[1].GetTensorDataAsSpan<float>().Slice(2 * first, 2 * own.Count));
        return new(score, own[from].Start, own[to].End - own[from].Start, share);
    }

    public void Dispose() => _session.Dispose();

    private static long Id(WordPiece piece) => piece.Id;

    private static OrtValue Input(long[] values) => OrtValue.CreateTensorValueFromMemory(values, [1, values.Length]);

    // The likeliest first and last piece in this order; pairs of logits lie beside each other.
    private static (int From, int To, double Share) BestSpan(ReadOnlySpan<float> logits)
    {
        var count = logits.Length / 2;
        var (starts, ends) = (Softmax(logits, 0), Softmax(logits, 1));
        var best = (From: 0, To: 0, Share: 0.0);
        for (var from = 0; from < count; from++)
        {
            for (var to = from; to < count && to < from + LongestAnswer; to++)
            {
                if (starts[from] * ends[to] > best.Share)
                    best = (from, to, starts[from] * ends[to]);
            }
        }
        return best;
    }

    private static double[] Softmax(ReadOnlySpan<float> logits, int offset)
    {
        var values = new double[logits.Length / 2];
        var highest = double.NegativeInfinity;
        for (var i = 0; i < values.Length; i++)
            highest = Math.Max(highest, values[i] = logits[(2 * i) + offset]);
        var sum = 0.0;
        for (var i = 0; i < values.Length; i++)
            sum += values[i] = Math.Exp(values[i] - highest);
        for (var i = 0; i < values.Length; i++)
            values[i] /= sum;
        return values;
    }
}
