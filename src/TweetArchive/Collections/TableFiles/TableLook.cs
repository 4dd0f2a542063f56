using System.Text;
using TweetArchive.Archives;
using TweetArchive.Collections.CellForms;
using TweetArchive.Collections.JsonFiles;
using TweetArchive.Collections.Layouts;
using TweetArchive.Csv;
using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.TableFiles;

/// <summary>
/// Tells from the beginning of a table how it is written: separator, escapes, line ends, whose columns these are, which words are nothing.
/// A table that is written as the releases are is left to their own, faster reader.
/// </summary>
internal static class TableLook
{
    private const int MostHeader = 64 * 1024;
    private const int MostTitles = 20;
    private const int LongestTitle = 60;

    private static readonly byte[] Separators = [(byte)',', (byte)'\t', (byte)';', (byte)'|', 1, (byte)' '];

    /// <summary>
    /// The plan for a table that is not written as the releases are; null for one that is, and for what is not a known table.
    /// </summary>
    /// <param name="head">Its first bytes, in UTF-8.</param>
    /// <param name="whole">They are all there is.</param>
    /// <param name="columns">The layout that the user gave.</param>
    /// <param name="mixed">Headers of other columns are in the file: it must be read in order.</param>
    public static TablePlan? Plan(ReadOnlySpan<byte> head, bool whole, CollectorLayout? columns, bool mixed)
    {
        int start = Preamble(head, out byte? told, out List<Remark> remarks);
        if ((Find(head, ref start, whole, told, columns, remarks) ?? OfProgram(head, ref start, whole, told, columns, remarks))
            is not { } found)
            return null;
        (TableDialect dialect, string[] header, CsvLayout layout, int first, bool isUsers, string[]? written) = found;
        int types = TypeLines.Length(head[first..], whole, dialect, header.Length);
        if (types > 0)
            remarks.Add(new("type_lines", Counted.Of(head.Slice(first, types).Count((byte)'\n'), "line", "lines")
                + $" below the header, with the types of the columns, skipped: '{Shown(head.Slice(first, types))}'"));
        first += types;
        TableSample sample = TableSample.Best(head[first..], whole, dialect, header, layout);
        bool plain = !mixed && written is null && start == 0 && columns is null && sample.Dialect == TableDialect.Usual
            && (layout == TableNames.Tweets || layout == TableNames.Users)
            && sample.Shift == 0 && types == 0 && HasNeeded(header, isUsers) && !sample.IsOdd && !EndsInTwoReturns(head)
            && !SpreadLists.Any(header);
        if (plain)
            return null;
        if (sample.Dialect.Describe() is { Length: > 0 } described)
            remarks.Add(new("dialect", $"the cells are written in a separate way: {described}"));
        if (columns is { ByNumber: true })
            remarks.Add(new("no_header", "the columns are those that --columns says by their numbers, and the first line is a row"));
        else if (layout is { Guessed: true, Collector: { } guessed })
            remarks.Add(GuessedTable.Names(guessed, header, written ?? header));
        else if (written is not null && layout != TableNames.Tweets && layout != TableNames.Users)
            remarks.Add(new("column_names",
                $"the columns are those of {layout.Name} except for capitals, blanks and marks in their names"));
        else if (written is not null)
            remarks.Add(new("column_names", "the columns are those of the releases except for capitals, blanks, marks or what a join of "
                + "tables adds to their names"));
        remarks.AddRange(sample.Remarks());
        remarks.AddRange(MissingColumns.Remarks(layout, header, isUsers));
        if (columns is not null && layout.TweetIdOptional)
            remarks.Add(MissingColumns.NoIds);
        return new TablePlan(sample.Dialect, layout, header, first)
        {
            Users = isUsers,
            Written = written ?? header,
            Shift = sample.Shift,
            Nothing = sample.Nothing,
            Escapes = sample.Escapes,
            Literal = sample.Literal,
            Exploded = sample.Exploded.Count > 0,
            HeaderLines = head[..first].Count((byte)'\n'),
            Remarks = remarks,
        };
    }

    /// <summary>The bytes begin with the header of a known table, in whatever encoding.</summary>
    public static bool IsTable(ReadOnlySpan<byte> head)
    {
        if (TextEncoding.Wide(head, out int mark) is { } wide)
            head = Encoding.UTF8.GetBytes(wide.GetString(head[mark..]));
        int start = Preamble(head, out byte? told, out List<Remark> remarks);
        return Find(head, ref start, whole: false, told, null, remarks) is not null;
    }

    /// <summary>The first bytes name some columns of tweets; they need not hold the whole header.</summary>
    public static bool MayBeTable(ReadOnlySpan<byte> head)
    {
        if (TextEncoding.Wide(head, out int mark) is { } wide)
            head = Encoding.UTF8.GetBytes(wide.GetString(head[mark..]));
        int end = head.IndexOf((byte)'\n');
        string line = Encoding.UTF8.GetString(end < 0 ? head : head[..end]);
        bool Has(string name) => line.Contains(name, StringComparison.OrdinalIgnoreCase);
        return end >= 0 && (Has("tweetid") || Has("text")) ? IsTable(head)
            : (Has("tweetid") && Has("userid")) || (Has("text") && Has("created_at"));
    }

    /// <summary>Most lines end with CR CR LF; a few may be damage, or text.</summary>
    private static bool EndsInTwoReturns(ReadOnlySpan<byte> head) => 2 * head.Count("\r\r\n"u8) > head.Count((byte)'\n');

    /// <summary>What the releases' own reader needs.</summary>
    private static bool HasNeeded(string[] header, bool users) =>
        users || ((string[])["tweetid", "userid", "tweet_text", "tweet_time", "is_retweet"])
            .All(n => header.Contains(n, StringComparer.Ordinal));

    /// <summary>What programs write before the header: a byte order mark, <c>sep=;</c>, <c>#TYPE …</c>, blank lines.</summary>
    private static int Preamble(ReadOnlySpan<byte> head, out byte? separator, out List<Remark> remarks)
    {
        separator = null;
        remarks = [];
        int at = head.StartsWith("\uFEFF"u8) ? 3 : 0;
        int mark = at;
        for (int n = 0; n < 8; n++)
        {
            ReadOnlySpan<byte> rest = head[at..];
            int end = rest.IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0)
                break;
            ReadOnlySpan<byte> line = rest[..end].Trim(" \""u8);
            if (line.Length is 5 && (line.StartsWith("sep="u8) || line.StartsWith("SEP="u8)))
                separator = line[4];
            else if (line.Length == 4 && line.StartsWith("sep="u8))
                separator = (byte)'\t';
            else if (!line.StartsWith("#"u8) && !line.IsEmpty)
                break;
            if (!line.IsEmpty)
                remarks.Add(
                    new("first_line",
                        $"the line '{Encoding.UTF8.GetString(line[..Math.Min(40, line.Length)])}' before the header was skipped"));
            int ends = rest[end..].IndexOfAnyExcept((byte)'\r', (byte)'\n');
            at += ends < 0 ? rest.Length : end + (rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n' ? 2 : 1);
        }

        return at == mark ? 0 : at;
    }

    /// <summary>
    /// The header in the first line, or after lines that are neither it nor rows: a title, a rule, what the table was made by.
    /// </summary>
    private static FoundTable? Find(
        ReadOnlySpan<byte> head, ref int start, bool whole, byte? told, CollectorLayout? columns, List<Remark> remarks)
    {
        int at = start;
        for (int n = 0; n <= MostTitles; n++)
        {
            if (HeaderOf(head, at, whole, told, columns) is { } found)
            {
                if (n > 0 && HoldsRows(head[start..at], found.Dialect, found.Header.Length))
                    return null;
                if (n > 0)
                    remarks.Add(new("title", Counted.Of(n, "line before the header was", "lines before the header were")
                        + $" skipped, the first: '{Shown(head[start..at])}'"));
                start = at;
                return found;
            }

            int newline = head[at..].IndexOf((byte)'\n');
            if (newline < 0)
                return null;
            at += newline + 1;
        }

        return null;
    }

    /// <summary>One of the lines has as many cells as the header, most of them not empty: rows of a table without a header.</summary>
    private static bool HoldsRows(ReadOnlySpan<byte> lines, TableDialect dialect, int columns)
    {
        var parser = new TableParser(dialect);
        while (!lines.IsEmpty)
        {
            if (parser.Read(lines, true, out int length) == TableLine.Record && parser.Count == columns
                && Enumerable.Range(0, parser.Count).Count(i => !parser[i].IsEmpty) * 2 > columns)
                return true;
            int newline = lines.IndexOf((byte)'\n');
            lines = length > 0 ? lines[length..] : newline < 0 ? default : lines[(newline + 1)..];
        }

        return false;
    }

    private static string Shown(ReadOnlySpan<byte> lines)
    {
        int end = lines.IndexOfAny((byte)'\n', (byte)'\r');
        string line = Encoding.UTF8.GetString(end < 0 ? lines : lines[..end]).Trim(',', ';', '\t', ' ');
        return line.Length > LongestTitle ? line[..LongestTitle] + "…" : line;
    }

    /// <summary>A table of a known program, of which the user gives some columns only.</summary>
    private static FoundTable? OfProgram(
        ReadOnlySpan<byte> head, ref int start, bool whole, byte? told, CollectorLayout? columns, List<Remark> remarks)
    {
        if (columns is null || Find(head, ref start, whole, told, null, remarks) is not { } found
            || TableNames.OfProgram(found.Header, found.Written ?? found.Header, columns) is not { } layout)
            return null;
        return found with { Layout = layout };
    }

    private static FoundTable? HeaderOf(ReadOnlySpan<byte> head, int start, bool whole, byte? told, CollectorLayout? columns)
    {
        ReadOnlySpan<byte> rest = head[start..];
        int mark = rest.StartsWith("\uFEFF"u8) ? 3 : 0;
        rest = rest[mark..];
        rest = rest[..Math.Min(rest.Length, MostHeader)];
        int line = rest.IndexOfAny((byte)'\n', (byte)'\r');
        bool returns = line >= 0 && rest[line] == '\r' && rest[line..].TrimStart((byte)'\r') is { IsEmpty: false } behind
            && behind[0] != '\n';
        foreach (byte separator in told is { } one ? [one] : Separators)
        {
            var dialect = new TableDialect(separator, TableEscape.Doubled, returns, Quote: QuoteOf(rest, separator));
            var parser = new TableParser(dialect);
            if (parser.Read(rest, whole || rest.Length == MostHeader, out int length) != TableLine.Record || parser.Count < 2)
                continue;
            if (columns is { ByNumber: true })
            {
                // Nothing is gone over: the first line is a row.
                string[] numbers = ColumnNames.Numbers(parser.Count);
                if (TableNames.Find(numbers, columns, out _) is { } numbered)
                    return new(dialect, numbers, numbered, start + mark, false, numbers);
                continue;
            }

            string[] header = ColumnNames.Of(parser);
            // Columns that are padded with blanks to be below each other are not told apart by one blank.
            if (separator == ' ' && header.Contains(""))
                continue;
            dialect = dialect with { Padded = IsPadded(parser) };
            string[] written = header;
            bool renamed = TableNames.Rename(ref header, columns);
            if (TableNames.Find(header, columns, out bool users) is { } layout
                && (!layout.Guessed || OtherNetworks.OfTable(written) is null
                    && GuessedTable.HoldsIds(rest[length..], whole, dialect, header, layout)))
                return new(dialect, header, layout, start + mark + length, users, renamed ? written : null);
        }

        return null;
    }

    /// <summary>Single quotes, where the first name is between them.</summary>
    private static byte QuoteOf(ReadOnlySpan<byte> header, byte separator) =>
        header.StartsWith("'"u8) && header[1..].IndexOf((byte)'\'') is >= 0 and int end && end + 2 < header.Length
            && header[end + 2] == separator
            ? (byte)'\'' : (byte)'"';

    /// <summary>As databases print tables: bars, and blanks around what is between them.</summary>
    private static bool IsPadded(TableParser header) => header.Dialect.Separator == '|'
        && Enumerable.Range(1, header.Count - 2).All(i => header[i].StartsWith(" "u8) && header[i].EndsWith(" "u8)) && header.Count > 2;

    /// <summary>Why a header is of no known table, by whatever is between its names, and what to do.</summary>
    /// <param name="header">Its names where there are commas between them.</param>
    /// <param name="why">What is wrong with these.</param>
    public static string DescribeUnknown(ReadOnlySpan<byte> head, bool whole, string[] header, string why)
    {
        if (Columns(head, whole, blanks: false) is { } found && found.Header.Length > header.Length)
            (header, why) = (found.Header, TweetSchema.Unknown(found.Header));
        if (OtherNetworks.OfTable(header) is { } other)
            return $"this is a table of {other}.";
        return why + (header.Length > 1
            ? " If these are tweets, say which columns are which: --columns \"tweetid=…,tweet_text=…,tweet_time=…,userid=…\"" : "");
    }

    /// <summary>The first line as a header, whatever its names are, with the separator that makes most of them; null for none.</summary>
    /// <param name="blanks">A blank may be between them, as it is between the words of any text.</param>
    public static (TableDialect Dialect, string[] Header, int First)? Columns(ReadOnlySpan<byte> head, bool whole, bool blanks = true)
    {
        int start = Preamble(head, out byte? told, out _);
        start += head[start..].StartsWith("\uFEFF"u8) ? 3 : 0;
        ReadOnlySpan<byte> rest = head[start..];
        (TableDialect Dialect, string[] Header, int First)? most = null;
        foreach (byte separator in told is { } one ? [one] : blanks ? Separators : Separators[..^1])
        {
            var dialect = new TableDialect(separator, TableEscape.Doubled, Quote: QuoteOf(rest, separator));
            var parser = new TableParser(dialect);
            ReadOnlySpan<byte> beginning = rest[..Math.Min(rest.Length, MostHeader)];
            if (parser.Read(beginning, whole || rest.Length > MostHeader, out int length) == TableLine.Record
                && parser.Count > Math.Max(1, most?.Header.Length ?? 0))
                most = (dialect, ColumnNames.Of(parser), start + length);
        }

        return most;
    }

    /// <summary>A header, and what it says of its table.</summary>
    /// <param name="First">Where its first row begins.</param>
    /// <param name="Written">Its names as they are in the file, where these are others.</param>
    private sealed record FoundTable(
        TableDialect Dialect, string[] Header, CsvLayout Layout, int First, bool Users, string[]? Written);
}
