using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace TweetArchive.Concurrency;

/// <summary>Work on several threads whose first failure is thrown as it is, not wrapped in an <see cref="AggregateException"/>.</summary>
internal static class InParallel
{
    /// <summary>Items are handed out one at a time in their order, so the long ones should come first.</summary>
    public static void ForEach<T>(IEnumerable<T> items, int threads, Action<T> work, CancellationToken cancelled) =>
        ThrowFirst(() => Parallel.ForEach(OneByOne(items), Options(threads, cancelled), work));

    /// <summary>The same with a state for each thread; returns the states.</summary>
    public static IReadOnlyList<TState> ForEach<T, TState>(
        IEnumerable<T> items, int threads, Func<TState> newState, Action<T, TState> work, CancellationToken cancelled)
    {
        var states = new ConcurrentBag<TState>();
        ThrowFirst(() => Parallel.ForEach(OneByOne(items), Options(threads, cancelled), newState, (item, _, state) =>
        {
            work(item, state);
            return state;
        }, states.Add));
        return [.. states];
    }

    /// <summary>Waits for all tasks. Where one failure stops the others, theirs are only its echo.</summary>
    public static void WaitAll(IEnumerable<Task> tasks) => ThrowFirst(() => Task.WaitAll(tasks, CancellationToken.None));

    private static OrderablePartitioner<T> OneByOne<T>(IEnumerable<T> items) =>
        Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering);

    private static ParallelOptions Options(int threads, CancellationToken cancelled) =>
        new() { MaxDegreeOfParallelism = threads, CancellationToken = cancelled };

    private static void ThrowFirst(Action work)
    {
        try
        {
            work();
        }
        catch (AggregateException e)
        {
            var all = e.Flatten().InnerExceptions;
            ExceptionDispatchInfo.Throw(all.FirstOrDefault(i => i is not OperationCanceledException) ?? all[0]);
        }
    }
}
