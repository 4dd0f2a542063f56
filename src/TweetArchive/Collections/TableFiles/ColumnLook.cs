using TweetArchive.Tweets;

namespace TweetArchive.Collections.TableFiles;

/// <summary>What the cells of one column have in common.</summary>
internal sealed class ColumnLook
{
    // Fewer texts may be in quotes by chance.
    private const int FewestStrings = 5;

    // One letter of Persian is two bytes.
    private const int FewestOctals = 4;
    private const int FewestPercents = 4;

    private int cells;
    private int jsonStrings;
    private int letters;
    private int unicode;
    private int r;
    private int references;
    private int pythonBytes;
    private int byteEscapes;
    private int octals;
    private int percents;
    private bool notPercent;
    private int otherBackslashes;

    /// <summary>Cells that show how the column is written.</summary>
    public int Told { get; private set; }

    /// <summary>Those of them in an unusual form.</summary>
    public int Odd { get; private set; }

    public int Share { get; private set; }

    /// <summary>One cell is enough to know that they must be read with care.</summary>
    public bool Certain { get; set; }

    /// <summary>Of a column of lists: some are between brackets, as Python and JSON have them, where a word alone is not a list.</summary>
    public bool HasBrackets { get; set; }

    /// <summary>Of a column of lists: some are R's, which writes a list of one as that item.</summary>
    public bool HasCalls { get; set; }

    /// <summary>Words for nothing that are whole cells of a column of lists.</summary>
    public HashSet<int> Words { get; } = [];

    /// <summary>Of the times; null for the common one.</summary>
    public string? Calendar { get; set; }

    public void Tell(bool odd, bool tells, int share)
    {
        Share = share;
        Told += tells ? 1 : 0;
        Odd += odd ? 1 : 0;
    }

    public void Take(ReadOnlySpan<byte> cell)
    {
        cells++;
        jsonStrings += IsJsonString(cell) ? 1 : 0;
        letters += cell.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0 ? 1 : 0;
        unicode += TextEscapes.CountUnicode(cell);
        r += TextEscapes.CountR(cell);
        references += TextEscapes.CountReferences(cell);
        pythonBytes += ByteEscapes.IsPython(cell) ? 1 : 0;
        byteEscapes += cell.IndexOf("\\x"u8) >= 0 ? 1 : 0;
        octals += ByteEscapes.CountOctal(cell);
        int escapes = ByteEscapes.CountPercent(cell);
        notPercent |= escapes < 0;
        percents += Math.Max(0, escapes);
        for (int at = cell.IndexOf((byte)'\\'); at >= 0; at = cell.IndexOf((byte)'\\'))
        {
            otherBackslashes += at + 1 < cell.Length && cell[at + 1] is (byte)'u' or (byte)'n' or (byte)'t' or (byte)'r' or (byte)'"'
                or (byte)'\\' or (byte)'/' ? 0 : 1;
            cell = cell[Math.Min(cell.Length, at + 2)..];
        }
    }

    private static bool IsJsonString(ReadOnlySpan<byte> cell)
    {
        if (cell.Length < 2 || cell[0] != '"' || cell[^1] != '"')
            return false;
        for (int i = 1; i < cell.Length - 1; i++)
        {
            if (cell[i] is (byte)'"' or (byte)'\n')
                return false;
            i += cell[i] == '\\' ? 1 : 0;
        }

        return true;
    }

    public TextEscape Escape(bool isText, bool isList)
    {
        if (cells == 0)
            return TextEscape.None;
        if (jsonStrings == cells && (unicode > 0 || cells >= FewestStrings))
            return TextEscape.JsonString;
        if (!isText || letters > 0)
            return TextEscape.None;
        if (pythonBytes == cells && (byteEscapes > 0 || cells >= FewestStrings))
            return TextEscape.PythonBytes;
        // Texts have blanks; single words with a percent sign prove nothing.
        if (!isList && !notPercent && percents >= Math.Max(FewestPercents, cells))
            return TextEscape.Percent;
        if (octals >= FewestOctals)
            return TextEscape.Octal;
        return unicode > 1 ? otherBackslashes == 0 && !isList ? TextEscape.Backslash : TextEscape.Unicode
            : r > 0 ? TextEscape.R : references > 1 ? TextEscape.Reference : TextEscape.None;
    }
}
