namespace TweetArchive.Csv;

/// <summary>What a record's first field looks like.</summary>
public enum FirstField : byte { Anything, Digits, AccountId }

/// <summary>
/// How a record of this one file starts, learned from its header and its first records: what lets a reader cut blocks at
/// record ends and find its feet after a damaged record.
/// </summary>
/// <param name="Columns">Fields in each record.</param>
/// <param name="Quoted">The first field is quoted.</param>
/// <param name="First">What the first field holds.</param>
public sealed record RecordShape(int Columns, bool Quoted, FirstField First)
{
    /// <summary>Bytes after a line start that <see cref="StartsRecord"/> wants to see.</summary>
    public const int Window = 72;

    /// <summary>
    /// In a file whose first field is quoted, a line that starts like a record is one: inside a quoted field every quote
    /// is doubled, so newline, quote, digits, quote, comma cannot stand there.
    /// </summary>
    public bool Proves => Quoted && First != FirstField.Anything;

    /// <summary>The line that starts here starts as the records of this file do.</summary>
    public bool StartsRecord(ReadOnlySpan<byte> line)
    {
        int i = 0;
        if (Quoted)
        {
            if (line.IsEmpty || line[0] != '"')
                return false;
            i = 1;
        }

        if (First == FirstField.Anything)
            return line.Length > i && line[i] is not ((byte)'"' or (byte)',' or (byte)'\n' or (byte)'\r');

        int from = i;
        while (i < line.Length && i - from <= 64 && IsIdByte(line[i]))
            i++;
        if (i == from || i >= line.Length)
            return false;
        if (!Quoted)
            return line[i] == ',';
        return line[i] == '"' && i + 1 < line.Length && line[i + 1] == ',';
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

                if (i + 1 < bytes.Length && bytes[i + 1] is not ((byte)',' or (byte)'\n' or (byte)'\r'))
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
