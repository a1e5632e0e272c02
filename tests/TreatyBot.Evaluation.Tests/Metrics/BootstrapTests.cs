using TreatyBot.Evaluation.Metrics;

namespace TreatyBot.Evaluation.Tests.Metrics;

public sealed class BootstrapTests
{
    private static readonly double[] Coin = [.. Enumerable.Range(0, 400).Select(i => i % 4 == 0 ? 0.0 : 1.0)];

    [Fact]
    public void Mean_OfACoin_HasTheIntervalTheBinomialGives()
    {
        var value = new Bootstrap().Mean(Coin)!;

        value.Value.ShouldBe(0.75);
        value.Count.ShouldBe(400);
        // 1.96 * sqrt(0.75 * 0.25 / 400) = 0.0424.
        value.Low.ShouldBe(0.7076, 0.01);
        value.High.ShouldBe(0.7924, 0.01);
    }

    [Fact]
    public void Mean_InAnyOrder_IsTheSame()
    {
        double[] shuffled = [.. Coin];
        new Random(1).Shuffle(shuffled);

        new Bootstrap().Mean(shuffled).ShouldBe(new Bootstrap().Mean(Coin));
    }

    [Fact]
    public void Mean_OfEqualValues_HasNoWidth() => new Bootstrap().Mean([1, 1, 1]).ShouldBe(new MetricValue(1, 1, 1, 3));

    [Fact]
    public void Mean_OfNothing_IsNone() => new Bootstrap().Mean([]).ShouldBeNull();

    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.95, 95)]
    [InlineData(0.99, 99)]
    public void Percentile_OfOneToHundred_IsTheNearestRank(double share, double expected)
    {
        var value = new Bootstrap().Percentile([.. Enumerable.Range(1, 100).Select(i => (double)i)], share)!;

        value.Value.ShouldBe(expected);
        value.Low.ShouldBeLessThanOrEqualTo(expected);
        value.High.ShouldBeGreaterThanOrEqualTo(expected);
    }
}
