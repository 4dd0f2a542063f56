namespace TweetArchive.Query.Results;

/// <summary>
/// Comma-separated values by RFC 4180, lines ending in a newline. Null is nothing, an empty text is <c>""</c>; lists are JSON.
/// </summary>
/// <param name="forSpreadsheet">Whole numbers of more than 15 digits are written as <c>="970…"</c>, which a spreadsheet takes for text and
/// does not round.</param>
internal sealed class CsvResult(TextWriter output, bool forSpreadsheet = false) : IResultWriter
{
    private const long LongestNumber = 999_999_999_999_999;

    public void Begin(IReadOnlyList<ResultColumn> columns) => Line(columns.Select(c => (object?)c.Name));

    public bool Row(object?[] values)
    {
        Line(values);
        return true;
    }

    public void End() => output.Flush();

    private void Line(IEnumerable<object?> values)
    {
        bool first = true;
        foreach (object? value in values)
        {
            if (!first)
                output.Write(',');
            first = false;
            string text = CellValue.Text(value);
            if (forSpreadsheet
                && (value is long and (> LongestNumber or < -LongestNumber) or ulong or Int128 or System.Numerics.BigInteger
                    || (value is string && text.Length > 15 && text.All(char.IsAsciiDigit))))
                text = $"=\"{text}\"";
            if (text.AsSpan().IndexOfAny("\",\n\r") >= 0 || value is "")
            {
                output.Write('"');
                output.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
                output.Write('"');
            }
            else
            {
                output.Write(text);
            }
        }

        output.Write('\n');
    }
}
