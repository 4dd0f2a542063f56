using System.Buffers.Text;
using TweetArchive.Json;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.CellForms;

/// <summary>
/// A record of another format as the 31 cells of the archives: written column by column into a buffer that is reused. A column that
/// is not written is empty, which is null in the tables. One for each reader.
/// </summary>
internal sealed class TweetCells
{
    /// <summary>Bytes of a list that another row's items are still added to.</summary>
    private const int MostJoined = 8 << 10;

    private readonly (int Start, int Length)[] places = new (int, int)[TweetColumns.Count];
    private byte[] bytes = new byte[16 * 1024];
    private int used;
    private int opened;

    public ReadOnlySpan<byte> this[TweetColumn column]
    {
        get
        {
            (int start, int length) = places[(int)column];
            return bytes.AsSpan(start, length);
        }
    }

    public void Clear()
    {
        Array.Clear(places);
        used = 0;
    }

    public void Set(TweetColumn column, ReadOnlySpan<byte> text)
    {
        Open();
        Append(text);
        Close(column);
    }

    /// <summary>A string of JSON as its text.</summary>
    public void SetJson(TweetColumn column, ReadOnlySpan<byte> escaped)
    {
        Open();
        AppendJson(escaped);
        Close(column);
    }

    public void Set(TweetColumn column, bool value) => Set(column, value ? "true"u8 : "false"u8);

    public void Set(TweetColumn column, long value)
    {
        Open();
        Span<byte> to = Room(20);
        Utf8Formatter.TryFormat(value, to, out int written);
        used += written;
        Close(column);
    }

    /// <summary>Begins a cell that is put together from parts, or from items.</summary>
    public void Open() => opened = used;

    public void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        used += text.Length;
    }

    public void AppendJson(ReadOnlySpan<byte> escaped) => used += JsonText.Unescape(escaped, Room(escaped.Length));

    /// <summary>An item of a list (<see cref="ListCell"/>); empty ones are left out.</summary>
    public void AppendItem(ReadOnlySpan<byte> escaped)
    {
        if (escaped.IsEmpty)
            return;
        Append([ListCell.Separator]);
        int from = used;
        AppendJson(escaped);
        // An item cannot hold what separates items; nothing but damage has it.
        bytes.AsSpan(from, used - from).Replace(ListCell.Separator, (byte)' ');
    }

    /// <summary>The same for an item that is not escaped.</summary>
    public void AppendPlainItem(ReadOnlySpan<byte> item)
    {
        if (item.IsEmpty)
            return;
        Append([ListCell.Separator]);
        int from = used;
        Append(item);
        bytes.AsSpan(from, used - from).Replace(ListCell.Separator, (byte)' ');
    }

    /// <summary>Takes back what was appended since <see cref="Open"/>.</summary>
    public void Undo() => used = opened;

    /// <summary>What was appended since <see cref="Open"/> is the column's cell.</summary>
    public void Close(TweetColumn column) => places[(int)column] = (opened, used - opened);

    /// <summary>The same for a list; one that is there and holds nothing is not null.</summary>
    public void CloseList(TweetColumn column, bool empty)
    {
        if (empty && used == opened)
            Append("[]"u8);
        Close(column);
    }

    /// <summary>
    /// Takes the items of another record's lists that this one does not have; false, and nothing is changed, if they differ in anything
    /// else.
    /// </summary>
    /// <param name="lists">Columns that hold lists.</param>
    public bool TryJoin(TweetCells other, TweetColumn[] lists)
    {
        // OpenRefine leaves everything else blank.
        bool items = other[TweetColumn.TweetId].IsEmpty && other[TweetColumn.TweetText].IsEmpty
            && other[TweetColumn.TweetClientName].IsEmpty;
        for (int i = 0; i < TweetColumns.Count; i++)
        {
            var column = (TweetColumn)i;
            if (!items && !lists.Contains(column) && !this[column].SequenceEqual(other[column]))
                return false;
            // No tweet has so many. A joined list is copied for each item: without an end a file of one tweet would take its square.
            if (lists.Contains(column) && this[column].Length > MostJoined)
                return false;
        }

        foreach (TweetColumn column in lists)
            Join(column, other[column]);
        return true;
    }

    private void Join(TweetColumn column, ReadOnlySpan<byte> items)
    {
        foreach (ReadOnlySpan<byte> item in new ListCell(items))
        {
            bool known = false;
            foreach (ReadOnlySpan<byte> own in new ListCell(this[column]))
                known |= own.SequenceEqual(item);
            if (known)
                continue;
            byte[] before = this[column].ToArray();
            Open();
            if (before.Length > 0 && before[0] == ListCell.Separator)
                Append(before);
            AppendPlainItem(item);
            Close(column);
        }
    }

    /// <summary>Room for this many bytes after what was written; spans of earlier cells end here.</summary>
    private Span<byte> Room(int length)
    {
        if (used + length > bytes.Length)
            Array.Resize(ref bytes, 2 * (used + length));
        return bytes.AsSpan(used, length);
    }
}

/// <summary>A record of another format: its cells, and where it is.</summary>
/// <param name="start">Offset in the block.</param>
/// <param name="raw">As it is in the file.</param>
/// <param name="place">Where it is in the file, if the block does not tell.</param>
internal readonly ref struct CollectionRow(TweetCells cells, int start, ReadOnlySpan<byte> raw, SourcePlace? place) : ITweetRow
{
    private readonly ReadOnlySpan<byte> raw = raw;

    public ReadOnlySpan<byte> this[TweetColumn column] => cells[column];

    public int Start => start;

    public long OffsetIn(long blockOffset) => place?.Offset ?? (blockOffset + start);

    public long Line => place?.Line ?? 0;

    public ReadOnlySpan<byte> Bytes => raw;

    public bool HasCarriageReturn => false;
}
