using System.Text.Unicode;
using TweetArchive.Csv;
using TweetArchive.Planning;
using TweetArchive.Requests;
using TweetArchive.Tables;
using TweetArchive.Tables.Counting;
using TweetArchive.Tables.Duplicates;
using TweetArchive.Targets.Matching;
using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Reading;

/// <summary>The rows of one block: each is checked, tagged and counted, or rejected. Made for the block and dropped with it.</summary>
internal sealed class BlockRows(
    BlockWorker worker, PieceInProgress piece, DataBlock block, PartialTables tables, TweetIdLog? ids, BlockResult result)
{
    // A tweet is posted between 1970 and 2149, or its time is damage: keys hold days in 16 bits.
    private const long LastMillis = 65_536L * 86_400_000 - 1;

    private readonly EntryHead head = piece.Head!;
    private readonly MatchSession session = worker.Session;
    private int linesTo;
    private long lines;
    private readonly long blockOffset = piece.Start + block.Offset;

    /// <summary>A record longer than any may be, of which the block holds the beginning.</summary>
    public void RejectOversize(OversizeRecord oversize) =>
        Reject(0, blockOffset, 0, block.Buffer.AsSpan(0, block.Length), oversize.Length, RejectReason.RecordTooLong,
            "no record ends for longer than a record may be");

    private void AddUser<TRow>(TRow row)
        where TRow : struct, ITweetRow, allows ref struct
    {
        ReadOnlySpan<byte> userId = row[TweetColumn.UserId];
        if (row.Bytes.SequenceEqual(head.HeaderBytes)
            || (userId.SequenceEqual("userid"u8) && IsHeader(row.Bytes, row.OffsetIn(blockOffset))))
        {
            // Its userid is the word "userid", which looks like a handle.
            Reject(row, RejectReason.RepeatedHeader, "the header again");
            return;
        }

        if (!CheckUserId(row, userId))
            return;
        result.Counts.Records++;
        result.Counts.Users++;
        AddProfile(row, tables.Account(userId, AccountMeasures.Order(true, piece.Index, row.OffsetIn(blockOffset)), out bool wantsProfile),
            wantsProfile);
    }

    /// <summary>A tweet without an id, which some collections have, has 0 in its place.</summary>
    private void AddTweet<TRow>(TRow row)
        where TRow : struct, ITweetRow, allows ref struct
    {
        var tweet = new TweetFacts { Offset = row.OffsetIn(blockOffset) };
        ReadOnlySpan<byte> idCell = row[TweetColumn.TweetId];
        bool withoutId = idCell.IsEmpty && head.Format.TweetIdOptional;
        bool rounded = false;
        if (!withoutId && (!Cells.TryParseId(idCell, out tweet.TweetId, out rounded) || rounded))
        {
            RejectId(row, "tweetid", idCell, rounded);
            return;
        }

        tweet.UserId = Cells.UserId(row[TweetColumn.UserId]);
        if (!CheckUserId(row, tweet.UserId))
            return;
        ReadOnlySpan<byte> time = row[TweetColumn.TweetTime];
        if (!Cells.TryParseTime(time, out tweet.TimeMillis) || (ulong)tweet.TimeMillis > LastMillis)
        {
            Reject(row, RejectReason.UnreadableTime, $"tweet_time is '{Show(time)}', wanted yyyy-MM-dd HH:mm");
            return;
        }

        result.Counts.Records++;
        if (piece.IsDuplicate(tweet.Offset))
        {
            result.Counts.Duplicates++;
            return;
        }

        if (withoutId)
            result.Counts.WithoutId++;
        else
            ids?.Add(tweet.TweetId, piece.Index, tweet.Offset);
        result.Counts.Tweets++;
        result.Counts.TextsNotUtf8 += Utf8Validity.IsValid(row[TweetColumn.TweetText]) ? 0 : 1;
        tweet.ReadCells(row);
        int account = tables.Account(tweet.UserId, AccountMeasures.Order(false, piece.Index, tweet.Offset), out bool wantsProfile);
        AddProfile(row, account, wantsProfile);
        tweet.Mentions = tables.Asked(session.Match(new TweetText
        {
            Text = tweet.Text,
            Language = tweet.Language,
            Hashtags = tweet.Hashtags,
            Urls = tweet.Urls,
            UserMentions = tweet.UserMentions,
            InReplyToUserId = tweet.InReplyToUserId,
            RetweetUserId = tweet.RetweetUserId,
            IsRetweet = tweet.IsRetweet,
        }));
        if (!tweet.Mentions.IsEmpty)
            tweet.ReadEngagement(row);

        bool tagged = tables.Add(tweet, account, session);
        int roundedReferences = RoundedReferences(row);
        result.Counts.Retweets += tweet.IsRetweet ? 1 : 0;
        result.Counts.TaggedTweets += tagged ? 1 : 0;
        result.Counts.RoundedReferences += roundedReferences != 0 ? 1 : 0;
        if (worker.TweetsMode == TweetsMode.All || (worker.TweetsMode == TweetsMode.Tagged && tagged))
        {
            worker.Cells.Fill(row);
            TweetsTable.Write(result.Tweets, result.Counts.Records, tweet.Offset, roundedReferences, Cells.IsTruncated(tweet.Text),
                tables.TaggedTargets, worker.Cells.Bytes);
        }
    }

    /// <summary>Mask of the reference ids that are written as floats, or are of a file whose reference ids were rounded.</summary>
    private int RoundedReferences<TRow>(TRow row)
        where TRow : struct, ITweetRow, allows ref struct
    {
        int mask = 0;
        for (int i = 0; i < ReferenceIds.Columns.Length; i++)
            mask |= IsRounded(row[ReferenceIds.Columns[i]]) ? 1 << i : 0;
        return mask;
    }

    private bool IsRounded(ReadOnlySpan<byte> cell) =>
        !cell.IsEmpty && Cells.TryParseId(cell, out long id, out bool rounded)
        && (rounded || (head.Dialect.ReferenceDigitsRounded && id > 1L << 53 && (long)(double)id == id));

    private void AddProfile<TRow>(TRow row, int account, bool wanted)
        where TRow : struct, ITweetRow, allows ref struct
    {
        if (!wanted)
            return;
        foreach (TweetColumn column in AccountsTable.ProfileColumns)
            tables.AddProfileCell(account, row[column]);
    }

    private bool CheckUserId<TRow>(TRow row, ReadOnlySpan<byte> userId)
        where TRow : struct, ITweetRow, allows ref struct
    {
        if (!userId.IsEmpty && Utf8Validity.IsValid(userId))
            return true;
        RejectId(row, "userid", userId, rounded: false);
        return false;
    }

    private void AddNotice() => result.Counts.Notices++;

    private void RejectId<TRow>(TRow row, string column, ReadOnlySpan<byte> cell, bool rounded)
        where TRow : struct, ITweetRow, allows ref struct
    {
        if (IsHeader(row.Bytes, row.OffsetIn(blockOffset)))
            Reject(row, RejectReason.RepeatedHeader, "the header again");
        else if (!Utf8.IsValid(cell))
            Reject(row, RejectReason.InvalidUtf8InId, $"{column} is not valid UTF-8");
        else if (rounded)
            Reject(row, RejectReason.UnreadableId, $"{column} is '{Show(cell)}': a spreadsheet rounded it, the id is lost. "
                + WrittenIds.IfRounded);
        else
            Reject(row, RejectReason.UnreadableId, cell.IsEmpty ? $"{column} is empty" : $"{column} is '{Show(cell)}'");
    }

    /// <exception cref="OtherWriterException">They are written otherwise, and this reader cannot continue by them.</exception>
    private bool IsHeader(ReadOnlySpan<byte> bytes, long offset)
    {
        if (bytes.SequenceEqual(head.HeaderBytes))
            return true;
        Writer writer = OtherWriter.Of(bytes, head);
        return writer <= Writer.SameHeader ? writer == Writer.SameHeader : throw new OtherWriterException(piece.Index, offset, writer);
    }

    private void RejectBytes(int start, long offset, long line, ReadOnlySpan<byte> bytes, RejectReason reason, string detail)
    {
        if (EndMark.Is(bytes))
            return;
        if (reason != RejectReason.RepeatedHeader && IsHeader(bytes.TrimEnd("\r\n"u8), offset))
            (reason, detail) = (RejectReason.RepeatedHeader, "the header again");
        Reject(start, offset, line, bytes, bytes.Length, reason, detail);
    }

    private void Reject<TRow>(TRow row, RejectReason reason, string detail)
        where TRow : struct, ITweetRow, allows ref struct =>
        Reject(row.Start, row.OffsetIn(blockOffset), row.Line, row.Bytes, row.Bytes.Length, reason, detail);

    /// <param name="offset">Where they start in the input.</param>
    /// <param name="line">Of the input; 0 where the block tells.</param>
    /// <param name="kept">Those of the bytes that are in the block.</param>
    /// <param name="length">How many there are.</param>
    private void Reject(int start, long offset, long line, ReadOnlySpan<byte> kept, long length, RejectReason reason, string detail)
    {
        result.Counts.Records++;
        result.Counts.Rejected++;
        result.Reasons[(int)reason]++;
        RejectsTable.Write(result.Rejects, result.Counts.Records, line > 0 ? line : 1 + LinesBefore(start), offset, length, reason, detail,
            kept, ofInput: line > 0);
    }

    /// <summary>Rejects come one after the other, and a page may hold thousands: none counts what was counted for the one before.</summary>
    private long LinesBefore(int start)
    {
        if (start < linesTo)
            (linesTo, lines) = (0, 0);
        lines += block.Buffer.AsSpan(linesTo, start - linesTo).Count((byte)'\n');
        linesTo = start;
        return lines;
    }

    private static string Show(ReadOnlySpan<byte> cell) =>
        string.Concat(System.Text.Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, 60)]).Select(c => char.IsControl(c) ? ' ' : c));

    /// <summary>What the reader of the entry's format calls.</summary>
    public readonly struct Handler(BlockRows rows) : IRowHandler
    {
        public void OnRow<TRow>(TRow row)
            where TRow : struct, ITweetRow, allows ref struct
        {
            if (rows.head.Schema.Kind == RowKind.Users)
                rows.AddUser(row);
            else
                rows.AddTweet(row);
        }

        public void OnNotice() => rows.AddNotice();

        public void OnReject(int start, ReadOnlySpan<byte> bytes, RejectReason reason, string detail, SourcePlace? at) =>
            rows.RejectBytes(start, at?.Offset ?? (rows.blockOffset + start), at?.Line ?? 0, bytes, reason, detail);
    }
}
