using System.Collections.Concurrent;
using TweetArchive.Analysis.Reading;

namespace TweetArchive.Analysis.Coordination;

/// <summary>
/// Reads events out of tweets/ and goes through them in order, with several threads and in as many passes as memory asks for.
/// </summary>
internal static class EventReading
{
    // An event, once in its thread's chunks and once in order.
    private const int BytesPerEvent = 32;

    /// <summary>Passes so that the events of one, at about one a tweet, fit the memory.</summary>
    public static int Passes(long tweets, long memory) => (int)Math.Clamp((tweets * BytesPerEvent / Math.Max(memory, 1)) + 1, 1, 4096);

    /// <summary>All events of one pass, in buckets that are still to be sorted.</summary>
    public static SortedEvents Read(AnalysisContext context, CoordinationMethod method, int pass, int passes)
    {
        AccountIndex accounts = context.Accounts;
        IReadOnlyList<EventSink> sinks =
            context.Dataset.ReadTweets(context.Options.Threads, () => new EventSink(accounts, pass, passes), (sink, tweets, _) =>
            {
                for (int row = 0; row < tweets.Rows; row++)
                    method.Collect(sink, tweets, row);
            }, context.Progress.Add, context.Cancelled, method.AllColumns);
        return new SortedEvents(sinks);
    }

    /// <summary>Shares the buckets out among threads.</summary>
    public static List<TState> Buckets<TState>(
        AnalysisContext context, SortedEvents events, Func<TState> newState, Action<TState, int> visit) =>
        Share(Workers.Of(context), events.Count > 0 ? SortedEvents.Buckets : 0, newState, visit);

    /// <summary>Shares this many independent places out among threads.</summary>
    public static List<TState> Share<TState>(Workers workers, int places, Func<TState> newState, Action<TState, int> visit)
    {
        var states = new ConcurrentBag<TState>();
        Parallel.For(0, places, workers.Parallel,
            newState, (place, _, state) =>
            {
                visit(state, place);
                return state;
            }, states.Add);
        return [.. states];
    }
}
