using System.Text;
using TweetArchive.Archives;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Planning;

/// <summary>What bytes that are not a record show of who wrote them.</summary>
internal enum Writer : byte
{
    /// <summary>Nothing: they are damaged.</summary>
    None,

    /// <summary>They are the header of the file again.</summary>
    SameHeader,

    /// <summary>They are a header of other columns, or in another order.</summary>
    OtherHeader,

    /// <summary>They are a row, or a header, with other separators.</summary>
    OtherSeparator,

    /// <summary>They are UTF-16.</summary>
    OtherEncoding,
}

/// <summary>
/// Rows were met that another program wrote, or the same one elsewhere: the entry must be read in order, each row as what it is.
/// </summary>
internal sealed class OtherWriterException(int entry, long offset, Writer writer) : Exception
{
    /// <summary>The entry's place in the catalog.</summary>
    public int Entry => entry;

    public long Offset => offset;

    public Writer Writer => writer;
}

/// <summary>Files are put together from others, with their headers or without; some of these are written in another way.</summary>
internal static class OtherWriter
{
    private const int Longest = 4096;
    private const int MostLines = 16;

    /// <summary>Looks at bytes that are not a record; called for rejects alone.</summary>
    public static Writer Of(ReadOnlySpan<byte> bytes, EntryHead head)
    {
        Writer writer = head.Shape is null ? Writer.None : OfHeader(bytes, head);
        bool separators = head.Shape is not null && MayHaveOtherSeparators(bytes, head.Schema.Header.Count);
        if (!separators && bytes.IndexOf((byte)0) < 0)
            return writer;
        // They may begin with damage.
        for (int n = 0; n < MostLines && writer == Writer.None && !bytes.IsEmpty; n++)
        {
            if (!head.ReadAs.Lines && EncodedLines.IsWideStart(bytes))
                return Writer.OtherEncoding;
            if (separators && HasOtherSeparator(bytes, head))
                return Writer.OtherSeparator;
            int newline = bytes.IndexOf((byte)'\n');
            bytes = newline < 0 ? default : bytes[(newline + 1)..];
        }

        return writer;
    }

    /// <summary>For people.</summary>
    public static string Describe(Writer writer) => writer switch
    {
        Writer.OtherSeparator => "rows with other separators than the header has",
        Writer.OtherEncoding => "lines of UTF-16",
        _ => "another header, with other columns or in another order,",
    };

    private static Writer OfHeader(ReadOnlySpan<byte> bytes, EntryHead head)
    {
        // What cannot be read by the columns before is one reject with all that follows it.
        int end = bytes[..Math.Min(bytes.Length, Longest)].IndexOf((byte)'\n');
        bytes = end < 0 ? bytes : bytes[..end];
        if (bytes.Length > Longest || bytes.IndexOf("userid"u8) < 0
            || (bytes.IndexOf("tweetid"u8) < 0 && bytes.IndexOf("user_screen_name"u8) < 0))
            return Writer.None;
        string[] names = CsvHeader.Split(
            Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Trim('\uFEFF', '\r', '\n')));
        return names.SequenceEqual(head.Schema.Header) ? Writer.SameHeader : IsHeader(names, head) ? Writer.OtherHeader : Writer.None;
    }

    private static bool MayHaveOtherSeparators(ReadOnlySpan<byte> bytes, int columns) =>
        bytes.Count((byte)';') >= columns - 1 || bytes.Count((byte)'\t') >= columns - 1 || bytes.Count((byte)'|') >= columns - 1;

    private static bool HasOtherSeparator(ReadOnlySpan<byte> bytes, EntryHead head)
    {
        int columns = head.Schema.Header.Count;
        if (!MayHaveOtherSeparators(bytes, columns))
            return false;
        int id = IndexOf("tweetid");
        int time = IndexOf("tweet_time");
        return new RowSeparators(TableDialect.Usual).Find(bytes, last: true, row => row.Count == columns && id >= 0 && time >= 0
            && (Cells.TryParseId(row[id], out _, out _) && Cells.TryParseTime(row[time], out _)
                || IsHeader([.. Enumerable.Range(0, columns).Select(i => Encoding.UTF8.GetString(row[i]))], head))) is not null;

        int IndexOf(string name) => head.Schema.Header.ToList().IndexOf(name);
    }

    private static bool IsHeader(string[] names, EntryHead head)
    {
        try
        {
            return TweetSchema.FromHeader(names).Kind == head.Schema.Kind;
        }
        catch (SchemaException)
        {
            return false;
        }
    }
}
