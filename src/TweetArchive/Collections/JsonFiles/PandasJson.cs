using System.Text;
using TweetArchive.Archives;
using TweetArchive.Collections.CellForms;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>
/// Tables of JSON as pandas writes them where it is not told otherwise: column by column (<c>{"tweetid": {"0": …, "1": …}, …}</c>, the
/// default of <c>to_json</c>), names and rows apart (<c>orient='split'</c>), or rows alone (<c>orient='values'</c>, ClickHouse's
/// <c>JSONCompactEachRow</c>, a sheet as Google gives it), whose names are in the first row or said by the user as numbers. Given out as
/// lines, an object each. The text may be of any length: of the first form a place is held for each column, of the others no more than a
/// row.
/// </summary>
internal sealed class PandasJson : ByteSource
{
    private const int ScanBytes = 256 * 1024;
    private const int ColumnBytes = 32 * 1024;
    private const int MostColumns = 1000;

    private readonly Stream file;
    private readonly string sourceName;
    private readonly List<(byte[] Name, JsonCursor Values)> columns = [];
    private readonly List<byte[]> names = [];
    private readonly RowText to = new();
    private readonly RowText label = new();
    private readonly byte[] first = new byte[256];
    private readonly byte[] other = new byte[256];
    private JsonCursor? rows;
    private bool started;
    private bool alone;
    private bool onLines;
    private bool lists;

    /// <param name="file">Can be read from any place; disposed with this source.</param>
    /// <exception cref="ArchiveException">It cannot be read as such a table.</exception>
    /// <param name="byNumber">The user says by their numbers what columns without names are.</param>
    public PandasJson(Stream file, string sourceName, bool byNumber)
    {
        this.file = file;
        this.sourceName = sourceName;
        Guard(() =>
        {
            if (new JsonCursor(file, Mark(), ColumnBytes).Peek() == '[')
                FindRows(byNumber);
            else
                FindColumns();
            return true;
        });
    }

    public override long Done => columns.Count == 0 ? rows?.Position ?? 0 : columns[^1].Values.Position;

    public override int Read(Span<byte> target)
    {
        while (to.Length == 0)
        {
            if (!Guard(() => columns.Count > 0 ? NextOfColumns() : NextOfRows()))
                return 0;
        }

        return to.Take(target);
    }

    protected override void Dispose(bool disposing) => file.Dispose();

    /// <summary>Notes where each column begins, or the names of the columns and where the rows begin.</summary>
    private void FindColumns()
    {
        var all = new JsonCursor(file, Mark(), ScanBytes);
        Expect(all, (byte)'{');
        do
        {
            byte[] name = String(all);
            Expect(all, (byte)':');
            // Lists by column, as jsonlite writes a table of R with dataframe = "columns"; never with labels.
            bool list = all.Peek() == '[' && PandasJsonLook.IsKnown(name) && (columns.Count == 0 || lists);
            lists |= list;
            if (list || (all.Peek() == '{' && !lists))
            {
                columns.Add((name, new JsonCursor(file, all.Position, ColumnBytes)));
                if (columns.Count > MostColumns)
                    throw new ArchiveException($"{sourceName}: JSON with more than {MostColumns} columns, which no table of tweets has.");
            }
            else if (name.AsSpan().SequenceEqual("\"columns\""u8))
            {
                TakeNames(all);
                continue;
            }
            else if (name.AsSpan().SequenceEqual("\"data\""u8))
            {
                rows = new JsonCursor(file, all.Position, ScanBytes);
            }

            else if (columns.Count > 0)
            {
                throw Broken(all.Position);
            }

            all.Value(null);
        }
        while (all.Take((byte)','));
        Expect(all, (byte)'}');
        if (all.Peek() >= 0)
            throw new ArchiveException($"{sourceName}: JSON that begins like a table of pandas, and more after it, at byte "
                + $"{all.Position}. Give each table as a separate file.");
        if (columns.Count == 0 && (rows is null || names.Count == 0))
            throw new ArchiveException($"{sourceName}: JSON that begins like a table of pandas, without its rows. Write it with "
                + "orient='records'.");
    }

    /// <summary>Rows without names: these are in the first of them, or their numbers.</summary>
    private void FindRows(bool byNumber)
    {
        alone = true;
        rows = new JsonCursor(file, Mark(), ScanBytes);
        Expect(rows, (byte)'[');
        onLines = rows.Peek() != '[';
        if (onLines)
            rows = new JsonCursor(file, Mark(), ScanBytes);
        JsonCursor look = new(file, rows.Position, ScanBytes);
        Expect(look, (byte)'[');
        do
        {
            look.Value(label);
            byte[] value = new byte[label.Length];
            label.Take(value);
            names.Add(value);
        }
        while (look.Take((byte)','));
        Expect(look, (byte)']');
        if (!byNumber && names.Count(n => PandasJsonLook.IsKnown(n)) * 2 > names.Count)
        {
            look.Take((byte)',');
            rows = look;
            return;
        }

        if (names.Count == 1 && names[0].AsSpan().Trim((byte)'"').IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
            throw new ArchiveException($"{sourceName}: JSON with ids alone, without texts. Tweets must be collected by their ids first.");
        if (!byNumber)
            throw new ArchiveException($"{sourceName}: rows of {names.Count} values without names of columns, as pandas writes them with "
                + $"orient='values'. The first is: {string.Join(", ", names.Select(Shown))}. Say which is which by its number, such as "
                + "--columns tweetid=1,tweet_text=13,tweet_time=14,userid=2, or write the file with orient='records'.");
        for (int i = 0; i < names.Count; i++)
            names[i] = Encoding.UTF8.GetBytes($"\"{i + 1}\"");
    }

    private static string Shown(byte[] value, int place)
    {
        const int Longest = 24;
        string text = Encoding.UTF8.GetString(value);
        return $"{place + 1} {(text.Length > Longest ? text[..Longest] + "…" : text)}";
    }

    private int Mark()
    {
        Span<byte> mark = stackalloc byte[3];
        file.Position = 0;
        return file.ReadAtLeast(mark, 3, throwOnEndOfStream: false) == 3 && mark.SequenceEqual("\uFEFF"u8) ? 3 : 0;
    }

    private void TakeNames(JsonCursor all)
    {
        Expect(all, (byte)'[');
        while (all.Peek() != ']')
        {
            names.Add(String(all));
            all.Take((byte)',');
        }

        Expect(all, (byte)']');
    }

    /// <summary>The next value of every column, which must all be of one row.</summary>
    private bool NextOfColumns()
    {
        int labelled = 0;
        for (int i = 0; i < columns.Count; i++)
        {
            JsonCursor values = columns[i].Values;
            (byte open, byte close) = lists ? ((byte)'[', (byte)']') : ((byte)'{', (byte)'}');
            bool more = !started ? values.Take(open) && values.Peek() != close : values.Take((byte)',');
            if (i == 0 && !more && (!lists || columns.TrueForAll(c => c == columns[0] || Ends(c.Values))))
                return false;
            if (!more)
                throw Uneven(i);
            if (!lists)
            {
                int length = Label(values, i == 0 ? first : other);
                labelled = i == 0 ? length : labelled;
                if (i > 0 && !other.AsSpan(0, length).SequenceEqual(first.AsSpan(0, labelled)))
                    throw Uneven(i);
                Expect(values, (byte)':');
            }

            Name(i == 0, columns[i].Name);
            values.Value(to);
        }

        started = true;
        to.Append("}\n"u8);
        return true;
    }

    /// <summary>No value follows in a list.</summary>
    private bool Ends(JsonCursor values) => (started || values.Take((byte)'[')) && values.Peek() == ']';

    private bool NextOfRows()
    {
        // Rows alone begin within the list of them, and those on lines have nothing between them.
        bool more = alone && (!started || onLines) ? rows!.Peek() == '['
            : !started ? rows!.Take((byte)'[') && rows.Peek() != ']' : rows!.Take((byte)',');
        if (!more && alone && onLines && rows!.Peek() >= 0)
            throw Broken(rows.Position);
        if (!more)
            return false;
        started = true;
        Expect(rows, (byte)'[');
        for (int i = 0; i < names.Count; i++)
        {
            if (i > 0)
                Expect(rows, (byte)',');
            Name(i == 0, names[i]);
            rows.Value(to);
        }

        Expect(rows, (byte)']');
        to.Append("}\n"u8);
        return true;
    }

    private void Name(bool first, byte[] name)
    {
        to.Append(first ? "{"u8 : ","u8);
        to.Append(name);
        to.Append(":"u8);
    }

    /// <summary>The row's label; of a long one the beginning.</summary>
    private int Label(JsonCursor values, byte[] into)
    {
        values.Value(label);
        int length = label.Take(into);
        while (label.Length > 0)
            label.Take(other);
        return length;
    }

    /// <summary>A string, with its quotes.</summary>
    private byte[] String(JsonCursor cursor)
    {
        if (cursor.Peek() != '"')
            throw Broken(cursor.Position);
        cursor.Value(label);
        byte[] text = new byte[label.Length];
        label.Take(text);
        return text;
    }

    private void Expect(JsonCursor cursor, byte wanted)
    {
        if (!cursor.Take(wanted))
            throw Broken(cursor.Position);
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (EndOfStreamException e)
        {
            throw new ArchiveException($"{sourceName}: the JSON breaks off. It has its columns one after the other, so that no row "
                + "of it is whole. Write it again, best with orient='records', lines=True.", e);
        }
    }

    private ArchiveException Broken(long at) => new(
        $"{sourceName}: damaged JSON at byte {at}. It begins like a table of pandas, column by column or in parts, and no row of such a "
            + "table can be read where a part is damaged. Write it again, best with orient='records', lines=True.");

    private ArchiveException Uneven(int column) => new(
        $"{sourceName}: the columns {Encoding.UTF8.GetString(columns[0].Name)} and {Encoding.UTF8.GetString(columns[column].Name)} do not "
            + "have the same rows, so that what belongs together is not known. Write it again, best with orient='records', lines=True.");
}
