namespace TweetArchive.Homographs;

/// <summary>A row of homographs_read.tsv: what somebody who read the candidates says about one.</summary>
internal sealed record Reading(string Form, string Language, string Kind, string What);

/// <summary>
/// What was read: the homographs, and the words set aside, which are the name itself (<c>iranski</c>, <c>saudita</c>) or hardly ever
/// written. A word in neither is new: a name was added, or a dictionary.
/// </summary>
internal sealed class ReadList
{
    private readonly HashSet<(string Language, string Form)> known = [];

    public required IReadOnlyList<Reading> Rows { get; init; }

    public IEnumerable<string> Forms => Rows.Select(row => row.Form.TrimEnd('*'));

    public static ReadList Load(string readFile, string asideFile)
    {
        var list = new ReadList
        {
            Rows = [.. File.ReadLines(readFile).Skip(1).Select(line => line.Split('\t')).Select(cell => new Reading(cell[0], cell[1], cell[2], cell[3]))],
        };
        foreach (Reading row in list.Rows)
            list.known.Add((row.Language, row.Form));
        foreach (string[] cell in File.ReadLines(asideFile).Skip(1).Select(line => line.Split('\t')))
        {
            foreach (string form in cell[1].Split('|'))
                list.known.Add((cell[0], form));
        }

        return list;
    }

    public bool Knows(string language, string form) => known.Contains((language, form));
}
