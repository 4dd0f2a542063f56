
using TweetArchive.Dataset;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Duplicates;

namespace TweetArchive.Tables.Spills;

/// <summary>Of one piece of the input, in its order: what goes to the tables as it is.</summary>
/// <param name="Tweets">Rows of tweets.parquet (<see cref="TweetsTable"/>), numbered from the start of the piece.</param>
/// <param name="Rejects">Rows of rejects.parquet (<see cref="RejectsTable"/>), numbered from the start of the piece.</param>
internal sealed record PieceRows(RowStore Tweets, RowStore Rejects);

/// <summary>
/// The result of one unit of work: for each table its sorted runs, the rows to be written in input order, and the tweetids.
/// Partials merge; that is what threads, a memory limit, resuming and shards have in common.
/// </summary>
internal sealed class Partial : IDisposable
{
    private readonly Scratch scratch;
    private readonly SortedDictionary<string, List<RowStore>> runs = new(StringComparer.Ordinal);

    /// <param name="scratch">The partial's own; it goes with the partial.</param>
    /// <param name="pieces">How many pieces of the input the unit has.</param>
    /// <param name="targets">How many targets are counted.</param>
    public Partial(Scratch scratch, int pieces, int targets)
    {
        this.scratch = scratch;
        Pieces = [.. Enumerable.Range(0, pieces).Select(_ => new PieceRows(new RowStore(scratch), new RowStore(scratch)))];
        Ids = new TweetIdStore(new RowStore(scratch));
        Tagged = new long[targets];
        Candidates = new long[targets];
        LeftOut = new long[targets];
    }

    private Partial(Scratch scratch, BinaryReader index)
    {
        this.scratch = scratch;
        Pieces = new PieceRows[index.ReadInt32()];
        for (int i = 0; i < Pieces.Length; i++)
            Pieces[i] = new PieceRows(RowStore.Restore(index, scratch), RowStore.Restore(index, scratch));
        Ids = new TweetIdStore(RowStore.Restore(index, scratch));
        for (int tables = index.ReadInt32(); tables > 0; tables--)
        {
            List<RowStore> list = [];
            runs.Add(index.ReadString(), list);
            for (int left = index.ReadInt32(); left > 0; left--)
                list.Add(RowStore.Restore(index, scratch));
        }

        Tagged = ReadTotals(index);
        Candidates = ReadTotals(index);
        LeftOut = ReadTotals(index);
    }

    public PieceRows[] Pieces { get; }

    /// <summary>Every tweetid with its place, to find those that occur twice.</summary>
    public TweetIdStore Ids { get; }

    /// <summary>Tweets tagged with each target, by <see cref="TargetNames"/>.</summary>
    public long[] Tagged { get; }

    /// <summary>Tweets with each target as a candidate only.</summary>
    public long[] Candidates { get; }

    /// <summary>Tweets that would be tagged with each target that is not asked (<see cref="AskedMentions"/>).</summary>
    public long[] LeftOut { get; }

    public Scratch Scratch => scratch;

    /// <summary>A partial that <see cref="WriteOut"/> described.</summary>
    public static Partial Restore(BinaryReader index, Scratch scratch) => new(scratch, index);

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
    public void AddTargetTotals(ReadOnlySpan<long> tagged, ReadOnlySpan<long> candidates, ReadOnlySpan<long> leftOut)
    {
        lock (runs)
        {
            for (int i = 0; i < tagged.Length; i++)
            {
                Tagged[i] += tagged[i];
                Candidates[i] += candidates[i];
                LeftOut[i] += leftOut[i];
            }
        }
    }

    public IReadOnlyList<RowStore> Runs(TableSpec table) => runs.TryGetValue(table.Name, out List<RowStore>? list) ? list : [];

    /// <summary>Moves everything that is still in memory into the scratch file and describes it.</summary>
    public void WriteOut(BinaryWriter index)
    {
        foreach (RowStore store in Stores())
            store.WriteOut();
        index.Write(Pieces.Length);
        foreach (PieceRows piece in Pieces)
        {
            piece.Tweets.Describe(index);
            piece.Rejects.Describe(index);
        }

        Ids.Rows.Describe(index);
        index.Write(runs.Count);
        foreach ((string table, List<RowStore> list) in runs)
        {
            index.Write(table);
            index.Write(list.Count);
            list.ForEach(r => r.Describe(index));
        }

        WriteTotals(index, Tagged);
        WriteTotals(index, Candidates);
        WriteTotals(index, LeftOut);
    }

    /// <exception cref="DamagedScratchException">Some bytes are not those that were written.</exception>
    public void Verify()
    {
        foreach (RowStore store in Stores())
            store.Verify();
    }

    /// <summary>The same of the tweetids alone, which are read in parts, without their checksums.</summary>
    /// <exception cref="DamagedScratchException">Some bytes are not those that were written.</exception>
    public void VerifyIds() => Ids.Rows.Verify();

    public void Dispose()
    {
        foreach (RowStore store in Stores())
            store.Dispose();
        scratch.Dispose();
    }

    private IEnumerable<RowStore> Stores() =>
        Pieces.SelectMany(p => new[] { p.Tweets, p.Rejects }).Append(Ids.Rows).Concat(runs.Values.SelectMany(r => r));

    private static long[] ReadTotals(BinaryReader index)
    {
        long[] totals = new long[index.ReadInt32()];
        for (int i = 0; i < totals.Length; i++)
            totals[i] = index.ReadInt64();
        return totals;
    }

    private static void WriteTotals(BinaryWriter index, long[] totals)
    {
        index.Write(totals.Length);
        foreach (long total in totals)
            index.Write(total);
    }
}
