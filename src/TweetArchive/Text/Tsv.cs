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
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file.Bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new TsvException($"{file.Name}: not valid UTF-8. Save the file as UTF-8 text.");
        }

        string[] header = Header(file.Bytes);
        int[] places = new int[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            places[i] = Array.IndexOf(header, columns[i].TrimEnd('?'));
            if (places[i] < 0 && !columns[i].EndsWith('?'))
                throw new TsvException($"{file.Name}: line 1: the column '{columns[i]}' is missing. Wanted, tab-separated: "
                    + $"{string.Join(' ', columns.Where(c => !c.EndsWith('?')))}.");
        }

        Range[] fields = new Range[header.Length + 1];
        string[]? before = null;
        int line = 1, next = text.IndexOf('\n') + 1;
        for (int start = next; start > 0 && start < text.Length; start = next)
        {
            line++;
            int end = text.IndexOf('\n', start);
            (end, next) = end < 0 ? (text.Length, text.Length) : (end, end + 1);
            if (text.AsSpan(start, end - start).TrimEnd('\r').IsEmpty)
                continue;
            before = Fields(text.AsSpan(start, end - start).TrimEnd('\r'), places, fields, before, out int count);
            if (count > header.Length)
                throw new TsvException(
                    $"{file.Name}: line {line}: more than {header.Length} fields, as many as the header has. Remove the extra tab.");
            yield return new TsvRow(file.Name, line, before);
        }
    }

    /// <summary>The wanted fields; one that the row before has too is the same string, as most of them are in sorted tables.</summary>
    private static string[] Fields(ReadOnlySpan<char> line, int[] places, Range[] fields, string[]? before, out int count)
    {
        count = line.Split(fields, '\t');
        string[] wanted = new string[places.Length];
        for (int i = 0; i < wanted.Length; i++)
        {
            ReadOnlySpan<char> field = places[i] >= 0 && places[i] < count ? line[fields[places[i]]].Trim() : default;
            wanted[i] = before is not null && field.SequenceEqual(before[i]) ? before[i] : field.ToString();
        }

        return wanted;
    }
}

/// <summary>A table that cannot be used; the message names file and line and says what to do.</summary>
public sealed class TsvException(string message) : Exception(message);

/// <summary>One row: its fields in the order asked for, and where it stands.</summary>
public readonly record struct TsvRow(string File, int Line, string[] Fields)
{
    public string this[int column] => Fields[column];

    public TsvException Error(string what) => new($"{File}: line {Line}: {what}.");
}
