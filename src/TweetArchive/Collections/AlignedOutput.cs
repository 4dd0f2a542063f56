namespace TweetArchive.Collections;

/// <summary>
/// What <c>psql</c> prints for people to look at. Its tables are read, but not where texts with line breaks go over several rows of it: a
/// plus at a row's end may be the text's.
/// </summary>
internal static class AlignedOutput
{
    /// <summary>A sentence for such a table; null for everything else.</summary>
    /// <param name="head">The first bytes, in UTF-8.</param>
    public static string? Describe(ReadOnlySpan<byte> head)
    {
        bool ruled = false, open = false;
        int n = 0;
        foreach (Range place in head.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = head[place].TrimEnd("\r "u8);
            // The line between the header and the rows comes after the names, which may be broken too.
            if (!ruled && n++ > 3)
                return null;
            if (line.Length > 2 && line.IndexOfAnyExcept((byte)'-', (byte)'+') < 0 && line.StartsWith("-"u8))
                ruled = true;
            else if (ruled && open && line.TrimStart((byte)' ').StartsWith("|"u8))
                return "what psql prints for people to look at, with texts that go over several lines, which cannot be put together "
                    + "for certain. Export the table: psql -c \"\\copy (SELECT …) TO 'FILE.csv' CSV HEADER\"";
            else
                open = ruled && (line.EndsWith("+"u8) || line.IndexOf("+|"u8) >= 0);
        }

        return null;
    }
}
