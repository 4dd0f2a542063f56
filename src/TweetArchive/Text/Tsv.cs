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
        var reader = new TsvRowReader(file, columns);
        int line = 1;
        for (int start = After(file.Bytes, 0), next; start < file.Bytes.Length; start = next)
        {
            line++;
            next = After(file.Bytes, start);
            if (reader.Read(start, next, line) is { } row)
                yield return row;
        }
    }

    /// <summary>Where the line after the one at <paramref name="start"/> begins.</summary>
    internal static int After(byte[] file, int start)
        => file.AsSpan(start).IndexOf((byte)'\n') is >= 0 and int end ? start + end + 1 : file.Length;
}

/// <summary>Cuts lines of a table into the wanted fields. Not for two threads.</summary>
internal sealed class TsvRowReader
{
    private readonly (string Name, byte[] Bytes) file;
    private readonly int[] places;
    private readonly Range[] fields;

    // The wanted fields of the row before: where they are, and as strings.
    private readonly Range[] rangesBefore;
    private readonly string[] before;

    /// <param name="file">A table with a header.</param>
    /// <param name="columns">As <see cref="Tsv.Rows"/> takes them.</param>
    /// <exception cref="TsvException">A column is missing.</exception>
    public TsvRowReader((string Name, byte[] Bytes) file, string[] columns)
    {
        this.file = file;
        string[] header = Tsv.Header(file.Bytes);
        places = new int[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            places[i] = Array.IndexOf(header, columns[i].TrimEnd('?'));
            if (places[i] < 0 && !columns[i].EndsWith('?'))
                throw new TsvException($"{file.Name}: line 1: the column '{columns[i]}' is missing. Wanted, tab-separated: "
                    + $"{string.Join(' ', columns.Where(c => !c.EndsWith('?')))}.");
        }

        fields = new Range[header.Length + 1];
        rangesBefore = new Range[places.Length];
        before = [.. places.Select(_ => "")];
    }

    /// <summary>
    /// The line from <paramref name="start"/> to <paramref name="end"/>, null when it is empty. A field that the row before has too is the
    /// same string, as most are in sorted tables.
    /// </summary>
    /// <exception cref="TsvException">There are more fields than the header has.</exception>
    public TsvRow? Read(int start, int end, int line)
    {
        int count = 0, columns = fields.Length - 1;
        ReadOnlySpan<byte> bytes = file.Bytes.AsSpan(start..end).TrimEnd("\r\n"u8);
        if (bytes.IsEmpty)
            return null;
        foreach (Range field in bytes.Split((byte)'\t'))
            fields[Math.Min(count++, columns)] = new Range(start + field.Start.Value, start + field.End.Value);
        if (count > columns)
            throw new TsvException(
                $"{file.Name}: line {line}: more than {columns} fields, as many as the header has. Remove the extra tab.");
        string[] wanted = new string[places.Length];
        for (int i = 0; i < wanted.Length; i++)
        {
            Range place = places[i] >= 0 && places[i] < count ? fields[places[i]] : default;
            ReadOnlySpan<byte> field = file.Bytes.AsSpan(place);
            if (!field.SequenceEqual(file.Bytes.AsSpan(rangesBefore[i])))
                before[i] = Encoding.UTF8.GetString(field).Trim();
            rangesBefore[i] = place;
            wanted[i] = before[i];
        }

        return new TsvRow(file.Name, line, start, wanted);
    }
}

/// <summary>A table that cannot be used; the message names file and line and says what to do.</summary>
public sealed class TsvException(string message) : Exception(message);

/// <summary>One row: its fields in the order asked for, and where it is: its line, and its first byte in the file.</summary>
public readonly record struct TsvRow(string File, int Line, int Start, string[] Fields)
{
    public string this[int column] => Fields[column];

    public TsvException Error(string what) => new($"{File}: line {Line}: {what}.");
}
