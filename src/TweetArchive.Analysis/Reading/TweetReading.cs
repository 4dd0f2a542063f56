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
            using var sizes = new TableReader(dataset.FileOf(part), TableList.Tweets, 0, -1);
            for (int g = 0; g < sizes.Groups; g++)
            {
                groups.Add((dataset.FileOf(part), g, row));
                row += sizes.RowsOf(g);
            }
        }

        return InParallel.ForEach(groups, threads, newState, (group, state) =>
        {
            using var reader = new TableReader(group.File, TableList.Tweets, group.Group, 1, columns);
            reader.NextGroup();
            visit(state, reader, group.Row);
            progress(reader.Rows);
        }, cancelled);
    }
}
