using System.Text.Unicode;
using TweetArchive.Csv;
using TweetArchive.Planning;
using TweetArchive.Tweets;

namespace TweetArchive.Inspecting;

/// <summary>What the sampled records of one file show.</summary>
internal sealed class FileSample(EntryHead head)
{
    private readonly CellDialectSampler dialect = new(head.Schema);
    private readonly RowReader reader = head.Format.NewReader();
    private readonly byte[] firstName = System.Text.Encoding.UTF8.GetBytes(head.Schema.Header.Count > 0 ? head.Schema.Header[0] : "");
    private bool unquoted;
    private bool quoted;
    private bool lineFeeds;
    private bool carriageReturns;

    public long Records { get; private set; }

    /// <summary>Those of them whose cells were looked at: all before a header with other columns.</summary>
    public long Looked { get; private set; }

    /// <summary>Of the records and rejects.</summary>
    public long Bytes { get; private set; }

    public long Rejects { get; private set; }

    public long FirstReject { get; private set; }

    /// <summary>The byte after the last reject.</summary>
    public long LastRejectEnd { get; private set; }

    public long RoundedIds { get; private set; }

    public long RoundedUserIds { get; private set; }

    public long UnreadableTimes { get; private set; }

    /// <summary>Texts with U+FFFD, which represents letters that were lost.</summary>
    public long LostLetters { get; private set; }

    /// <summary>Texts with bytes that are not UTF-8.</summary>
    public long TextsNotUtf8 { get; private set; }

    /// <summary>Cells that will be null, by <see cref="TweetColumn"/>.</summary>
    public long[] Unreadable { get; } = new long[TweetColumns.Count];

    public long Languages { get; private set; }

    public long RepeatedHeaders { get; private set; }

    /// <summary>Deletions and the like, which are not records.</summary>
    public long Notices { get; private set; }

    /// <summary>
    /// Where another program's header or rows are; −1 for nowhere. A run reads what follows by them; the cells are not looked at here.
    /// </summary>
    public long OtherAt { get; private set; } = -1;

    public Writer Other { get; private set; }

    /// <summary>Earliest tweet_time, UTC milliseconds.</summary>
    public long? First { get; private set; }

    public long? Last { get; private set; }

    public CellDialect Dialect => dialect.Result with
    {
        Quoting = !head.IsCollection && quoted && unquoted ? "mixed" : head.Dialect.Quoting,
        LineEnd = head.IsCollection ? head.Dialect.LineEnd : lineFeeds && carriageReturns ? "mixed" : carriageReturns ? "CRLF" : "LF",
    };

    /// <summary>Looks at a run of whole records.</summary>
    /// <param name="padded">The bytes, and <see cref="Tokeniser.Padding"/> more.</param>
    /// <param name="offset">Where they start in the file.</param>
    public void Add(ReadOnlySpan<byte> padded, int length, long offset, bool cutShort)
    {
        Bytes += length;
        reader.Read(padded, length, cutShort, new Rows(this, offset));
    }

    private void Add<TRow>(TRow row, long offset)
        where TRow : struct, ITweetRow, allows ref struct
    {
        if (IsHeader(row.Bytes))
        {
            AddHeader(row.Bytes, offset);
            return;
        }

        bool first = row.Bytes.StartsWith("\""u8);
        quoted |= first;
        unquoted |= !first;
        carriageReturns |= row.HasCarriageReturn;
        lineFeeds |= !row.HasCarriageReturn;
        AddCells(row);
    }

    private void AddCells<TRow>(TRow row)
        where TRow : struct, ITweetRow, allows ref struct
    {
        Records++;
        if (OtherAt >= 0)
            return;
        Looked++;
        dialect.Add(row);
        RoundedUserIds += IsRounded(row[TweetColumn.UserId]) ? 1 : 0;
        if (head.Schema.Kind == RowKind.Users)
            return;
        RoundedIds += IsRounded(row[TweetColumn.TweetId]) ? 1 : 0;
        for (int i = 0; i < TweetColumns.Count; i++)
            Unreadable[i] += UnreadableCells.Is((TweetColumn)i, row[(TweetColumn)i]) ? 1 : 0;
        Languages += row[TweetColumn.TweetLanguage].IsEmpty ? 0 : 1;
        TextsNotUtf8 += Utf8.IsValid(row[TweetColumn.TweetText]) ? 0 : 1;
        LostLetters += row[TweetColumn.TweetText].IndexOf("\uFFFD"u8) >= 0 ? 1 : 0;
        if (Cells.TryParseTime(row[TweetColumn.TweetTime], out long time))
        {
            First = Math.Min(First ?? time, time);
            Last = Math.Max(Last ?? time, time);
        }
        else
        {
            UnreadableTimes++;
        }
    }

    private void AddReject(ReadOnlySpan<byte> bytes, long offset, RejectReason reason)
    {
        if (reason == RejectReason.RepeatedHeader)
        {
            RepeatedHeaders++;
            return;
        }

        if (EndMark.Is(bytes))
            return;
        if (IsHeader(bytes))
        {
            AddHeader(bytes.TrimEnd("\r\n"u8), offset);
            return;
        }

        if (OtherAt < 0 && OtherWriter.Of(bytes, head) is > Writer.SameHeader and var other)
            (OtherAt, Other) = (offset, other);
        // Records of other columns are not damage.
        if (OtherAt >= 0)
            return;
        if (Rejects++ == 0)
            FirstReject = offset;
        LastRejectEnd = offset + bytes.Length;
    }

    private void AddHeader(ReadOnlySpan<byte> bytes, long offset)
    {
        if (bytes.SequenceEqual(head.HeaderBytes) || OtherWriter.Of(bytes, head) == Writer.SameHeader)
            RepeatedHeaders++;
        else if (OtherAt < 0)
            (OtherAt, Other) = (offset, Writer.OtherHeader);
    }

    /// <summary>The first field is the name of the first column; a file that was put after another may have its byte order mark.</summary>
    private bool IsHeader(ReadOnlySpan<byte> record)
    {
        record = record.StartsWith("\uFEFF"u8) ? record[3..] : record;
        return firstName.Length > 0 && record[..Math.Max(0, record.IndexOf((byte)','))].Trim((byte)'"').SequenceEqual(firstName);
    }

    private static bool IsRounded(ReadOnlySpan<byte> id) => !id.IsEmpty && Cells.TryParseId(id, out _, out bool rounded) && rounded;

    private readonly struct Rows(FileSample sample, long offset) : IRowHandler
    {
        public void OnRow<TRow>(TRow row)
            where TRow : struct, ITweetRow, allows ref struct =>
            sample.Add(row, row.OffsetIn(offset));

        public void OnNotice() => sample.Notices++;

        public void OnReject(int start, ReadOnlySpan<byte> bytes, RejectReason reason, string detail, SourcePlace? at) =>
            sample.AddReject(bytes, at?.Offset ?? (offset + start), reason);
    }
}
