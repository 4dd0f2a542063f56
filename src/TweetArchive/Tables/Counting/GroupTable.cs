using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Spills;
using TweetArchive.Text;

namespace TweetArchive.Tables.Counting;

/// <summary>
/// A table with a row for each group of tweets that have the same key. It declares its key and its other columns, says what a tweet adds,
/// and how a group becomes a row. Everything else follows from the key.
/// </summary>
/// <remarks>
/// A row of a spill has the measures of a group and its accounts, so that accounts are counted exactly however the work was divided.
/// </remarks>
/// <param name="countsAccounts">The table gives the number of distinct accounts of each group.</param>
internal abstract class GroupTable<TMeasures>(string name, TableKey key, bool countsAccounts = false) : CountedTable(name, 1 + key.Columns)
    where TMeasures : unmanaged, IMeasures<TMeasures>
{
    // A row of a spill fits a chunk of a store; a group with more accounts has more rows.
    private const int MostAccounts = 2048;

    protected TableKey Key => key;

    public sealed override TableCounter NewCounter() => new Counter(this, countsAccounts);

    public sealed override TableMerge NewMerge(ColumnSet columns) => new GroupMerge<TMeasures>(key, columns, NewRow);

    /// <summary>Adds a tweet to the groups that it belongs to. It runs for every tweet and must not allocate.</summary>
    protected abstract void Count(in TweetFacts tweet, TweetKeys keys, GroupCounter<TMeasures> groups);

    /// <summary>The columns after the key, and how a group fills them.</summary>
    protected abstract GroupRow<TMeasures> NewRow(ColumnSet columns);

    private void Seal(GroupCounter<TMeasures> counter, Dimensions dimensions, DimensionRanks ranks, RowStore spill)
    {
        ReadOnlySpan<GroupMap<TMeasures>.Slot> slots = counter.Groups.Slots;
        OrderedEntry[] rented = ArrayPool<OrderedEntry>.Shared.Rent(counter.Groups.Count);
        Span<OrderedEntry> order = rented.AsSpan(0, counter.Groups.Count);
        int found = 0;
        for (int place = 0; place < slots.Length; place++)
        {
            if (slots[place].Number != 0)
                order[found++] = new OrderedEntry(key.Order(slots[place].Key, ranks), place);
        }

        KeySort.Sort(order);
        ReadOnlySpan<ulong> members = Members(counter, slots, order, ranks);
        byte[] bytes = new byte[key.MostBytes(dimensions.LongestText)];
        byte[] payload = new byte[Unsafe.SizeOf<TMeasures>() + (members.IsEmpty ? 0 : 16 * MostAccounts)];
        for (int i = 0; i < order.Length; i++)
        {
            ref readonly GroupMap<TMeasures>.Slot slot = ref slots[order[i].Entry];
            var writer = new SortKeyWriter(bytes);
            key.Write(slot.Key, dimensions, ref writer);
            int accounts = 0;
            while (accounts < members.Length && members[accounts] >> 32 == (uint)i)
                accounts++;
            Append(spill, writer.Written, slot.Measures, members[..accounts], ranks, payload);
            members = members[accounts..];
        }

        ArrayPool<OrderedEntry>.Shared.Return(rented);
    }

    private static ReadOnlySpan<ulong> Members(
        GroupCounter<TMeasures> counter, ReadOnlySpan<GroupMap<TMeasures>.Slot> slots, ReadOnlySpan<OrderedEntry> order,
        DimensionRanks ranks)
    {
        if (counter.Members is not { } log)
            return default;
        uint[] rankOfGroup = new uint[order.Length];
        for (int i = 0; i < order.Length; i++)
            rankOfGroup[slots[order[i].Entry].Number - 1] = (uint)i;
        return log.InOrder(rankOfGroup, ranks.Members);
    }

    private static void Append(
        RowStore spill, ReadOnlySpan<byte> key, TMeasures measures, ReadOnlySpan<ulong> members, DimensionRanks ranks, Span<byte> payload)
    {
        do
        {
            ReadOnlySpan<ulong> part = members[..Math.Min(members.Length, MostAccounts)];
            members = members[part.Length..];
            MemoryMarshal.Write(payload, in measures);
            Span<byte> hashes = payload[Unsafe.SizeOf<TMeasures>()..];
            for (int i = 0; i < part.Length; i++)
                MemoryMarshal.Write(hashes[(16 * i)..], ranks.MemberHash((uint)part[i]));
            SortedSpill.Append(spill, key, payload[..(Unsafe.SizeOf<TMeasures>() + (16 * part.Length))]);
            // What follows is more of the same group and counts no tweet again.
            measures = default;
        }
        while (!members.IsEmpty);
    }

    private sealed class Counter(GroupTable<TMeasures> table, bool countsAccounts) : TableCounter
    {
        private readonly GroupCounter<TMeasures> groups = new(countsAccounts);

        public override long Bytes => groups.Bytes;

        public override bool IsEmpty => groups.Groups.Count == 0;

        public override void Count(in TweetFacts tweet, TweetKeys keys) => table.Count(tweet, keys, groups);

        public override void SealInto(RowStore spill, Dimensions dimensions, DimensionRanks ranks) =>
            table.Seal(groups, dimensions, ranks, spill);

        public override void Clear() => groups.Clear();
    }
}
