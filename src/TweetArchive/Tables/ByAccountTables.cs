
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Tables;

/// <summary>account_targets: which account mentioned which target, how often and when.</summary>
internal sealed class AccountTargetsTable() : GroupTable<SeenMeasures>(TableSpecs.AccountTargets)
{
    public static ulong Key(int account, int target) => ((ulong)(uint)account << 32) | (uint)target;

    protected override ulong Order(ulong key, DimensionRanks ranks) =>
        ((ulong)ranks.Users[key >> 32] << 32) | ranks.Targets.Rank((int)(uint)key);

    protected override void WriteGroup(ulong key, Dimensions dimensions, ref SortKeyWriter writer)
    {
        writer.Text(dimensions.Users[(int)(key >> 32)]);
        writer.Text(dimensions.Targets[(int)(uint)key]);
    }

    protected override void WriteRow(ref SortKeyReader group, in SeenMeasures measures, long accounts, ParquetTableWriter row, MergeContext context)
    {
        row[1].Append(group.Text(context.Scratch));
        row[2].Append(group.Text(context.Scratch));
        row[3].Append((long)measures.Tweets);
        row[4].AppendTimestamp(measures.First);
        row[5].AppendTimestamp(measures.Last);
    }
}

/// <summary>mention_edges and retweet_edges: from an account to whom it names, as the archive names them.</summary>
internal sealed class EdgesTable(TableSpec spec) : GroupTable<SeenMeasures>(spec)
{
    public static ulong Key(int account, int name) => ((ulong)(uint)account << 32) | (uint)name;

    protected override ulong Order(ulong key, DimensionRanks ranks) =>
        ((ulong)ranks.Users[key >> 32] << 32) | ranks.Names[(uint)key];

    protected override void WriteGroup(ulong key, Dimensions dimensions, ref SortKeyWriter writer)
    {
        writer.Text(dimensions.Users[(int)(key >> 32)]);
        writer.Text(dimensions.Names[(int)(uint)key]);
    }

    protected override void WriteRow(ref SortKeyReader group, in SeenMeasures measures, long accounts, ParquetTableWriter row, MergeContext context)
    {
        row[1].Append(group.Text(context.Scratch));
        ReadOnlySpan<byte> name = group.Text(context.Scratch);
        row[2].Append(name);
        row[3].Append((long)measures.Tweets);
        row[4].Append(context.Accounts.Contains(name));
        row[5].AppendTimestamp(measures.First);
        row[6].AppendTimestamp(measures.Last);
    }
}
