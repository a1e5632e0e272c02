using TreatyBot.Knowledge.Storage;

namespace TreatyBot.Knowledge.Tests.Storage;

public sealed class SharedReadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AskedWhileOneRuns_IsGivenTheNextOne_WithAllWhoAskMeanwhile()
    {
        var reads = new List<TaskCompletionSource<int>>();
        var begun = new SemaphoreSlim(0);
        var shared = new SharedRead<int>(() =>
        {
            reads.Add(new(TaskCreationOptions.RunContinuationsAsynchronously));
            begun.Release();
            return reads[^1].Task;
        });

        var first = shared.ReadAsync(Token);
        Task<int>[] meanwhile = [shared.ReadAsync(Token), shared.ReadAsync(Token), shared.ReadAsync(Token)];
        await begun.WaitAsync(Token);
        reads.Count.ShouldBe(1);
        reads[0].SetResult(1);
        await begun.WaitAsync(Token);
        reads[1].SetResult(2);

        (await first).ShouldBe(1);
        (await Task.WhenAll(meanwhile)).ShouldBe([2, 2, 2]);
        reads.Count.ShouldBe(2);
    }

    [Fact]
    public async Task ReadThatFails_FailsForThoseWhoShareIt_AndNotForTheNext()
    {
        var answers = new Queue<Func<Task<int>>>([() => Task.FromException<int>(new StoreException("away")), () => Task.FromResult(2)]);
        var shared = new SharedRead<int>(() => answers.Dequeue()());

        await Should.ThrowAsync<StoreException>(shared.ReadAsync(Token));

        (await shared.ReadAsync(Token)).ShouldBe(2);
    }

    [Fact]
    public async Task OneWhoGivesUp_TakesNobodyAlong()
    {
        var read = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var shared = new SharedRead<int>(() => read.Task);
        using var stop = new CancellationTokenSource();
        var impatient = shared.ReadAsync(stop.Token);
        var next = shared.ReadAsync(Token);

        await stop.CancelAsync();
        read.SetResult(1);

        await Should.ThrowAsync<OperationCanceledException>(impatient);
        (await next).ShouldBe(1);
    }
}
