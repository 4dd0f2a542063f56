using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Tables;

/// <summary>daily_mentions: tweets, accounts and engagement by day, target, language, retweet and decision.</summary>
internal sealed class DailyMentionsTable() : GroupTable<EngagementMeasures>(TableSpecs.DailyMentions)
{
    public override bool CountsAccounts => true;

    /// <param name="day">Days since 1970, below 65,536.</param>
    /// <param name="target">See <see cref="TargetNames"/>.</param>
    /// <param name="language">Number of the language + 1; 0 where the archive gives none.</param>
    public static ulong Key(int day, int target, int language, bool isRetweet, bool tagged) =>
        ((ulong)(ushort)day << 48) | ((ulong)target << 32) | ((ulong)language << 2) | (isRetweet ? 2u : 0) | (tagged ? 1u : 0);

    protected override ulong Order(ulong key, DimensionRanks ranks) =>
        (key & 0xFFFF_0000_0000_0003) | ((ulong)ranks.Targets.Rank(Target(key)) << 32) | (LanguageOrder(Language(key), ranks) << 2);

    protected override void WriteGroup(ulong key, Dimensions dimensions, ref SortKeyWriter writer)
    {
        writer.Int32((int)(key >> 48));
        writer.Text(dimensions.Targets[Target(key)]);
        WriteLanguage(Language(key), dimensions, ref writer);
        writer.Byte((byte)((key >> 1) & 1));
        writer.Byte((byte)(key & 1));
    }

    protected override void WriteRow(ref SortKeyReader group, in EngagementMeasures measures, long accounts, ParquetTableWriter row, MergeContext context)
    {
        row[1].AppendDate(group.Int32());
        row[2].Append(group.Text(context.Scratch));
        row[3].AppendNullable(ref group, context);
        row[4].Append(group.Byte() == 1);
        row[5].Append(group.Byte() == 1 ? "tag"u8 : "candidate"u8);
        row[6].Append((long)measures.Tweets);
        row[7].Append(accounts);
        row[8].Append(measures.Likes);
        row[9].Append(measures.Retweets);
        row[10].Append(measures.Replies);
        row[11].Append(measures.Quotes);
    }

    internal static ulong LanguageOrder(int language, DimensionRanks ranks) => language == 0 ? 0 : ranks.Languages[language - 1] + 1u;

    internal static void WriteLanguage(int language, Dimensions dimensions, ref SortKeyWriter writer)
    {
        if (language == 0)
            writer.Null();
        else
            writer.Text(dimensions.Languages[language - 1]);
    }

    private static int Target(ulong key) => (int)(key >> 32) & 0xFFFF;

    private static int Language(ulong key) => (int)((key & 0xFFFF_FFFF) >> 2);
}
