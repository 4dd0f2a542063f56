using TweetArchive.Parquet;

namespace TweetArchive.Tables;

/// <summary>
/// The result of one entry: for each table its sorted runs, the rows to be written in input order, and the rejects.
/// Partials merge; that is what threads, a memory limit, resuming and shards have in common.
/// </summary>
internal sealed class Partial(Scratch scratch, int targets) : IDisposable
{
    private readonly Dictionary<string, List<RowStore>> runs = [];

    /// <summary>Rows of tweets.parquet (<see cref="TweetRow"/>), in input order.</summary>
    public RowStore Tweets { get; } = new(scratch);

    /// <summary>Rows of rejects.parquet (<see cref="RejectRow"/>), in input order.</summary>
    public RowStore Rejects { get; } = new(scratch);

    /// <summary>Tweets tagged with each target, by <see cref="TargetNames"/>.</summary>
    public long[] Tagged { get; } = new long[targets];

    /// <summary>Tweets with each target as a candidate only.</summary>
    public long[] Candidates { get; } = new long[targets];

    /// <summary>A new run of a table; safe to call from several workers.</summary>
    public RowStore NewRun(TableSpec table)
    {
        var run = new RowStore(scratch);
        lock (runs)
        {
            if (!runs.TryGetValue(table.Name, out List<RowStore>? list))
                runs.Add(table.Name, list = []);
            list.Add(run);
        }

        return run;
    }

    /// <summary>Adds one worker's totals; safe to call from several workers.</summary>
    public void AddTargetTotals(ReadOnlySpan<long> tagged, ReadOnlySpan<long> candidates)
    {
        lock (runs)
        {
            for (int i = 0; i < tagged.Length; i++)
            {
                Tagged[i] += tagged[i];
                Candidates[i] += candidates[i];
            }
        }
    }

    public IReadOnlyList<RowStore> Runs(TableSpec table) => runs.TryGetValue(table.Name, out List<RowStore>? list) ? list : [];

    public void Dispose()
    {
        Tweets.Dispose();
        Rejects.Dispose();
        foreach (RowStore run in runs.Values.SelectMany(r => r))
            run.Dispose();
    }
}
