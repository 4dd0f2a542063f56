using System.Globalization;


namespace TweetArchive.Csv;

/// <summary>
/// Says what is wrong with the bytes of a reject. It looks at these bytes alone, so that the words do not depend on where
/// the blocks of the file were cut.
/// </summary>
internal static class RecordDamage
{
    /// <param name="bytes">From the start of the damaged record to where reading continues.</param>
    /// <param name="columns">Fields that a record should have.</param>
    public static (RejectReason Reason, string Detail) Describe(ReadOnlySpan<byte> bytes, int columns)
    {
        int field = 1;
        int i = 0;
        while (i < bytes.Length)
        {
            if (bytes[i] == '"')
            {
                int closing = ClosingQuote(bytes, i + 1);
                if (closing < 0)
                    return (RejectReason.UnterminatedQuote, Text($"the quoted field {field} has no closing quote"));
                i = closing + 1;
                if (!IsFieldEnd(bytes[i..]))
                    return (RejectReason.TextAroundQuote, Text($"a stray or missing quote in or before field {field}"));
            }

            int end = bytes[i..].IndexOfAny((byte)',', (byte)'\n', (byte)'"');
            if (end < 0)
                break;
            i += end;
            if (bytes[i] == '"')
                return (RejectReason.TextAroundQuote, Text($"a stray or missing quote in or before field {field}"));
            if (bytes[i] == '\n')
                break;
            field++;
            i++;
        }

        return (RejectReason.WrongFieldCount, Text($"{columns} fields expected, {field} found"));
    }

    /// <summary>
    /// A quote in the bytes, which start with a record, is where none can: what is after is not told apart by quotes.
    /// </summary>
    public static bool HasStrayQuote(ReadOnlySpan<byte> bytes)
    {
        int i = 0;
        while (i < bytes.Length)
        {
            if (bytes[i] == '"')
            {
                int closing = ClosingQuote(bytes, i + 1);
                if (closing < 0)
                    return false;
                i = closing + 1;
                if (!IsFieldEnd(bytes[i..]))
                    return true;
            }

            int end = bytes[i..].IndexOfAny((byte)',', (byte)'\n', (byte)'"');
            if (end < 0)
                return false;
            i += end;
            if (bytes[i++] == '"')
                return true;
        }

        return false;
    }

    /// <summary>What may follow a closing quote: a comma, a line end, or nothing. A carriage return alone is not a line end.</summary>
    public static bool IsFieldEnd(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty || rest[0] is (byte)',' or (byte)'\n')
            return true;
        return rest[0] == '\r' && (rest.Length == 1 || rest[1] == '\n');
    }

    private static int ClosingQuote(ReadOnlySpan<byte> bytes, int from)
    {
        while (true)
        {
            int quote = bytes[from..].IndexOf((byte)'"');
            if (quote < 0)
                return -1;
            from += quote;
            if (from + 1 >= bytes.Length || bytes[from + 1] != '"')
                return from;
            from += 2;
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
