using System.Collections.Concurrent;
using TweetArchive.Concurrency;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Reading;
using TweetArchive.Tables;

namespace TweetArchive.Analysis.Reading;

/// <summary>The tweets of a dataset, read by several threads.</summary>
internal static class TweetReading
{
    /// <summary>
    /// Goes through tweets/ with several threads, a row group each at a time. What <paramref name="visit"/> collects must not depend on the
    /// order: groups come in any.
    /// </summary>
    /// <typeparam name="TState">What one thread collects.</typeparam>
    /// <returns>The states of all threads.</returns>
    public static IReadOnlyList<TState> ReadTweets<TState>(
        this DatasetFolder dataset, int threads, Func<TState> newState, Action<TState, TableReader, long> visit, Action<long> progress,
        CancellationToken cancelled, params string[] columns)
    {
        List<(string File, int Group, long Row)> groups = [];
        long row = 0;
        foreach (string part in dataset.Parts)
        {
            string file = dataset.FileOf(part);
            int[] rows = TableReader.RowsOfGroups(file);
            for (int g = 0; g < rows.Length; g++)
            {
                groups.Add((file, g, row));
                row += rows[g];
            }
        }

        // A thread has several states one after the other, so what it reads with is not one of them.
        var idle = new ConcurrentBag<TableReader>();
        try
        {
            return InParallel.ForEach(groups, threads, newState, (group, state) =>
            {
                if (!idle.TryTake(out TableReader? tweets))
                    tweets = new TableReader(group.File, TableList.Tweets, 0, 0, columns);
                try
                {
                    tweets.Read(group.File, group.Group);
                    visit(state, tweets, group.Row);
                    progress(tweets.Rows);
                }
                finally
                {
                    idle.Add(tweets);
                }
            }, cancelled);
        }
        finally
        {
            foreach (TableReader reader in idle)
                reader.Dispose();
        }
    }
}
