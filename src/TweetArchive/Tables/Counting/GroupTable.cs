using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Spills;
using TweetArchive.Text;

namespace TweetArchive.Tables.Counting;

/// <summary>
/// A table that counts: how its keys are packed while counting, written into runs, and turned into rows at the merge.
/// A row of a run has the measures of a group and the accounts behind it, so that accounts are counted exactly however the work
/// was divided.
/// </summary>
internal abstract class GroupTable<TMeasures>(TableSpec spec)
    where TMeasures : unmanaged, IMeasures<TMeasures>
{
    // A row of a run fits a chunk of a store; a group with more accounts has more rows.
    private const int MostAccounts = 2048;

    public TableSpec Spec => spec;

    /// <summary>Whether the table gives the number of distinct accounts of each group.</summary>
    public virtual bool CountsAccounts => false;

    public GroupCounter<TMeasures> NewCounter() => new(CountsAccounts);

    /// <summary>The packed key with each number replaced by its rank: sorts as the written key does.</summary>
    protected abstract ulong Order(ulong key, DimensionRanks ranks);

    /// <summary>Writes the key's columns after the dataset.</summary>
    protected abstract void WriteGroup(ulong key, Dimensions dimensions, ref SortKeyWriter writer);

    /// <summary>Appends one output row; the dataset column is already there.</summary>
    protected abstract void WriteRow(ref SortKeyReader group, in TMeasures measures, long accounts, ParquetTableWriter row, MergeContext context);

    /// <summary>Writes what a worker counted as a sorted run.</summary>
    public void Seal(GroupCounter<TMeasures> counter, Dimensions dimensions, DimensionRanks ranks, RowStore run)
    {
        ReadOnlySpan<GroupMap<TMeasures>.Slot> slots = counter.Groups.Slots;
        OrderedEntry[] rented = ArrayPool<OrderedEntry>.Shared.Rent(counter.Groups.Count);
        Span<OrderedEntry> order = rented.AsSpan(0, counter.Groups.Count);
        int found = 0;
        for (int place = 0; place < slots.Length; place++)
        {
            if (slots[place].Number != 0)
                order[found++] = new OrderedEntry(Order(slots[place].Key, ranks), place);
        }

        KeySort.Sort(order);
        ReadOnlySpan<ulong> members = Members(counter, slots, order, ranks);
        byte[] key = new byte[64 + (3 * SortKeyWriter.MaxText(dimensions.LongestText))];
        byte[] payload = new byte[Unsafe.SizeOf<TMeasures>() + (members.IsEmpty ? 0 : 16 * MostAccounts)];
        for (int i = 0; i < order.Length; i++)
        {
            ref readonly GroupMap<TMeasures>.Slot slot = ref slots[order[i].Entry];
            var writer = new SortKeyWriter(key);
            WriteGroup(slot.Key, dimensions, ref writer);
            int accounts = 0;
            while (accounts < members.Length && members[accounts] >> 32 == (uint)i)
                accounts++;
            Append(run, writer.Written, slot.Measures, members[..accounts], ranks, payload);
            members = members[accounts..];
        }

        run.Seal();
        ArrayPool<OrderedEntry>.Shared.Return(rented);
    }

    /// <summary>Merges the runs of one dataset into rows.</summary>
    public void Merge(IEnumerable<RowStore> runs, MergeContext context, ParquetTableWriter row)
    {
        var merger = new SpillMerger(runs);
        var accounts = new AccountUnion();
        byte[] group = [];
        int groupLength = -1;
        TMeasures sum = default;
        while (merger.MoveNext())
        {
            ReadOnlySpan<byte> key = merger.Key;
            if (groupLength < 0 || !key.SequenceEqual(group.AsSpan(0, groupLength)))
            {
                if (groupLength >= 0)
                    Emit(group.AsSpan(0, groupLength), sum, accounts, row, context);
                sum = default;
                if (group.Length < key.Length)
                    group = new byte[key.Length * 2];
                key.CopyTo(group);
                groupLength = key.Length;
            }

            sum.Add(MemoryMarshal.Read<TMeasures>(merger.Payload));
            accounts.Add(MemoryMarshal.Cast<byte, UInt128>(merger.Payload[Unsafe.SizeOf<TMeasures>()..]));
        }

        if (groupLength >= 0)
            Emit(group.AsSpan(0, groupLength), sum, accounts, row, context);
    }

    private static ReadOnlySpan<ulong> Members(
        GroupCounter<TMeasures> counter, ReadOnlySpan<GroupMap<TMeasures>.Slot> slots, ReadOnlySpan<OrderedEntry> order, DimensionRanks ranks)
    {
        if (counter.Members is not { } log)
            return default;
        uint[] rankOfGroup = new uint[order.Length];
        for (int i = 0; i < order.Length; i++)
            rankOfGroup[slots[order[i].Entry].Number - 1] = (uint)i;
        return log.InOrder(rankOfGroup, ranks.Members);
    }

    private static void Append(
        RowStore run, ReadOnlySpan<byte> key, TMeasures measures, ReadOnlySpan<ulong> members, DimensionRanks ranks, Span<byte> payload)
    {
        do
        {
            ReadOnlySpan<ulong> part = members[..Math.Min(members.Length, MostAccounts)];
            members = members[part.Length..];
            MemoryMarshal.Write(payload, in measures);
            Span<byte> hashes = payload[Unsafe.SizeOf<TMeasures>()..];
            for (int i = 0; i < part.Length; i++)
                MemoryMarshal.Write(hashes[(16 * i)..], ranks.MemberHash((uint)part[i]));
            SortedSpill.Append(run, key, payload[..(Unsafe.SizeOf<TMeasures>() + (16 * part.Length))]);
            // What follows is more of the same group and counts no tweet again.
            measures = default;
        }
        while (!members.IsEmpty);
    }

    private void Emit(ReadOnlySpan<byte> group, in TMeasures sum, AccountUnion accounts, ParquetTableWriter row, MergeContext context)
    {
        var reader = new SortKeyReader(group);
        context.Fit(group.Length);
        row[0].Append(context.Dataset);
        WriteRow(ref reader, sum, accounts.TakeCount(), row, context);
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
