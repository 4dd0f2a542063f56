namespace TweetArchive.Query.Results;

/// <summary>Comma-separated values by RFC 4180, lines ending in a newline. Null is nothing, an empty text is <c>""</c>; lists are JSON.</summary>
internal sealed class CsvResult(TextWriter output) : IResultWriter
{
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
