using System.Buffers.Text;
using TweetArchive.Collections.CellForms;
using TweetArchive.Csv;
using TweetArchive.Json;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.Layouts;

/// <summary>Tables of no known program, recognised by names that many use for the columns of tweets.</summary>
internal static class GuessedTable
{
    private const int IdsLooked = 50;
    private const int MostUnread = 12;

    // Of 2008: ids had fewer digits before.
    public const long LeastId = 100_000_000;

    /// <summary>
    /// Most cells of the column that is taken for the tweets' ids are as long as such ids are: many tables have a number and a text.
    /// </summary>
    public static bool HoldsIds(ReadOnlySpan<byte> rows, bool whole, TableDialect dialect, string[] header, CsvLayout layout)
    {
        int place = layout.Collector!.Rules.Where(r => r.Columns[0] == TweetColumn.TweetId).SelectMany(r => r.From)
            .Select(f => ColumnNames.Place(header, f[0])).FirstOrDefault(p => p >= 0, -1);
        if (place < 0)
            return layout.TweetIdOptional;
        var parser = new TableParser(dialect);
        Span<byte> ascii = stackalloc byte[ForeignDigits.Longest];
        int ids = 0;
        int others = 0;
        while (ids + others < IdsLooked && !rows.IsEmpty)
        {
            TableLine line = parser.Read(rows, whole, out int length);
            if (line == TableLine.Unfinished)
                break;
            if (line == TableLine.Record && parser.Count == header.Length)
            {
                bool id = Utf8Parser.TryParse(CellWriter.TweetId(parser[place], ascii), out double number, out _) && number >= LeastId;
                ids += id ? 1 : 0;
                others += id ? 0 : 1;
            }

            int newline = rows.IndexOf((byte)'\n');
            rows = line is TableLine.Record or TableLine.Blank ? rows[length..] : newline < 0 ? default : rows[(newline + 1)..];
        }

        return ids > others;
    }

    /// <summary>What was taken for what by names alone.</summary>
    /// <param name="header">Names as the layout has them.</param>
    /// <param name="written">As the file has them.</param>
    public static Remark Names(CollectorLayout layout, string[] header, string[] written)
    {
        string Plain(string name) => layout.Written is null ? name
            : name.Replace("[]", "", StringComparison.Ordinal).Replace(JsonPaths.Point, '.');
        bool Has(string name) => ColumnNames.Place(header, Plain(name)) >= 0;
        string[] pairs = [.. layout.Rules.Select(r => (Column: r.Columns[0], From: r.From.FirstOrDefault(f => f.All(Has))))
            .Where(r => r.From is not null).DistinctBy(r => r.Column).Select(r => $"{TweetColumns.NameArray[(int)r.Column]}="
                + string.Join('+', r.From!.Select(f => written[ColumnNames.Place(header, Plain(f))])))];
        var used = new HashSet<string>(layout.Names.Select(Plain), StringComparer.OrdinalIgnoreCase);
        string[] unread = [.. written.Where((w, i) => w.Length > 0 && !used.Contains(header[i]))];
        string shown = string.Join(", ", unread.Take(MostUnread)) + (unread.Length > MostUnread ? ", …" : "");
        return new("guessed_columns", $"unknown column names; they are read as {string.Join(", ", pairs)}. "
            + (unread.Length == 0 ? "" : $"Not read: {shown}. ")
            + "If that is wrong, say which is which: --columns tweetid=…,tweet_text=…");
    }
}
