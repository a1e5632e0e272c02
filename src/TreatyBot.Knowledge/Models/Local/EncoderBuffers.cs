namespace TreatyBot.Knowledge.Models.Local;

/// <summary>Room for one run of the encoder, kept from run to run; one thread at a time.</summary>
internal sealed class EncoderBuffers(int rows)
{
    public int[] Lengths { get; } = new int[rows];
    public float[] Embedded { get; } = new float[rows * SentenceEncoder.EmbeddingWidth];
    public float[] Normalized { get; } = new float[rows * SentenceEncoder.Width];
    public float[] Hidden { get; } = new float[rows * SentenceEncoder.Width];
    public float[] Gathered { get; } = new float[rows * SentenceEncoder.Width];
    public float[] Wide { get; } = new float[rows * SentenceEncoder.Width * 3];
    public float[] Scores { get; } = new float[SentenceEncoder.MaxTokens * SentenceEncoder.MaxTokens];
    public float[] Packed { get; } = new float[MatrixProduct.PackedLength(SentenceEncoder.MaxTokens, SentenceEncoder.MaxTokens)];
    public float[] Pooled { get; } = new float[rows * SentenceEncoder.Width];
    public float[] Output { get; } = new float[rows * SentenceEncoder.Width];
}
