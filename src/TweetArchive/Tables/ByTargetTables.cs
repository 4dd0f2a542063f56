using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Spills;
using TweetArchive.Text;

namespace TweetArchive.Tables;

/// <summary>Tables keyed by target and one string: what goes with a target, and (target *) with the whole dataset.</summary>
internal abstract class ByTargetTable<TMeasures>(TableSpec spec) : GroupTable<TMeasures>(spec)
    where TMeasures : unmanaged, IMeasures<TMeasures>
{
    public override bool CountsAccounts => true;

    public static ulong Key(int target, int text) => ((ulong)target << 32) | (uint)text;

    protected abstract Utf8Interner Texts(Dimensions dimensions);

    protected abstract uint[] Ranks(DimensionRanks ranks);

    protected override ulong Order(ulong key, DimensionRanks ranks) =>
        ((ulong)ranks.Targets.Rank((int)(key >> 32)) << 32) | Ranks(ranks)[(uint)key];

    protected override void WriteGroup(ulong key, Dimensions dimensions, ref SortKeyWriter writer)
    {
        writer.Text(dimensions.Targets[(int)(key >> 32)]);
        writer.Text(Texts(dimensions)[(int)(uint)key]);
    }

    /// <summary>tweets, originals, retweets, accounts, first_seen, last_seen.</summary>
    protected static void WriteSeen(in SeenMeasures measures, long accounts, ParquetTableWriter row, int column)
    {
        row[column].Append((long)measures.Tweets);
        row[column + 1].Append((long)(measures.Tweets - measures.Retweets));
        row[column + 2].Append((long)measures.Retweets);
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
        // Capitals count in a hash: what differs by them is not the same.
        row[3].Append(TextEntities.IsRedactedHashtag(hashtag) ? hashtag : context.Folded[..Folding.FoldHashtag(hashtag, context.Folded)]);
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
        row[3].Append((long)measures.Tweets);
        row[4].Append(accounts);
    }
}

/// <summary>hours: tweets by weekday (1 = Monday) and hour, UTC.</summary>
internal sealed class HoursTable() : GroupTable<CountMeasures>(TableSpecs.Hours)
{
    public static ulong Key(int target, int weekday, int hour) => ((ulong)target << 32) | ((uint)weekday << 8) | (uint)hour;

    protected override ulong Order(ulong key, DimensionRanks ranks) => ((ulong)ranks.Targets.Rank((int)(key >> 32)) << 32) | (uint)key;

    protected override void WriteGroup(ulong key, Dimensions dimensions, ref SortKeyWriter writer)
    {
        writer.Text(dimensions.Targets[(int)(key >> 32)]);
        writer.Byte((byte)(key >> 8));
        writer.Byte((byte)key);
    }

    protected override void WriteRow(ref SortKeyReader group, in CountMeasures measures, long accounts, ParquetTableWriter row, MergeContext context)
    {
        row[1].Append(group.Text(context.Scratch));
        row[2].Append((int)group.Byte());
        row[3].Append((int)group.Byte());
        row[4].Append((long)measures.Tweets);
    }
}
