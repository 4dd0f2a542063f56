namespace TweetArchive.Csv;

/// <summary>What a record's first field looks like.</summary>
public enum FirstField : byte { Anything, Digits, AccountId }

/// <summary>
/// How a record of this one file starts, learned from its header and its first records: what lets a reader cut blocks at
/// record ends and find its feet after a damaged record.
/// </summary>
/// <param name="Columns">Fields in each record.</param>
/// <param name="Quoted">The first field of the first record is quoted.</param>
/// <param name="First">What the first field holds.</param>
public sealed record RecordShape(int Columns, bool Quoted, FirstField First) : IRecordFraming
{
    // SHA-256 in hexadecimal digits.
    private const int LongestId = 64;

    /// <summary>Bytes after a line start that <see cref="ProvesRecord"/> and <see cref="MayStartRecord"/> want to see.</summary>
    public const int Window = 72;

    int IRecordFraming.Window => Window;

    /// <summary>The file begins with records whose start is proof (<see cref="ProvesRecord"/>); it may continue with others.</summary>
    public bool Proves => Quoted && First != FirstField.Anything;

    /// <summary>
    /// The line that starts here starts a record, whatever is before it: inside a quoted field every quote is doubled, so
    /// newline, quote, digits, quote, comma cannot be there. A matter of the line and not of the file, which may be put
    /// together from others.
    /// </summary>
    public bool ProvesRecord(ReadOnlySpan<byte> line)
    {
        if (First == FirstField.Anything || line.IsEmpty || line[0] != '"')
            return false;
        int id = IdLength(line[1..]);
        return id > 0 && line[(id + 1)..].StartsWith("\","u8);
    }

    /// <summary>The line starts as a record may, but a line of a text may look the same: "55, or so".</summary>
    public bool MayStartRecord(ReadOnlySpan<byte> line)
    {
        if (First == FirstField.Anything)
        {
            int quote = Quoted ? 1 : 0;
            // A first column may be empty in every record; without a cut there blocks would grow to the longest record allowed.
            if (line.StartsWith(Quoted ? "\"\","u8 : ","u8))
                return true;
            return line.Length > quote && (!Quoted || line[0] == '"')
                && line[quote] is not ((byte)'"' or (byte)',' or (byte)'\n' or (byte)'\r');
        }

        int id = IdLength(line);
        return id > 0 && id < line.Length && line[id] == ',';
    }

    int IRecordFraming.Cut(ReadOnlySpan<byte> bytes, bool lastResort) => RecordCutter.Cut(bytes, this, lastResort);

    bool IRecordFraming.StartsRecord(ReadOnlySpan<byte> line) => ProvesRecord(line) || MayStartRecord(line);

    /// <summary>A record starts here: so its first field says, or else the whole of it.</summary>
    internal bool IsRecordStart(ReadOnlySpan<byte> line) =>
        ProvesRecord(line) || (MayStartRecord(line) && IsWholeRecord(line, mayLackNewline: true));

    private int IdLength(ReadOnlySpan<byte> bytes)
    {
        int length = 0;
        while (length < bytes.Length && length < LongestId && IsIdByte(bytes[length]))
            length++;
        return length;
    }

    /// <summary>Digits, also as a spreadsheet leaves them (3.65E+17); account ids are digits, handles or hashes.</summary>
    private bool IsIdByte(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => true,
        (byte)'.' or (byte)'+' or (byte)'E' or (byte)'e' => true,
        _ => First == FirstField.AccountId
            && (b is >= (byte)'a' and <= (byte)'z' or >= (byte)'A' and <= (byte)'Z' or (byte)'=' or (byte)'_' or (byte)'/' or (byte)'-'),
    };

    /// <summary>Reads one record byte by byte and tells whether it is whole: the right number of fields, quoted as it should be.</summary>
    /// <param name="mayLackNewline">The bytes may be the last of the file, whose record may end without a newline.</param>
    internal bool IsWholeRecord(ReadOnlySpan<byte> bytes, bool mayLackNewline)
    {
        int fields = 1;
        bool atStart = true;
        for (int i = 0; i < bytes.Length; i++)
        {
            byte b = bytes[i];
            if (atStart && b == '"')
            {
                for (i++; ; i += 2)
                {
                    int quote = bytes[i..].IndexOf((byte)'"');
                    if (quote < 0)
                        return false;
                    i += quote;
                    if (i + 1 >= bytes.Length || bytes[i + 1] != '"')
                        break;
                }

                if (!RecordDamage.IsFieldEnd(bytes[(i + 1)..]))
                    return false;
                atStart = false;
                continue;
            }

            atStart = b == ',';
            if (b == ',')
                fields++;
            else if (b == '\n')
                return fields == Columns;
            else if (b == '"')
                return false;
        }

        return mayLackNewline && fields == Columns;
    }
}
