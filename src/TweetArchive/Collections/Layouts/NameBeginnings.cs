using TweetArchive.Csv;

namespace TweetArchive.Collections.Layouts;

/// <summary>Tells by the first letters of its cells that a record is not a header, as most are not: no string is made for them.</summary>
internal sealed class NameBeginnings
{
    // By byte: whether a name begins with it, in capitals or not. Bytes beyond ASCII always may.
    private readonly bool[] begins = new bool[256];

    public NameBeginnings(IEnumerable<string> names)
    {
        begins.AsSpan(0x80).Fill(true);
        foreach (string name in names)
        {
            if (name.Length > 0 && char.IsAscii(name[0]))
                begins[char.ToLowerInvariant(name[0])] = begins[char.ToUpperInvariant(name[0])] = true;
        }
    }

    /// <summary>More than half of the cells, and more than one, begin as a name does.</summary>
    public bool MayBegin(TableParser record)
    {
        int may = 0;
        for (int i = 0; i < record.Count; i++)
        {
            ReadOnlySpan<byte> cell = record[i];
            while (!cell.IsEmpty && (cell[0] <= ' ' || cell[0] == '"'))
                cell = cell[1..];
            may += !cell.IsEmpty && begins[cell[0]] ? 1 : 0;
        }

        return may * 2 > record.Count && may > 1;
    }
}
