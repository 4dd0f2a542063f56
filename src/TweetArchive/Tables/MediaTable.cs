using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;

namespace TweetArchive.Tables;

/// <summary>media: the files of media archives.</summary>
internal static class MediaTable
{
    public static readonly Table<Row> Table = new("media", 4, columns => new Row(columns));

    internal sealed class Row(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");
        public readonly LongBuffer TweetId = columns.Long("tweetid", nullable: true);
        public readonly TextBuffer Archive = columns.DictionaryText("archive");
        public readonly TextBuffer Entry = columns.Text("entry");
        public readonly TextBuffer UserId = columns.DictionaryText("userid", nullable: true);
        public readonly TextBuffer Type = columns.DictionaryText("type");
        public readonly LongBuffer Bytes = columns.Long("bytes");
        public readonly LongBuffer Crc32 = columns.Long("crc32");
        public readonly FlagBuffer InTweets = columns.Flag("in_tweets", nullable: true);
        public readonly TextBuffer Sha256 = columns.Text("sha256", nullable: true);
        public readonly LongBuffer DifferenceHash = columns.Long("dhash", nullable: true);
        public readonly TextBuffer Problem = columns.DictionaryText("problem", nullable: true);
    }
}
