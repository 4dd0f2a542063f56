using System.Text;
using TweetArchive.Archives;
using TweetArchive.Csv;

namespace TweetArchive.Planning;

/// <summary>The first line of a CSV, and how the record after it is quoted.</summary>
internal static class CsvHeader
{
    // The merged header of all formats is under 2 KB; a first line beyond this is not a header.
    private const int LongestHeader = 64 * 1024;

    /// <summary>Bytes of the header, its line end included.</summary>
    /// <exception cref="ArchiveException">There is no header.</exception>
    public static int Length(ReadOnlySpan<byte> head, string sourceName)
    {
        bool inside = false;
        for (int i = 0; i < head.Length && i < LongestHeader; i++)
        {
            if (head[i] == '"')
                inside = !inside;
            else if (head[i] == '\n' && !inside)
                return i + 1;
        }

        if (head.Length >= LongestHeader)
            throw new ArchiveException(
                $"{sourceName}: the first line is longer than {LongestHeader / 1024} KiB: this is not a CSV of the Twitter archives.");
        return head.Length;
    }

    /// <summary>Names of the columns.</summary>
    public static string[] Split(ReadOnlySpan<byte> header)
    {
        var names = new List<string>();
        var name = new List<byte>();
        bool inside = false;
        foreach (byte b in header)
        {
            if (b == '"')
            {
                inside = !inside;
            }
            else if (b == ',' && !inside)
            {
                names.Add(Encoding.UTF8.GetString([.. name]).Trim());
                name.Clear();
            }
            else
            {
                name.Add(b);
            }
        }

        names.Add(Encoding.UTF8.GetString([.. name]).Trim());
        return [.. names];
    }

    /// <summary>Whether the first record's first field, and all of its fields, are quoted.</summary>
    public static (bool First, bool All) QuotingOfFirstRecord(ReadOnlySpan<byte> bytes, int columns)
    {
        byte[] padded = new byte[bytes.Length + Tokeniser.Padding];
        bytes.CopyTo(padded);
        var index = new SeparatorIndex();
        Tokeniser.Best.Index(padded, bytes.Length, index);
        int first = 0;
        foreach (int rowEnd in index.FindRowEnds(padded))
        {
            var record = new Record(padded, index.Starts[first..(rowEnd + 1)], 0);
            first = rowEnd;
            if (record.Columns != columns)
                continue;
            bool all = true;
            for (int i = 0; i < columns; i++)
                all &= record.Raw(i).StartsWith("\""u8);
            return (record.Raw(0).StartsWith("\""u8), all);
        }

        // No whole record was read: a header alone, or one very long record.
        bool quoted = bytes.StartsWith("\""u8);
        return (quoted, quoted);
    }
}
