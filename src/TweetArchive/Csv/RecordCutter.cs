namespace TweetArchive.Csv;

/// <summary>
/// Finds where a buffer that starts at the start of a record can be cut so that the rest starts with a record too.
/// </summary>
internal static class RecordCutter
{
    /// <summary>
    /// Length of the longest prefix of <paramref name="bytes"/> that ends with a record, or −1.
    /// A cut is a newline outside quotes (an even number of quotes before it) behind which a line starts as this file's
    /// records do. Where the form of the start is proof by itself (<see cref="RecordShape.Proves"/>) it overrules the
    /// quotes, so that a stray quote cannot shift the cuts of the rest of the file.
    /// </summary>
    /// <param name="lastResort">The buffer is as large as a record may be: take any newline that could be a cut.</param>
    public static int Cut(ReadOnlySpan<byte> bytes, RecordShape shape, bool lastResort)
    {
        int quotesAfter = 0;
        int end = bytes.Length;
        int total = bytes.Count((byte)'"');
        int possible = -1;
        // A line start nearer to the end than the window cannot be judged yet.
        int from = Math.Max(0, bytes.Length - RecordShape.Window);
        while (true)
        {
            int newline = bytes[..from].LastIndexOf((byte)'\n');
            if (newline < 0)
                return lastResort ? possible : -1;
            quotesAfter += bytes[(newline + 1)..end].Count((byte)'"');
            end = newline + 1;
            from = newline;
            bool outside = ((total - quotesAfter) & 1) == 0;
            bool starts = shape.StartsRecord(bytes[(newline + 1)..]);
            if (starts && (outside || shape.Proves))
                return newline + 1;
            if ((starts || outside) && possible < 0)
                possible = newline + 1;
        }
    }
}
