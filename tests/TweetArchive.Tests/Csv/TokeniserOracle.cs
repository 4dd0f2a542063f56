namespace TweetArchive.Tests.Csv;

/// <summary>What RFC 4180 says, one byte at a time: the plain statement that every strategy of the tokeniser must agree with.</summary>
internal sealed class TokeniserOracle
{
    private enum State { FieldStart, Unquoted, Quoted, QuoteInQuoted }

    /// <summary>
    /// As <see cref="TweetArchive.Csv.SeparatorIndex.Starts"/>, with the top bit where the field before holds a doubled quote.
    /// </summary>
    public List<uint> Starts { get; } = [0];

    public List<int> RowEnds { get; } = [];

    public bool EndsInsideQuotes { get; private set; }

    public bool Malformed { get; private set; }

    public static TokeniserOracle Read(ReadOnlySpan<byte> bytes)
    {
        var oracle = new TokeniserOracle();
        oracle.FindSeparators(bytes);
        oracle.Malformed = IsMalformed(bytes);
        return oracle;
    }

    /// <summary>
    /// A separator is a comma or newline after an even number of quotes, damaged or not; a doubled quote is one that opens
    /// quotes right after another.
    /// </summary>
    private void FindSeparators(ReadOnlySpan<byte> bytes)
    {
        bool inside = false;
        bool doubled = false;
        for (int i = 0; i < bytes.Length; i++)
        {
            inside ^= bytes[i] == '"';
            doubled |= inside && bytes[i] == '"' && i > 0 && bytes[i - 1] == '"';
            if (inside || bytes[i] is not ((byte)',' or (byte)'\n'))
                continue;
            Starts.Add((uint)(i + 1) | (doubled ? 0x8000_0000 : 0));
            doubled = false;
            if (bytes[i] == '\n')
                RowEnds.Add(Starts.Count - 1);
        }

        EndsInsideQuotes = inside;
    }

    /// <summary>A quote inside an unquoted field, or anything but a field's end after a closing quote.</summary>
    private static bool IsMalformed(ReadOnlySpan<byte> bytes)
    {
        State state = State.FieldStart;
        for (int i = 0; i < bytes.Length; i++)
        {
            byte b = bytes[i];
            bool carriageReturnOfLineEnd = b == '\r' && (i + 1 == bytes.Length || bytes[i + 1] == '\n');
            switch (state)
            {
                case State.Quoted:
                    state = b == '"' ? State.QuoteInQuoted : State.Quoted;
                    break;
                case State.QuoteInQuoted when b == '"':
                    state = State.Quoted;
                    break;
                case State.QuoteInQuoted when carriageReturnOfLineEnd:
                    break;
                case State.QuoteInQuoted when b is not ((byte)',' or (byte)'\n'):
                    return true;
                case State.Unquoted when b == '"':
                    return true;
                case State.FieldStart when b == '"':
                    state = State.Quoted;
                    break;
                default:
                    state = b is (byte)',' or (byte)'\n' ? State.FieldStart : State.Unquoted;
                    break;
            }
        }

        return false;
    }
}
