using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Tables.Counting;

/// <summary>
/// A table that tweets add to: each worker counts in memory, writes what it has counted as sorted spills, and the spills are merged into
/// rows. It is one object for all workers and holds nothing of a run.
/// </summary>
internal abstract class CountedTable
{
    private readonly Lazy<TableSpec> spec;

    /// <param name="keyColumns">Rows are sorted by this many of the first columns.</param>
    protected CountedTable(string name, int keyColumns)
    {
        // The columns are known once the whole object is made.
        spec = new Lazy<TableSpec>(() =>
        {
            var columns = new ColumnSet();
            NewMerge(columns);
            return new TableSpec(name, keyColumns, columns);
        });
    }

    public TableSpec Spec => spec.Value;

    /// <summary>What one worker counts with.</summary>
    public abstract TableCounter NewCounter();

    /// <summary>What makes rows of spills.</summary>
    /// <param name="columns">Receives the table's columns.</param>
    public abstract TableMerge NewMerge(ColumnSet columns);
}

/// <summary>What one worker has counted of a table.</summary>
internal abstract class TableCounter
{
    /// <summary>Memory held, in bytes.</summary>
    public abstract long Bytes { get; }

    public abstract bool IsEmpty { get; }

    /// <summary>Adds a tweet: once for each table and tweet.</summary>
    public abstract void Count(in TweetFacts tweet, TweetKeys keys);

    /// <summary>Writes everything counted so far as a sorted spill; <see cref="Clear"/> comes next.</summary>
    public abstract void SealInto(RowStore spill, Dimensions dimensions, DimensionRanks ranks);

    /// <summary>Forgets everything counted so far.</summary>
    public abstract void Clear();
}

/// <summary>Makes rows of spills, one dataset after the other.</summary>
internal abstract class TableMerge
{
    /// <param name="spills">All of one dataset.</param>
    public abstract void Merge(IReadOnlyList<RowStore> spills, MergeContext context);
}

/// <summary>What rows need besides their key: the dataset's name, its accounts, the lexicon's texts, and room to work.</summary>
/// <param name="accounts">Of the dataset, complete once its accounts table is merged.</param>
internal sealed class MergeContext(byte[] dataset, AccountNames accounts, TargetNames targets)
{
    private byte[] scratch = new byte[256];
    private byte[] folded = new byte[1024];

    public ReadOnlySpan<byte> Dataset => dataset;

    public AccountNames Accounts => accounts;

    public TargetNames Targets => targets;

    public Span<byte> Scratch => scratch;

    public Span<byte> Folded => folded;

    /// <summary>Makes room for the texts of a key of this length.</summary>
    public void Fit(int length)
    {
        if (scratch.Length < length)
            scratch = new byte[length * 2];
        if (folded.Length < 4 * length)
            folded = new byte[8 * length];
    }
}
