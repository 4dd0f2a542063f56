namespace TweetArchive.Collections.TableFiles;

/// <summary>
/// What <c>psql</c> prints for people to look at. Its tables are read, but not where a text with line breaks goes over several rows of it.
/// </summary>
internal static class AlignedOutput
{
    private const int MostHeader = 4;

    /// <summary>A sentence for such a table; null for everything else.</summary>
    /// <param name="head">The first bytes, in UTF-8.</param>
    public static string? Describe(ReadOnlySpan<byte> head)
    {
        bool ruled = false, mayGoOver = false;
        int before = 0;
        foreach (Range place in head.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = head[place].TrimEnd("\r "u8);
            if (!ruled)
            {
                // The rule comes after the names, which may be broken too.
                ruled = line.StartsWith("-"u8) && line.IndexOf("-+-"u8) > 0 && line.IndexOfAnyExcept((byte)'-', (byte)'+') < 0;
                if (!ruled && ++before > MostHeader)
                    return null;
                continue;
            }

            // A blank is between a cell and the bar after it, unless the cell goes over. The last cell of a row has no bar after it, and
            // its plus may be the text's: the row after it tells.
            if (line.IndexOf("+|"u8) >= 0 || (mayGoOver && line.TrimStart((byte)' ').StartsWith("|"u8)))
                return "this is what psql prints for people to look at, with texts that go over several lines, which cannot be put "
                    + "together for certain. Export the table: psql -c \"\\copy (SELECT …) TO 'FILE.csv' CSV HEADER\"";
            mayGoOver = line.EndsWith("+"u8);
        }

        return null;
    }
}
