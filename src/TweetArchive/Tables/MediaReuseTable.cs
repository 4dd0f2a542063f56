using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;

namespace TweetArchive.Tables;

/// <summary>media_reuse: files of media archives that are the same bytes, or pictures that look alike.</summary>
internal static class MediaReuseTable
{
    public static readonly Table<Row> Table = new("media_reuse", 2, columns => new Row(columns));

    internal sealed class Row(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly TextBuffer Match = columns.DictionaryText("match");
        public readonly TextBuffer Sha256 = columns.Text("sha256", nullable: true);
        public readonly LongBuffer DifferenceHash = columns.Long("dhash", nullable: true);
        public readonly IntegerBuffer Distance = columns.Integer("distance");
        public readonly LongBuffer Files = columns.Long("files");
        public readonly LongBuffer DistinctFiles = columns.Long("distinct_files");
        public readonly LongBuffer Tweets = columns.Long("tweets");
        public readonly LongBuffer TweetsWithAccount = columns.Long("tweets_with_account");
        public readonly LongBuffer Accounts = columns.Long("accounts", nullable: true);
        public readonly TimestampBuffer FirstSeen = columns.Timestamp("first_seen", nullable: true);
        public readonly TimestampBuffer LastSeen = columns.Timestamp("last_seen", nullable: true);
    }
}
