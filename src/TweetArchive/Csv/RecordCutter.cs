namespace TweetArchive.Csv;

/// <summary>
/// Finds where a buffer that starts at the start of a record can be cut so that the rest starts with a record too.
/// </summary>
internal static class RecordCutter
{
    /// <summary>
    /// Length of the longest prefix of <paramref name="bytes"/> that ends with a record, or −1.
    /// Where the form of a record's start is proof by itself (<see cref="RecordShape.ProvesRecord"/>) it decides alone, so that
    /// a stray quote cannot shift the cuts of the rest of the file. Elsewhere a text may hold lines such as "55, or so": there
    /// a cut needs a whole record after it, and before it a newline outside quotes (an even number of quotes before it).
    /// Where a stray quote has made that number worthless the whole record is enough.
    /// </summary>
    /// <param name="lastResort">The buffer is as large as a record may be: any newline outside quotes will do, or else any whole
    /// record.</param>
    public static int Cut(ReadOnlySpan<byte> bytes, RecordShape shape, bool lastResort)
    {
        // In a file that begins with proofs the last one is taken, though records of another form may follow it: a text may
        // hold what looks like those, and damage may make the number of quotes before it even.
        int cut = shape.Proves ? LastProof(bytes, shape) : -1;
        return cut > 0 ? cut : LastByQuotes(bytes, shape, lastResort);
    }

    private static int LastProof(ReadOnlySpan<byte> bytes, RecordShape shape)
    {
        int from = Judged(bytes);
        while (true)
        {
            int newline = bytes[..from].LastIndexOf((byte)'\n');
            if (newline < 0 || shape.ProvesRecord(bytes[(newline + 1)..]))
                return newline + 1;
            from = newline;
        }
    }

    private static int LastByQuotes(ReadOnlySpan<byte> bytes, RecordShape shape, bool lastResort)
    {
        int quotesBefore = bytes.Count((byte)'"');
        int end = bytes.Length;
        int whole = -1;
        int possible = -1;
        int from = Judged(bytes);
        while (true)
        {
            int newline = bytes[..from].LastIndexOf((byte)'\n');
            if (newline < 0)
                break;
            ReadOnlySpan<byte> line = bytes[(newline + 1)..];
            from = newline;
            if (shape.ProvesRecord(line))
                return newline + 1;

            quotesBefore -= bytes[(newline + 1)..end].Count((byte)'"');
            end = newline + 1;
            bool outside = (quotesBefore & 1) == 0;
            if (shape.MayStartRecord(line) && shape.IsWholeRecord(line, mayLackNewline: false))
            {
                if (outside)
                    return newline + 1;
                whole = whole < 0 ? newline + 1 : whole;
            }

            if (outside && possible < 0)
                possible = newline + 1;
        }

        if (whole > 0 && RecordDamage.HasStrayQuote(bytes[..whole]))
            return whole;
        if (!lastResort)
            return -1;
        // Whole records inside a field as long as a record may be: its closing quote is missing.
        return possible > 0 ? possible : whole;
    }

    /// <summary>A line start nearer to the end than the window cannot be judged yet.</summary>
    private static int Judged(ReadOnlySpan<byte> bytes) => Math.Max(0, bytes.Length - RecordShape.Window);
}
