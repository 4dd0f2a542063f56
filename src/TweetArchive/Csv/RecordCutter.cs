namespace TweetArchive.Csv;

/// <summary>
/// Finds where a buffer that starts at the start of a record can be cut so that the rest starts with a record too.
/// </summary>
internal static class RecordCutter
{
    /// <summary>
    /// Length of the longest prefix of <paramref name="bytes"/> that ends with a record, or −1.
    /// Where the form of a record's start is proof by itself (<see cref="RecordShape.Proves"/>) it decides alone, so that a
    /// stray quote cannot shift the cuts of the rest of the file. Elsewhere a text may hold lines such as "55, or so": there a
    /// cut needs a whole record behind it, and before it a newline outside quotes (an even number of quotes before it). Where
    /// a stray quote has made that number worthless the whole record is enough.
    /// </summary>
    /// <param name="lastResort">The buffer is as large as a record may be: any newline outside quotes will do.</param>
    public static int Cut(ReadOnlySpan<byte> bytes, RecordShape shape, bool lastResort)
    {
        bool countQuotes = lastResort || !shape.Proves;
        int quotesBefore = countQuotes ? bytes.Count((byte)'"') : 0;
        int end = bytes.Length;
        int whole = -1;
        int possible = -1;
        // A line start nearer to the end than the window cannot be judged yet.
        int from = Math.Max(0, bytes.Length - RecordShape.Window);
        while (true)
        {
            int newline = bytes[..from].LastIndexOf((byte)'\n');
            if (newline < 0)
                return whole > 0 && RecordDamage.HasStrayQuote(bytes[..whole]) ? whole : lastResort ? possible : -1;
            ReadOnlySpan<byte> line = bytes[(newline + 1)..];
            from = newline;
            bool starts = shape.StartsRecord(line);
            if (starts && shape.Proves)
                return newline + 1;
            if (!countQuotes)
                continue;

            quotesBefore -= bytes[(newline + 1)..end].Count((byte)'"');
            end = newline + 1;
            bool outside = (quotesBefore & 1) == 0;
            if (starts && !shape.Proves && shape.IsWholeRecord(line, mayLackNewline: false))
            {
                if (outside)
                    return newline + 1;
                whole = whole < 0 ? newline + 1 : whole;
            }

            if (outside && possible < 0)
                possible = newline + 1;
        }
    }
}
