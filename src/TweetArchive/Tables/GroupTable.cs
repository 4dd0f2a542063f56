using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TweetArchive.Parquet;

namespace TweetArchive.Tables;

/// <summary>
/// A table that counts: how its keys are packed while counting, written into runs, and turned into rows at the merge.
/// A run has one row for each group and account, so that accounts are counted exactly however the work was divided.
/// </summary>
internal abstract class GroupTable<TMeasures>(TableSpec spec)
    where TMeasures : unmanaged, IMeasures<TMeasures>
{
    public TableSpec Spec => spec;

    /// <summary>
    /// The packed key with each number replaced by its rank: sorts as the written key does. A counted account is ranked by
    /// its hash (<see cref="DimensionRanks.Members"/>).
    /// </summary>
    protected abstract UInt128 Order(GroupKey key, DimensionRanks ranks);

    /// <summary>Writes the key's columns after the dataset.</summary>
    protected abstract void WriteGroup(GroupKey key, Dimensions dimensions, ref SortKeyWriter writer);

    /// <summary>The account whose distinct number the table gives, or −1 where it gives none.</summary>
    protected virtual int Account(GroupKey key) => (int)key.Lo;

    /// <summary>Appends one output row; the dataset column is already there.</summary>
    protected abstract void WriteRow(ref SortKeyReader group, in TMeasures measures, long accounts, ParquetTableWriter row, MergeContext context);

    /// <summary>Writes a worker's map as a sorted run.</summary>
    public void Seal(GroupMap<TMeasures> map, Dimensions dimensions, DimensionRanks ranks, RowStore run)
    {
        OrderedEntry[] order = new OrderedEntry[map.Count];
        for (int i = 0; i < order.Length; i++)
            order[i] = new OrderedEntry(Order(map.KeyOf(i), ranks), i);
        KeySort.Sort(order);

        byte[] buffer = new byte[64 + (3 * SortKeyWriter.MaxText(dimensions.LongestText))];
        Span<byte> payload = new byte[4 + Unsafe.SizeOf<TMeasures>()];
        foreach (ref readonly OrderedEntry ordered in order.AsSpan())
        {
            int entry = ordered.Entry;
            var key = new SortKeyWriter(buffer);
            WriteGroup(map.KeyOf(entry), dimensions, ref key);
            MemoryMarshal.Write(payload, key.Length);
            int account = Account(map.KeyOf(entry));
            if (account >= 0)
                key.UInt128(ranks.AccountHash(account));
            MemoryMarshal.Write(payload[4..], in map.MeasuresOf(entry));
            SortedRun.Append(run, key.Written, payload);
        }

        run.Seal();
    }

    /// <summary>Merges the runs of one dataset into rows.</summary>
    public void Merge(IEnumerable<RowStore> runs, MergeContext context, ParquetTableWriter row)
    {
        var merger = new RunMerger(runs);
        byte[] last = [];
        int lastLength = 0;
        int groupLength = -1;
        TMeasures sum = default;
        long accounts = 0;
        while (merger.MoveNext())
        {
            ReadOnlySpan<byte> key = merger.Key;
            int group = MemoryMarshal.Read<int>(merger.Payload);
            ReadOnlySpan<byte> before = last.AsSpan(0, lastLength);
            bool sameGroup = group == groupLength && key[..group].SequenceEqual(before[..group]);
            if (!sameGroup)
            {
                if (groupLength >= 0)
                    Emit(last.AsSpan(0, groupLength), sum, accounts, row, context);
                sum = default;
                accounts = 0;
            }

            if (!sameGroup || !key.SequenceEqual(before))
                accounts++;
            sum.Add(MemoryMarshal.Read<TMeasures>(merger.Payload[4..]));
            if (last.Length < key.Length)
                last = new byte[key.Length * 2];
            key.CopyTo(last);
            lastLength = key.Length;
            groupLength = group;
        }

        if (groupLength >= 0)
            Emit(last.AsSpan(0, groupLength), sum, accounts, row, context);
    }

    private void Emit(ReadOnlySpan<byte> group, in TMeasures sum, long accounts, ParquetTableWriter row, MergeContext context)
    {
        var reader = new SortKeyReader(group);
        context.Fit(group.Length);
        row[0].Append(context.Dataset);
        WriteRow(ref reader, sum, accounts, row, context);
        row.EndRow();
    }
}

/// <summary>What rows need besides their key: the dataset's name, its accounts, and room to work.</summary>
internal sealed class MergeContext(byte[] dataset, AccountNames accounts)
{
    private byte[] scratch = new byte[256];
    private byte[] folded = new byte[1024];

    public ReadOnlySpan<byte> Dataset => dataset;

    /// <summary>The accounts of the dataset, complete once its accounts table is merged.</summary>
    public AccountNames Accounts => accounts;

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
