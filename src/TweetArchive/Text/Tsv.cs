using System.Text;

namespace TweetArchive.Text;

/// <summary>
/// The form of the lexicon and of all tables that ship with the program: UTF-8, tab-separated, a header row, no quoting. Columns are found
/// by name.
/// </summary>
public static class Tsv
{
    /// <summary>The column names of <paramref name="file"/>, in its order.</summary>
    public static string[] Header(byte[] file) =>
        Encoding.UTF8.GetString(file.AsSpan(0, file.AsSpan().IndexOf((byte)'\n') is >= 0 and int end ? end : file.Length))
        .TrimStart('\uFEFF').TrimEnd('\r').Split('\t');

    /// <summary>
    /// The rows of <paramref name="file"/>, each with the wanted columns in the wanted order. A column whose name ends with ? may be
    /// missing and is then empty; a file that is empty has no rows.
    /// </summary>
    /// <exception cref="TsvException">Not UTF-8, a column is missing, or a row has too few fields.</exception>
    public static IEnumerable<TsvRow> Rows((string Name, byte[] Bytes) file, params string[] columns)
    {
        if (file.Bytes.Length == 0)
            yield break;
        if (!Utf8Validity.IsValid(file.Bytes))
            throw new TsvException($"{file.Name}: not valid UTF-8. Save the file as UTF-8 text.");
        string[] header = Header(file.Bytes);
        int[] places = new int[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            places[i] = Array.IndexOf(header, columns[i].TrimEnd('?'));
            if (places[i] < 0 && !columns[i].EndsWith('?'))
                throw new TsvException($"{file.Name}: line 1: the column '{columns[i]}' is missing. Wanted, tab-separated: "
                    + $"{string.Join(' ', columns.Where(c => !c.EndsWith('?')))}.");
        }

        var row = new RowReader(file.Bytes, places, header.Length);
        int line = 1;
        for (int start = After(file.Bytes, 0), next; start < file.Bytes.Length; start = next)
        {
            line++;
            next = After(file.Bytes, start);
            if (row.Read(start, next, out int count) is not { } fields)
                continue;
            if (count > header.Length)
                throw new TsvException(
                    $"{file.Name}: line {line}: more than {header.Length} fields, as many as the header has. Remove the extra tab.");
            yield return new TsvRow(file.Name, line, fields);
        }
    }

    /// <summary>Where the line after the one at <paramref name="start"/> begins.</summary>
    private static int After(byte[] file, int start)
        => file.AsSpan(start).IndexOf((byte)'\n') is >= 0 and int end ? start + end + 1 : file.Length;

    /// <summary>Cuts lines into the wanted fields.</summary>
    private sealed class RowReader(byte[] file, int[] places, int columns)
    {
        private readonly Range[] fields = new Range[columns + 1];

        // The wanted fields of the row before: where they are, and as strings.
        private readonly Range[] rangesBefore = new Range[places.Length];
        private readonly string[] before = [.. places.Select(_ => "")];

        /// <summary>
        /// The wanted fields, null for an empty line. A field that the row before has too is the same string, as most are in sorted tables.
        /// </summary>
        public string[]? Read(int start, int end, out int count)
        {
            count = 0;
            ReadOnlySpan<byte> line = file.AsSpan(start..end).TrimEnd("\r\n"u8);
            if (line.IsEmpty)
                return null;
            foreach (Range field in line.Split((byte)'\t'))
                fields[Math.Min(count++, columns)] = new Range(start + field.Start.Value, start + field.End.Value);
            string[] wanted = new string[places.Length];
            for (int i = 0; i < wanted.Length; i++)
            {
                Range place = places[i] >= 0 && places[i] < count ? fields[places[i]] : default;
                ReadOnlySpan<byte> field = file.AsSpan(place);
                if (!field.SequenceEqual(file.AsSpan(rangesBefore[i])))
                    before[i] = Encoding.UTF8.GetString(field).Trim();
                rangesBefore[i] = place;
                wanted[i] = before[i];
            }

            return wanted;
        }
    }
}

/// <summary>A table that cannot be used; the message names file and line and says what to do.</summary>
public sealed class TsvException(string message) : Exception(message);

/// <summary>One row: its fields in the order asked for, and where it is.</summary>
public readonly record struct TsvRow(string File, int Line, string[] Fields)
{
    public string this[int column] => Fields[column];

    public TsvException Error(string what) => new($"{File}: line {Line}: {what}.");
}
