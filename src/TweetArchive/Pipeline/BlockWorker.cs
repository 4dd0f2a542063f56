using System.Text.Unicode;
using TweetArchive.Csv;
using TweetArchive.Tables;
using TweetArchive.Targets;
using TweetArchive.Tweets;

namespace TweetArchive.Pipeline;

/// <summary>
/// One worker: takes a block, reads its records, tags and counts them, all in one pass over the bytes. What it keeps from
/// block to block is its own, so workers share nothing but the immutable lexicon.
/// </summary>
internal sealed class BlockWorker
{
    // A tweet is posted between 1970 and 2149, or its time is damage: keys hold days in 16 bits.
    private const long LastMillis = 65_536L * 86_400_000 - 1;

    private readonly int number;
    private readonly TweetsMode tweetsMode;
    private readonly long tableBytes;
    private readonly MatchSession session;
    private readonly Func<PartialTables> newTables;
    private readonly List<(UnitWork Unit, PartialTables Tables)> live = [];
    private readonly Dictionary<RecordShape, RecordScanner> scanners = [];
    private readonly FieldText text = new();
    private readonly CellPack cells = new();

    // Of the block in work.
    private PieceWork entry = null!;
    private EntryHead head = null!;
    private PartialTables tables = null!;
    private TweetIdLog? ids;
    private BlockResult result = null!;
    private byte[] buffer = [];
    private long blockOffset;

    /// <param name="number">0, 1, 2 …</param>
    /// <param name="matcher">Shared by all workers.</param>
    /// <param name="mentions">Shared by all workers.</param>
    /// <param name="targets">Shared by all workers.</param>
    /// <param name="tableBytes">Bytes that this worker's tables may take before they are sealed into runs.</param>
    public BlockWorker(int number, TweetsMode tweetsMode, TargetMatcher matcher, MentionsTable mentions, TargetNames targets, long tableBytes)
    {
        this.number = number;
        this.tweetsMode = tweetsMode;
        this.tableBytes = tableBytes;
        session = matcher.NewSession();
        newTables = () => new PartialTables(targets, mentions);
    }

    /// <summary>Reads one block and hands its rows to the piece; returns the number of records.</summary>
    public long Process(PieceWork work, DataBlock block)
    {
        entry = work;
        head = work.Head!;
        buffer = block.Buffer;
        blockOffset = work.Start + block.Offset;
        (tables, ids) = work.Unit.Tables(number, newTables);
        result = work.NewResult();

        if (block.Oversize is { } oversize)
        {
            Reject(0, block.Length, oversize.Length, RejectReason.RecordTooLong, "no record ends for longer than a record may be");
            result.Counts.Lines = oversize.Newlines;
        }
        else
        {
            var handler = new Handler(this);
            Scanner(head.Shape).Scan(buffer, block.Length, block.CutShort, ref handler);
            result.Counts.Lines = buffer.AsSpan(0, block.Length).Count((byte)'\n');
        }

        long records = result.Counts.Records;
        work.Complete(block.Sequence, result);
        if (LiveBytes(work.Unit) > tableBytes)
            tables.SealInto(work.Unit.Partial);
        return records;
    }

    /// <summary>What this worker's tables take, those of other units under way included.</summary>
    private long LiveBytes(UnitWork current)
    {
        long bytes = 0;
        bool known = false;
        for (int i = live.Count - 1; i >= 0; i--)
        {
            if (live[i].Unit.IsSealed)
            {
                live.RemoveAt(i);
                continue;
            }

            known |= live[i].Unit == current;
            bytes += live[i].Tables.Bytes;
        }

        if (known)
            return bytes;
        live.Add((current, tables));
        return bytes + tables.Bytes;
    }

    private RecordScanner Scanner(RecordShape shape)
    {
        if (!scanners.TryGetValue(shape, out RecordScanner? scanner))
            scanners.Add(shape, scanner = new RecordScanner(Tokeniser.Best, shape));
        return scanner;
    }

    private void AddUser(scoped in Record record)
    {
        ReadOnlySpan<byte> userId = Cell(record, TweetColumn.UserId);
        if (record.Bytes.SequenceEqual(head.HeaderBytes))
        {
            // Its userid is the word "userid", which looks like a handle.
            Reject(record, RejectReason.RepeatedHeader, "the header again");
            return;
        }

        if (!CheckUserId(record, userId))
            return;
        result.Counts.Records++;
        result.Counts.Users++;
        AddProfile(record, tables.Account(userId, AccountMeasures.Order(true, entry.Index, blockOffset + record.Start), out bool wantsProfile), wantsProfile);
    }

    private void AddTweet(scoped in Record record)
    {
        var tweet = new TweetFacts { Offset = blockOffset + record.Start };
        ReadOnlySpan<byte> idCell = Cell(record, TweetColumn.TweetId);
        if (!Cells.TryParseId(idCell, out tweet.TweetId, out bool rounded) || rounded)
        {
            RejectId(record, "tweetid", idCell, rounded);
            return;
        }

        tweet.UserId = Cells.UserId(Cell(record, TweetColumn.UserId));
        if (!CheckUserId(record, tweet.UserId))
            return;
        ReadOnlySpan<byte> time = Cell(record, TweetColumn.TweetTime);
        if (!Cells.TryParseTime(time, out tweet.TimeMillis) || (ulong)tweet.TimeMillis > LastMillis)
        {
            Reject(record, RejectReason.UnreadableTime, $"tweet_time is '{Show(time)}', wanted yyyy-MM-dd HH:mm");
            return;
        }

        result.Counts.Records++;
        if (entry.IsDuplicate(tweet.Offset))
        {
            result.Counts.Duplicates++;
            return;
        }

        ids?.Add(tweet.TweetId, entry.Index, tweet.Offset);
        result.Counts.Tweets++;
        ReadCells(record, ref tweet);
        int account = tables.Account(tweet.UserId, AccountMeasures.Order(false, entry.Index, tweet.Offset), out bool wantsProfile);
        AddProfile(record, account, wantsProfile);
        tweet.Mentions = session.Match(new TweetText
        {
            Text = tweet.Text,
            Language = tweet.Language,
            Hashtags = tweet.Hashtags,
            Urls = tweet.Urls,
            UserMentions = tweet.UserMentions,
            InReplyToUserId = tweet.InReplyToUserId,
            RetweetUserId = tweet.RetweetUserId,
            IsRetweet = tweet.IsRetweet,
        });
        if (!tweet.Mentions.IsEmpty)
            ReadEngagement(record, ref tweet);

        bool tagged = tables.Add(tweet, account, session);
        int roundedReferences = RoundedReferences(record);
        result.Counts.Retweets += tweet.IsRetweet ? 1 : 0;
        result.Counts.TaggedTweets += tagged ? 1 : 0;
        result.Counts.RoundedReferences += roundedReferences != 0 ? 1 : 0;
        if (tweetsMode == TweetsMode.All || (tweetsMode == TweetsMode.Tagged && tagged))
        {
            cells.Fill(record, head.Schema, text);
            TweetRow.Write(result.Tweets, result.Counts.Records, tweet.Offset, roundedReferences, Cells.IsTruncated(tweet.Text), tables.TaggedTargets[..^1], cells.Bytes);
        }
    }

    private void ReadCells(scoped in Record record, ref TweetFacts tweet)
    {
        // An unreadable flag is no retweet; the tweets table counts it as unreadable.
        tweet.IsRetweet = Cells.TryParseFlag(Cell(record, TweetColumn.IsRetweet), out bool isRetweet) && isRetweet;
        tweet.Language = Cell(record, TweetColumn.TweetLanguage);
        tweet.Text = Cell(record, TweetColumn.TweetText);
        tweet.Client = Cell(record, TweetColumn.TweetClientName);
        tweet.Hashtags = Cell(record, TweetColumn.Hashtags);
        tweet.Urls = Cell(record, TweetColumn.Urls);
        tweet.UserMentions = Cell(record, TweetColumn.UserMentions);
        tweet.InReplyToUserId = Cells.UserId(Cell(record, TweetColumn.InReplyToUserId));
        tweet.RetweetUserId = Cells.UserId(Cell(record, TweetColumn.RetweetUserId));
    }

    /// <summary>Engagement counts are summed for mentions only; a blank or unreadable one adds nothing.</summary>
    private void ReadEngagement(scoped in Record record, ref TweetFacts tweet)
    {
        tweet.Likes = Count(record, TweetColumn.LikeCount);
        tweet.Retweets = Count(record, TweetColumn.RetweetCount);
        tweet.Replies = Count(record, TweetColumn.ReplyCount);
        tweet.Quotes = Count(record, TweetColumn.QuoteCount);
    }

    private long Count(scoped in Record record, TweetColumn column) =>
        Cells.TryParseCount(Cell(record, column), out long count) && count > 0 ? count : 0;

    /// <summary>Mask of the reference ids that are written as floats, or are of a file whose reference ids were rounded.</summary>
    private int RoundedReferences(scoped in Record record)
    {
        int mask = 0;
        for (int i = 0; i < ReferenceIds.Columns.Length; i++)
            mask |= IsRounded(Cell(record, ReferenceIds.Columns[i])) ? 1 << i : 0;
        return mask;
    }

    private bool IsRounded(ReadOnlySpan<byte> cell) =>
        !cell.IsEmpty && Cells.TryParseId(cell, out long id, out bool rounded)
        && (rounded || (head.Dialect.ReferenceDigitsRounded && id > 1L << 53 && (long)(double)id == id));

    private void AddProfile(scoped in Record record, int account, bool wanted)
    {
        if (!wanted)
            return;
        foreach (TweetColumn column in AccountsTable.ProfileColumns)
            tables.AddProfileCell(account, Cell(record, column));
    }

    private bool CheckUserId(scoped in Record record, ReadOnlySpan<byte> userId)
    {
        if (!userId.IsEmpty && Utf8.IsValid(userId))
            return true;
        RejectId(record, "userid", userId, rounded: false);
        return false;
    }

    private void RejectId(scoped in Record record, string column, ReadOnlySpan<byte> cell, bool rounded)
    {
        if (record.Bytes.SequenceEqual(head.HeaderBytes))
            Reject(record, RejectReason.RepeatedHeader, "the header again");
        else if (!Utf8.IsValid(cell))
            Reject(record, RejectReason.InvalidUtf8InId, $"{column} is not valid UTF-8");
        else if (rounded)
            Reject(record, RejectReason.UnreadableId, $"{column} is '{Show(cell)}': a spreadsheet rounded it, the id is lost");
        else
            Reject(record, RejectReason.UnreadableId, cell.IsEmpty ? $"{column} is empty" : $"{column} is '{Show(cell)}'");
    }

    private void Reject(scoped in Record record, RejectReason reason, string detail) =>
        Reject(record.Start, record.Bytes.Length, record.Bytes.Length, reason, detail);

    /// <param name="kept">How many of the bytes are in the buffer.</param>
    /// <param name="length">How many there are.</param>
    private void Reject(int start, int kept, long length, RejectReason reason, string detail)
    {
        result.Counts.Records++;
        result.Counts.Rejected++;
        result.Reasons[(int)reason]++;
        long line = 1 + buffer.AsSpan(0, start).Count((byte)'\n');
        RejectRow.Write(result.Rejects, result.Counts.Records, line, blockOffset + start, length, reason, detail, buffer.AsSpan(start, kept));
    }

    private ReadOnlySpan<byte> Cell(scoped in Record record, TweetColumn column)
    {
        int place = head.Schema[column];
        return place < 0 ? default : text.Read(record, place);
    }

    private static string Show(ReadOnlySpan<byte> cell) =>
        string.Concat(System.Text.Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, 60)]).Select(c => char.IsControl(c) ? ' ' : c));

    /// <summary>What the scanner calls.</summary>
    private readonly struct Handler(BlockWorker worker) : IRecordHandler
    {
        public void OnRecord(in Record record)
        {
            worker.text.StartRecord();
            if (worker.head.Schema.Kind == RowKind.Users)
                worker.AddUser(record);
            else
                worker.AddTweet(record);
        }

        public void OnReject(int start, int length, RejectReason reason, string detail) => worker.Reject(start, length, length, reason, detail);
    }
}
