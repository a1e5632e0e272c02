using Microsoft.Extensions.Time.Testing;
using TreatyBot.Knowledge.Ingestion;
using TreatyBot.Output;

namespace TreatyBot.Tests.Output;

public sealed class IngestionProgressBarTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _error.Dispose();

    [Fact]
    public void Report_InALog_TellsRateAndTimeLeftNowAndThen()
    {
        var bar = new IngestionProgressBar(_error, isTerminal: false, _time);
        // What is unchanged costs nothing and must not make the rest look quick.
        for (var done = 1; done <= 100; done++)
            bar.Report(Progress(done, IngestionOutcome.Unchanged, 50));

        for (var done = 101; done <= 125; done++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            bar.Report(Progress(done, IngestionOutcome.Added, 40));
        }

        _error.ToString().ReplaceLineEndings("\n").ShouldBe("110 of 1000 files, 40 passages/s, 15 min left\n120 of 1000 files, 40 passages/s, 15 min left\n");
    }

    [Fact]
    public void Report_OnATerminal_DrawsOneLineAndClearsIt()
    {
        var bar = new IngestionProgressBar(_error, isTerminal: true, _time);

        _time.Advance(TimeSpan.FromSeconds(2));
        bar.Report(Progress(500, IngestionOutcome.Added, 3_000));
        bar.Clear();

        var drawn = _error.ToString().Split('\r', StringSplitOptions.RemoveEmptyEntries);
        drawn.ShouldBe(["[###############...............] 500/1000 1,500 passages/s, 17 min left a.md", new string(' ', drawn[0].Length)]);
    }

    [Fact]
    public void Report_OfAQuickRun_LeavesNothingInALog()
    {
        var bar = new IngestionProgressBar(_error, isTerminal: false, _time);

        bar.Report(Progress(1000, IngestionOutcome.Added, 5));
        bar.Clear();

        _error.ToString().ShouldBeEmpty();
    }

    [Theory]
    [InlineData(20, "20 s left")]
    [InlineData(99, "99 s left")]
    [InlineData(150, "3 min left")]
    [InlineData(20_000, "6 h left")]
    public void Describe_OfTheTimeLeft_SuitsItsLength(int files, string expected)
    {
        var pace = new IngestionPace(_time);
        _time.Advance(TimeSpan.FromSeconds(10));
        for (var i = 0; i < 10; i++)
            pace.Add(Progress(i, IngestionOutcome.Updated, 7).Latest);

        pace.Describe(files).ShouldBe("7 passages/s, " + expected);
    }

    private static IngestionProgress Progress(int done, IngestionOutcome outcome, int passages) =>
        new(done, 1000, new() { Path = "a.md", Outcome = outcome, PassageCount = passages });
}
