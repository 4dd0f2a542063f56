using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Tables;

/// <summary>daily_totals: all tweets and accounts by day, language and retweet, the denominator of every share.</summary>
internal sealed class DailyTotalsTable() : GroupTable<CountMeasures>(TableSpecs.DailyTotals)
{
    public override bool CountsAccounts => true;

    /// <param name="day">Days since 1970, below 65,536.</param>
    /// <param name="language">Number of the language + 1; 0 where the archive gives none.</param>
    public static ulong Key(int day, int language, bool isRetweet) => ((ulong)(ushort)day << 48) | ((ulong)language << 1) | (isRetweet ? 1u : 0);

    protected override ulong Order(ulong key, DimensionRanks ranks) =>
        (key & 0xFFFF_0000_0000_0001) | (DailyMentionsTable.LanguageOrder(Language(key), ranks) << 1);

    protected override void WriteGroup(ulong key, Dimensions dimensions, ref SortKeyWriter writer)
    {
        writer.Int32((int)(key >> 48));
        DailyMentionsTable.WriteLanguage(Language(key), dimensions, ref writer);
        writer.Byte((byte)(key & 1));
    }

    protected override void WriteRow(ref SortKeyReader group, in CountMeasures measures, long accounts, ParquetTableWriter row, MergeContext context)
    {
        row[1].AppendDate(group.Int32());
        row[2].AppendNullable(ref group, context);
        row[3].Append(group.Byte() == 1);
        row[4].Append((long)measures.Tweets);
        row[5].Append(accounts);
    }

    private static int Language(ulong key) => (int)((key & 0xFFFF_FFFF) >> 1);
}
