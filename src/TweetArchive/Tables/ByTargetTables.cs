using TweetArchive.Parquet;
using TweetArchive.Targets;

namespace TweetArchive.Tables;

/// <summary>Tables keyed by target and one string: what goes with a target, and (target *) with the whole dataset.</summary>
internal abstract class ByTargetTable<TMeasures>(TableSpec spec) : GroupTable<TMeasures>(spec)
    where TMeasures : unmanaged, IMeasures<TMeasures>
{
    public static GroupKey Key(int target, int text, int account) => new(((ulong)target << 32) | (uint)text, (uint)account);

    protected abstract Utf8Interner Texts(Dimensions dimensions);

    protected abstract uint[] Ranks(DimensionRanks ranks);

    protected override UInt128 Order(GroupKey key, DimensionRanks ranks) => new(
        ((ulong)ranks.Targets.Rank((int)(key.Hi >> 32)) << 32) | Ranks(ranks)[(uint)key.Hi], ranks.Members[key.Lo]);

    protected override void WriteGroup(GroupKey key, Dimensions dimensions, ref SortKeyWriter writer)
    {
        writer.Text(dimensions.Targets[(int)(key.Hi >> 32)]);
        writer.Text(Texts(dimensions)[(int)(uint)key.Hi]);
    }

    /// <summary>tweets, originals, retweets, accounts, first_seen, last_seen.</summary>
    protected static void WriteSeen(in SeenMeasures measures, long accounts, ParquetTableWriter row, int column)
    {
        row[column].Append(measures.Tweets);
        row[column + 1].Append(measures.Tweets - measures.Retweets);
        row[column + 2].Append(measures.Retweets);
        row[column + 3].Append(accounts);
        row[column + 4].AppendTimestamp(measures.First);
        row[column + 5].AppendTimestamp(measures.Last);
    }
}

/// <summary>hashtags: as written, and folded as matching folds them.</summary>
internal sealed class HashtagsTable() : ByTargetTable<SeenMeasures>(TableSpecs.Hashtags)
{
    protected override Utf8Interner Texts(Dimensions dimensions) => dimensions.Hashtags;

    protected override uint[] Ranks(DimensionRanks ranks) => ranks.Hashtags;

    protected override void WriteRow(ref SortKeyReader group, in SeenMeasures measures, long accounts, ParquetTableWriter row, MergeContext context)
    {
        row[1].Append(group.Text(context.Scratch));
        ReadOnlySpan<byte> hashtag = group.Text(context.Scratch);
        row[2].Append(hashtag);
        row[3].Append(context.Folded[..Folding.FoldHashtag(hashtag, context.Folded)]);
        WriteSeen(measures, accounts, row, 4);
    }
}

/// <summary>domains: hosts of the urls column, lower-case, without www.</summary>
internal sealed class DomainsTable() : ByTargetTable<SeenMeasures>(TableSpecs.Domains)
{
    protected override Utf8Interner Texts(Dimensions dimensions) => dimensions.Domains;

    protected override uint[] Ranks(DimensionRanks ranks) => ranks.Domains;

    protected override void WriteRow(ref SortKeyReader group, in SeenMeasures measures, long accounts, ParquetTableWriter row, MergeContext context)
    {
        row[1].Append(group.Text(context.Scratch));
        row[2].Append(group.Text(context.Scratch));
        WriteSeen(measures, accounts, row, 3);
    }
}

/// <summary>clients: the applications that tweets were sent with; null where the archive gives none.</summary>
internal sealed class ClientsTable() : ByTargetTable<CountMeasures>(TableSpecs.Clients)
{
    protected override Utf8Interner Texts(Dimensions dimensions) => dimensions.Clients;

    protected override uint[] Ranks(DimensionRanks ranks) => ranks.Clients;

    protected override void WriteRow(ref SortKeyReader group, in CountMeasures measures, long accounts, ParquetTableWriter row, MergeContext context)
    {
        row[1].Append(group.Text(context.Scratch));
        ReadOnlySpan<byte> client = group.Text(context.Scratch);
        if (client.IsEmpty)
            row[2].AppendNull();
        else
            row[2].Append(client);
        row[3].Append(measures.Tweets);
        row[4].Append(accounts);
    }
}

/// <summary>hours: tweets by weekday (1 = Monday) and hour, UTC.</summary>
internal sealed class HoursTable() : GroupTable<CountMeasures>(TableSpecs.Hours)
{
    public static GroupKey Key(int target, int weekday, int hour) => new(((ulong)target << 32) | ((uint)weekday << 8) | (uint)hour, 0);

    protected override int Account(GroupKey key) => -1;

    protected override UInt128 Order(GroupKey key, DimensionRanks ranks) =>
        ((ulong)ranks.Targets.Rank((int)(key.Hi >> 32)) << 32) | (uint)key.Hi;

    protected override void WriteGroup(GroupKey key, Dimensions dimensions, ref SortKeyWriter writer)
    {
        writer.Text(dimensions.Targets[(int)(key.Hi >> 32)]);
        writer.Byte((byte)(key.Hi >> 8));
        writer.Byte((byte)key.Hi);
    }

    protected override void WriteRow(ref SortKeyReader group, in CountMeasures measures, long accounts, ParquetTableWriter row, MergeContext context)
    {
        row[1].Append(group.Text(context.Scratch));
        row[2].Append((int)group.Byte());
        row[3].Append((int)group.Byte());
        row[4].Append(measures.Tweets);
    }
}
