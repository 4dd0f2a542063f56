using TweetArchive.Collections.CellForms;
using TweetArchive.Collections.JsonFiles;
using TweetArchive.Collections.Layouts;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.TableFiles;

/// <summary>
/// Tells whether a table has objects in its cells that make its rows tweets: what pandas writes of a list of tweets of the interface,
/// and databases of their documents (<c>{'id_str': '1', 'name': …}</c> in a column <c>user</c>).
/// </summary>
internal static class ObjectTable
{
    private const int MostRecords = 50;

    private static readonly TableEscape[] Escapes = [TableEscape.Doubled, TableEscape.Backslash, TableEscape.BackslashAnywhere];

    private static readonly CsvLayout Layout = new("objects in cells", [], new HashSet<TweetColumn>(),
        _ => throw new InvalidOperationException("a table of objects is read as JSON"));

    /// <summary>How to read it; null for any other table.</summary>
    /// <param name="head">Its first bytes, in UTF-8.</param>
    /// <param name="whole">They are all there is.</param>
    public static TablePlan? Plan(ReadOnlySpan<byte> head, bool whole)
    {
        if (head.IndexOf("{'"u8) < 0 && head.IndexOf("{\""u8) < 0 && head.IndexOf("{\\\""u8) < 0 && head.IndexOf("='"u8) < 0)
            return null;
        if (TableLook.Columns(head, whole) is not { } table || TableNames.IsKnown(table.Header))
            return null;
        TablePlan? best = null;
        int least = int.MaxValue;
        foreach (TableEscape escape in Escapes)
        {
            TableDialect dialect = table.Dialect with { Escape = escape };
            (bool[] objects, int damaged) = Look(head[table.First..], whole, dialect, table.Header.Length);
            if (damaged >= least || !objects.Contains(true))
                continue;
            least = damaged;
            var rows = new ObjectRows(table.Header, objects);
            best = new TablePlan(dialect, Layout, table.Header, table.First)
            {
                Objects = rows,
                HeaderLines = head[..table.First].Count((byte)'\n'),
                Remarks = [new("objects_in_cells", $"cells of {string.Join(", ", table.Header.Where((_, i) => objects[i]))} hold objects, "
                    + "as Python or JSON writes them; each row is read as the object that it was made from")],
            };
        }

        return best is not null && JsonRecognition.IsTweets(Sample(head[best.Start..], whole, best)) ? best : null;
    }

    /// <summary>Which columns hold objects and lists, and how many records have another number of cells.</summary>
    private static (bool[] Objects, int Damaged) Look(ReadOnlySpan<byte> body, bool whole, TableDialect dialect, int columns)
    {
        int[] filled = new int[columns];
        int[] objects = new int[columns];
        bool[] named = new bool[columns];
        int damaged = 0;
        var parser = new TableParser(dialect);
        var json = new System.Buffers.ArrayBufferWriter<byte>();
        for (int n = 0; n < MostRecords && NextRecord(ref body, whole, parser); n++)
        {
            damaged += parser.Count == columns ? 0 : 1;
            for (int i = 0; i < columns && parser.Count == columns; i++)
            {
                ReadOnlySpan<byte> cell = parser[i];
                if (cell.IsEmpty || NothingWords.Of(cell) >= 0)
                    continue;
                filled[i]++;
                json.ResetWrittenCount();
                if (!PythonText.MayBeObject(cell) || !PythonText.TryWrite(cell, json))
                    continue;
                objects[i]++;
                named[i] |= PythonText.HoldsNames(json.WrittenSpan);
            }
        }

        return (named.Contains(true) ? [.. Enumerable.Range(0, columns).Select(i => 2 * objects[i] > filled[i])] : [], damaged);
    }

    private static byte[] Sample(ReadOnlySpan<byte> body, bool whole, TablePlan plan)
    {
        var to = new RowText();
        var parser = new TableParser(plan.Dialect);
        for (int n = 0; n < MostRecords && NextRecord(ref body, whole, parser); n++)
        {
            if (parser.Count == plan.Header.Length)
                plan.Objects!.Write(to, parser, 0, default, new TranslationCounts());
        }

        byte[] lines = new byte[to.Length];
        to.Take(lines);
        return lines;
    }

    private static bool NextRecord(ref ReadOnlySpan<byte> body, bool whole, TableParser parser)
    {
        while (!body.IsEmpty)
        {
            TableLine line = parser.Read(body, whole, out int length);
            if (line == TableLine.Unfinished)
                return false;
            int newline = body.IndexOf((byte)'\n');
            body = line is TableLine.Record or TableLine.Blank ? body[length..] : newline < 0 ? default : body[(newline + 1)..];
            if (line == TableLine.Record)
                return true;
        }

        return false;
    }
}
