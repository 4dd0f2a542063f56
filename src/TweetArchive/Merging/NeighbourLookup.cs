using TweetArchive.Checkpoints;
using TweetArchive.Concurrency;
using TweetArchive.Tables.Duplicates;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Merging;

/// <summary>
/// The tweetids near the rounded references of some parts of tweets/. They are looked up when the first of these parts is
/// written and forgotten with the last one, so memory is that of a few parts: 16 bytes for each reference.
/// </summary>
/// <param name="parts">Written side by side.</param>
/// <param name="units">As they were before duplicates were left out: they know every tweetid.</param>
internal sealed class NeighbourLookup(IReadOnlyList<TweetChunks>[] parts, IReadOnlyList<FinishedUnit> units, int threads,
    CancellationToken cancelled)
{
    /// <summary>Parts that ask together: two gigabytes of rows, a million or two references.</summary>
    public const int Parts = 16;

    private readonly Lock finding = new();
    private Dictionary<string, NeighbourIds>? found;
    private int left = parts.Length;

    /// <summary>Whether references in these rows were rounded at all.</summary>
    public static bool Concerns(TweetChunks rows) => rows.Entry.Counts.RoundedReferences > 0;

    /// <summary>The answers for one dataset.</summary>
    /// <exception cref="IOException">A scratch file cannot be read.</exception>
    public NeighbourIds Of(string dataset)
    {
        lock (finding)
            return (found ??= Find())[dataset];
    }

    /// <summary>A part is written.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref left) == 0)
            found = null;
    }

    private Dictionary<string, NeighbourIds> Find()
    {
        var asked = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        InParallel.ForEach(parts.SelectMany(p => p).Where(Concerns), threads, rows =>
        {
            var rounded = new List<long>();
            var reader = new SortedSpill.Reader(rows.Rows, rows.From, rows.To);
            while (reader.MoveNext())
                ReferenceRepair.AddQuestions(reader.Payload, rounded);
            lock (asked)
            {
                if (!asked.TryGetValue(rows.Entry.Source.Dataset, out List<long>? all))
                    asked.Add(rows.Entry.Source.Dataset, all = []);
                all.AddRange(rounded);
            }
        }, cancelled);

        return asked.ToDictionary(a => a.Key, a => Find(a.Key, a.Value), StringComparer.Ordinal);
    }

    private NeighbourIds Find(string dataset, List<long> rounded)
    {
        cancelled.ThrowIfCancellationRequested();
        rounded.Sort();
        long[] distinct = [.. rounded.Distinct()];
        return NeighbourIds.Find(distinct, units.Where(u => u.Unit.Dataset == dataset).Select(u => u.Partial.Ids));
    }
}
