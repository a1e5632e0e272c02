namespace TreatyBot.Evaluation.Metrics;

/// <summary>A value with the interval its sample leaves open.</summary>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="Count">Questions it rests on.</param>
public sealed record MetricValue(double Value, double Low, double High, int Count);

/// <summary>
/// Percentile bootstrap (Efron and Tibshirani 1993): 95 % intervals from resampling questions with replacement. The same seed and
/// sample give the same interval on every machine.
/// </summary>
/// <param name="resamples">1000 by default: the ends of an interval then vary by about a tenth of its width from seed to seed.</param>
public sealed class Bootstrap(int seed = 20231107, int resamples = 1000)
{
    public int Seed => seed;

    public int Resamples => resamples;

    /// <summary>Mean with its interval; null without values.</summary>
    public MetricValue? Mean(IReadOnlyList<double> values)
    {
        if (values.Count == 0)
            return null;
        double[] sample = [.. values.Order()];
        var mean = sample.Sum() / sample.Length;
        if (sample[0] == sample[^1])
            return new(sample[0], sample[0], sample[0], sample.Length);
        return Interval(mean, sample.Length, random =>
        {
            var sum = 0.0;
            for (var i = 0; i < sample.Length; i++)
                sum += sample[random.Next(sample.Length)];
            return sum / sample.Length;
        });
    }

    /// <summary>Nearest-rank percentile with its interval; null without values.</summary>
    /// <param name="share">0 to 1.</param>
    public MetricValue? Percentile(IReadOnlyList<double> values, double share)
    {
        if (values.Count == 0)
            return null;
        double[] sorted = [.. values.Order()];
        var rank = Rank(sorted.Length, share);
        var counts = new int[sorted.Length];
        return Interval(sorted[rank], sorted.Length, random =>
        {
            Array.Clear(counts);
            for (var i = 0; i < sorted.Length; i++)
                counts[random.Next(sorted.Length)]++;
            var seen = 0;
            for (var i = 0; ; i++)
            {
                seen += counts[i];
                if (seen > rank)
                    return sorted[i];
            }
        });
    }

    /// <summary>Any statistic of a sample in a given order; null when the sample is empty.</summary>
    /// <param name="statistic">Takes positions in the sample, ascending and with repetitions. Not called in parallel.</param>
    internal MetricValue? Statistic(int count, Func<int[], double> statistic)
    {
        if (count == 0)
            return null;
        var picked = new int[count];
        for (var i = 0; i < count; i++)
            picked[i] = i;
        var value = statistic(picked);
        var counts = new int[count];
        return Interval(value, count, random =>
        {
            Array.Clear(counts);
            for (var i = 0; i < count; i++)
                counts[random.Next(count)]++;
            var next = 0;
            for (var i = 0; i < count; i++)
            {
                for (var times = counts[i]; times > 0; times--)
                    picked[next++] = i;
            }
            return statistic(picked);
        });
    }

    private MetricValue Interval(double value, int count, Func<Random, double> resample)
    {
        var random = new Random(seed);
        var results = new double[resamples];
        for (var i = 0; i < resamples; i++)
            results[i] = resample(random);
        Array.Sort(results);
        return new(value, results[Rank(resamples, 0.025)], results[Rank(resamples, 0.975)], count);
    }

    private static int Rank(int count, double share) => Math.Clamp((int)Math.Ceiling(share * count) - 1, 0, count - 1);
}
