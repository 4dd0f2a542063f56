using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Tables.Counting;

/// <summary>The columns after the key.</summary>
internal abstract class GroupRow<TMeasures>
    where TMeasures : unmanaged, IMeasures<TMeasures>
{
    /// <summary>Gives each of them a value.</summary>
    /// <param name="text">The last column of the key, if it is a text.</param>
    /// <param name="accounts">How many different ones; 0 where the table does not count them.</param>
    public abstract void Write(ReadOnlySpan<byte> text, in TMeasures counted, long accounts, MergeContext context);
}

/// <summary>Adds up the spills of a <see cref="GroupTable{TMeasures}"/>, group by group.</summary>
internal sealed class GroupMerge<TMeasures> : TableMerge
    where TMeasures : unmanaged, IMeasures<TMeasures>
{
    private readonly TableKey key;
    private readonly ColumnSet columns;
    private readonly TextBuffer dataset;
    private readonly ColumnBuffer[] keyColumns;
    private readonly GroupRow<TMeasures> row;

    public GroupMerge(TableKey key, ColumnSet columns, Func<ColumnSet, GroupRow<TMeasures>> newRow)
    {
        this.key = key;
        this.columns = columns;
        dataset = columns.DictionaryText("dataset");
        keyColumns = key.AddTo(columns);
        row = newRow(columns);
    }

    public override void Merge(IReadOnlyList<RowStore> spills, MergeContext context)
    {
        var merger = new SpillMerger(spills);
        var accounts = new AccountUnion();
        byte[] group = [];
        int groupLength = -1;
        TMeasures sum = default;
        while (merger.MoveNext())
        {
            ReadOnlySpan<byte> next = merger.Key;
            if (groupLength < 0 || !next.SequenceEqual(group.AsSpan(0, groupLength)))
            {
                if (groupLength >= 0)
                    Emit(group.AsSpan(0, groupLength), sum, accounts, context);
                sum = default;
                if (group.Length < next.Length)
                    group = new byte[next.Length * 2];
                next.CopyTo(group);
                groupLength = next.Length;
            }

            sum.Add(MemoryMarshal.Read<TMeasures>(merger.Payload));
            accounts.Add(MemoryMarshal.Cast<byte, UInt128>(merger.Payload[Unsafe.SizeOf<TMeasures>()..]));
        }

        if (groupLength >= 0)
            Emit(group.AsSpan(0, groupLength), sum, accounts, context);
    }

    private void Emit(ReadOnlySpan<byte> group, in TMeasures sum, AccountUnion accounts, MergeContext context)
    {
        context.Fit(group.Length);
        dataset.Append(context.Dataset);
        ReadOnlySpan<byte> text = key.Move(group, keyColumns, context.Scratch);
        row.Write(text, sum, accounts.TakeCount(), context);
        columns.Writer!.EndRow();
    }
}
