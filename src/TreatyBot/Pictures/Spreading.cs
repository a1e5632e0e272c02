namespace TreatyBot.Pictures;

/// <summary>Moves places on a line apart.</summary>
internal static class Spreading
{
    /// <summary>The nearest places in the sense of least squares that keep the order and a distance, within bounds.</summary>
    public static float[] Spread(IReadOnlyList<float> wanted, float distance, float least, float most)
    {
        distance = Math.Min(distance, wanted.Count > 1 ? (most - least) / (wanted.Count - 1) : distance);
        // Without the distances this is isotonic regression: neighbours that are out of order share their mean.
        var blocks = new List<(double Sum, int Count)>();
        for (var i = 0; i < wanted.Count; i++)
        {
            blocks.Add((wanted[i] - (i * distance), 1));
            while (blocks.Count > 1 && blocks[^2].Sum / blocks[^2].Count > blocks[^1].Sum / blocks[^1].Count)
            {
                blocks[^2] = (blocks[^2].Sum + blocks[^1].Sum, blocks[^2].Count + blocks[^1].Count);
                blocks.RemoveAt(blocks.Count - 1);
            }
        }
        var places = new float[wanted.Count];
        var index = 0;
        foreach (var (sum, count) in blocks)
        {
            for (var k = 0; k < count; k++, index++)
                places[index] = Math.Clamp((float)(sum / count), least, most - ((wanted.Count - 1) * distance)) + (index * distance);
        }
        return places;
    }
}
