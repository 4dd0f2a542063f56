using System.Buffers.Binary;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Duplicates;
using TweetArchive.Tables.Spills;
using TweetArchive.Tweets;

namespace TweetArchive.Tables;

/// <summary>
/// tweets: the archive's columns, typed, and where each tweet comes from. A row on its way there has: record number (8 bytes), byte offset
/// (8), flags (1), number of targets (2) and the targets (2 each), then the 31 cells, each with its length (4) before it.
/// </summary>
internal static class TweetsTable
{
    public static readonly Table<Row> Table = new("tweets", 0, columns => new Row(columns));

    private const byte Truncated = 2;
    private const int RoundedShift = 2; // three bits, a reference column each
    private const int Fixed = 19;

    /// <summary>Appends a row; its record number is that within the block until <see cref="ShiftRecord"/>.</summary>
    /// <param name="cells">Unescaped cells by <see cref="TweetColumn"/>, one after the other, each with its length before it.</param>
    /// <param name="rounded">Mask of the references that were rounded (<see cref="ReferenceIds.Columns"/>).</param>
    public static void Write(RowBuffer rows, long record, long offset, int rounded, bool truncated, ReadOnlySpan<int> targets,
        ReadOnlySpan<byte> cells)
    {
        Span<byte> row = rows.Append(Fixed + (2 * targets.Length) + cells.Length);
        BinaryPrimitives.WriteInt64LittleEndian(row, record);
        BinaryPrimitives.WriteInt64LittleEndian(row[8..], offset);
        row[16] = (byte)((rounded << RoundedShift) | (truncated ? Truncated : 0));
        BinaryPrimitives.WriteUInt16LittleEndian(row[17..], (ushort)targets.Length);
        for (int i = 0; i < targets.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(row[(Fixed + (2 * i))..], (ushort)targets[i]);
        cells.CopyTo(row[(Fixed + (2 * targets.Length))..]);
    }

    public static void ShiftRecord(Span<byte> row, long by) =>
        BinaryPrimitives.WriteInt64LittleEndian(row, BinaryPrimitives.ReadInt64LittleEndian(row) + by);

    /// <summary>Mask of the references that were rounded.</summary>
    public static int RoundedReferences(ReadOnlySpan<byte> row) => row[16] >> RoundedShift;

    /// <summary>One cell of a row, unescaped.</summary>
    public static ReadOnlySpan<byte> Cell(ReadOnlySpan<byte> row, TweetColumn column)
    {
        ReadOnlySpan<byte> cells = row[(Fixed + (2 * BinaryPrimitives.ReadUInt16LittleEndian(row[17..])))..];
        for (int i = 0; i < (int)column; i++)
            cells = cells[(4 + BinaryPrimitives.ReadInt32LittleEndian(cells))..];
        return cells.Slice(4, BinaryPrimitives.ReadInt32LittleEndian(cells));
    }

    /// <summary>Appends a row to the file; cells that cannot be read become null and are counted.</summary>
    /// <param name="from">What <see cref="Write"/> wrote.</param>
    /// <param name="recordsBefore">Records before the piece.</param>
    /// <param name="unreadable">By <see cref="TweetColumn"/>.</param>
    /// <param name="repairs">By <see cref="ReferenceRepair.Outcomes"/>.</param>
    public static void Read(
        ReadOnlySpan<byte> from, ReadOnlySpan<byte> dataset, ReadOnlySpan<byte> sourceFile, long recordsBefore, TargetNames targets,
        Row row, long[] unreadable, long[] repairs)
    {
        int targetCount = BinaryPrimitives.ReadUInt16LittleEndian(from[17..]);
        ReadOnlySpan<byte> cells = from[(Fixed + (2 * targetCount))..];
        row.Dataset.Append(dataset);
        for (int i = 0; i < TweetColumns.Count; i++)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(cells);
            ReadOnlySpan<byte> cell = cells.Slice(4, length);
            cells = cells[(4 + length)..];
            if (!AppendCell((TweetColumn)i, row.Archive[i], cell))
                unreadable[i]++;
        }

        row.Targets.BeginList();
        for (int i = 0; i < targetCount; i++)
            row.Targets.AppendItem(targets[BinaryPrimitives.ReadUInt16LittleEndian(from[(Fixed + (2 * i))..])]);
        row.Targets.EndList();
        row.SourceFile.Append(sourceFile);
        row.Record.Append(recordsBefore + BinaryPrimitives.ReadInt64LittleEndian(from));
        row.ByteOffset.Append(BinaryPrimitives.ReadInt64LittleEndian(from[8..]));
        row.ReferenceIdsRounded.Append(RoundedReferences(from) != 0);
        row.TextTruncated.Append((from[16] & Truncated) != 0);
        ReferenceRepair.Append(from, row.RepairedIds, row.ReferenceRepairs, repairs);
        row.End();
    }

    private static bool AppendCell(TweetColumn column, ColumnBuffer to, ReadOnlySpan<byte> cell)
    {
        switch (column)
        {
            case TweetColumn.TweetId or TweetColumn.InReplyToTweetId or TweetColumn.QuotedTweetId or TweetColumn.RetweetTweetId:
                return TypedCells.AppendId((LongBuffer)to, cell);
            case TweetColumn.InReplyToUserId or TweetColumn.RetweetUserId:
                ((TextBuffer)to).AppendOrNull(Cells.UserId(cell));
                return true;
            case TweetColumn.IsRetweet:
                bool read = Cells.TryParseFlag(cell, out bool flag);
                ((FlagBuffer)to).Append(flag && read);
                return read;
            case TweetColumn.PollChoices when !cell.IsEmpty && cell[0] is not ((byte)'[' or ListCell.Separator):
                var choices = (TextListBuffer)to;
                choices.BeginList();
                foreach (Range choice in cell.Split((byte)'|'))
                    choices.AppendItem(cell[choice].Trim((byte)' '));
                choices.EndList();
                return true;
            default:
                return TypedCells.Append(to, cell);
        }
    }

    internal sealed class Row(ColumnSet columns) : TableRow(columns)
    {
        public readonly TextBuffer Dataset = columns.DictionaryText("dataset");

        /// <summary>By <see cref="TweetColumn"/>.</summary>
        public readonly ColumnBuffer[] Archive =
        [
            columns.Long("tweetid", nullable: true), columns.DictionaryText("userid"),
            columns.DictionaryText("user_display_name", nullable: true), columns.DictionaryText("user_screen_name", nullable: true),
            columns.DictionaryText("user_reported_location", nullable: true),
            columns.DictionaryText("user_profile_description", nullable: true),
            columns.DictionaryText("user_profile_url", nullable: true), columns.Long("follower_count", nullable: true),
            columns.Long("following_count", nullable: true), columns.Date("account_creation_date", nullable: true),
            columns.DictionaryText("account_language", nullable: true), columns.DictionaryText("tweet_language", nullable: true),
            columns.Text("tweet_text", nullable: true), columns.Timestamp("tweet_time"),
            columns.DictionaryText("tweet_client_name", nullable: true), columns.Long("in_reply_to_tweetid", nullable: true),
            columns.Text("in_reply_to_userid", nullable: true), columns.Long("quoted_tweet_tweetid", nullable: true),
            columns.Flag("is_retweet"), columns.Text("retweet_userid", nullable: true), columns.Long("retweet_tweetid", nullable: true),
            columns.Number("latitude", nullable: true), columns.Number("longitude", nullable: true),
            columns.Long("quote_count", nullable: true), columns.Long("reply_count", nullable: true),
            columns.Long("like_count", nullable: true), columns.Long("retweet_count", nullable: true),
            columns.TextList("hashtags", nullable: true), columns.TextList("urls", nullable: true),
            columns.TextList("user_mentions", nullable: true), columns.TextList("poll_choices", nullable: true),
        ];

        public readonly TextListBuffer Targets = columns.TextList("targets", nullable: true);
        public readonly TextBuffer SourceFile = columns.DictionaryText("source_file");
        public readonly LongBuffer Record = columns.Long("record");
        public readonly LongBuffer ByteOffset = columns.Long("byte_offset");
        public readonly FlagBuffer ReferenceIdsRounded = columns.Flag("reference_ids_rounded");
        public readonly FlagBuffer TextTruncated = columns.Flag("text_truncated");

        /// <summary>By <see cref="ReferenceIds.Columns"/>.</summary>
        public readonly LongBuffer[] RepairedIds = [
            .. ReferenceIds.Columns.Select(c => columns.Long(TweetColumns.Names[(int)c] + "_repaired", nullable: true))];

        public readonly TextListBuffer ReferenceRepairs = columns.TextList("reference_repairs");
    }
}
