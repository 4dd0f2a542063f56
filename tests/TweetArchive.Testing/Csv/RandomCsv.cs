using System.Text;

namespace TweetArchive.Testing;

/// <summary>How a generated file is written.</summary>
internal sealed record CsvStyle(bool AllQuoted, string LineEnd = "\n", bool FinalLineEnd = true, bool Bom = false, bool BlankLines = false,
    int Columns = 7, bool LongFields = false)
{
    /// <summary>Any style but a byte order mark.</summary>
    public static CsvStyle Any(Random random) => new(
        AllQuoted: random.Next(2) == 0,
        LineEnd: random.Next(3) == 0 ? "\r\n" : "\n",
        FinalLineEnd: random.Next(3) > 0,
        BlankLines: random.Next(4) == 0,
        Columns: random.Next(8) switch { 0 => 31, 1 => 2, 2 => 3, int n => n },
        LongFields: random.Next(6) == 0);

    public override string ToString() =>
        (AllQuoted ? "all quoted" : "minimal") + (LineEnd == "\n" ? "" : ", CRLF") + (FinalLineEnd ? "" : ", no final newline")
        + (Bom ? ", BOM" : "") + (BlankLines ? ", blank lines" : "") + (LongFields ? ", long fields" : "") + $", {Columns} columns";
}

/// <summary>Well-formed records with everything in them that breaks readers. The first field is an id.</summary>
internal static class RandomCsv
{
    private static readonly string[] Cells =
    [
        "", "", "a", "plain text", "\"", "\"\"", "\"\"\"", ",", "\n", "\r\n", "a\nb", "he said \"no\"", "x,y", "\"quoted\"", "ends in \"",
        "\" starts",
        "\n123456,", "\n\"123456\",\"7\"", "\n12,a,b,c,d,e,f", "RT @somebody: Привет, мир", "🙂\"🙂", "\\", "\\\"", "['a', 'b']",
        "[\"it's\"]", " lead", "trail ", "\n\n", "'",
    ];

    public static byte[] Write(CsvStyle style, int records, int seed)
    {
        var random = new Random(seed);
        var csv = new StringBuilder(style.Bom ? "\uFEFF" : "");
        for (int n = 0; n < records; n++)
        {
            if (style.BlankLines && n > 0 && random.Next(5) == 0)
                csv.Append(style.LineEnd);
            for (int column = 0; column < style.Columns; column++)
            {
                if (column > 0)
                    csv.Append(',');
                Append(csv, column == 0 ? $"{random.NextInt64(1, 1L << 60)}" : Cell(random, style.LongFields), style.AllQuoted);
            }

            if (n < records - 1 || style.FinalLineEnd)
                csv.Append(style.LineEnd);
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private static string Cell(Random random, bool longFields) => random.Next(longFields ? 12_000 : 12) switch
    {
        // Longer than a window of the scanner, and than several.
        11_999 => string.Concat(Enumerable.Repeat(Cells[random.Next(2, Cells.Length)] + "é", random.Next(2) == 0 ? 8_000 : 40_000)),
        0 => new string('x', random.Next(150)),
        1 => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Cells[random.Next(Cells.Length)])),
        _ => Cells[random.Next(Cells.Length)],
    };

    private static void Append(StringBuilder csv, string cell, bool quoted)
    {
        if (quoted || cell.AsSpan().IndexOfAny("\",\r\n") >= 0)
            csv.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else
            csv.Append(cell);
    }
}
