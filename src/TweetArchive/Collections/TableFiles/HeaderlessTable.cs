using System.Text;
using TweetArchive.Collections.CellForms;
using TweetArchive.Collections.Layouts;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.TableFiles;

/// <summary>
/// Tables without a header. The parts into which a table was split are read by the header of the part before; of any other, the columns
/// are told by what they hold: ids of tweets, times that agree with the ids, texts.
/// </summary>
internal static class HeaderlessTable
{
    private const int MostRecords = 200;
    private const int FewestRecords = 3;
    private const int MostRead = 256 * 1024;

    // One record in five may have another number of cells.
    private const int MostOdd = 5;

    // Times may be those of any zone, or days alone.
    private const long Agrees = 26L * 3600 * 1000;

    // Since 2012. Other networks give out numbers that are nearly as long.
    private const long LeastSureId = 100_000_000_000_000_000;
    private const int ShortestText = 12;

    // Ids were counted one by one before; their times say nothing of them but that they are before it.
    private const long FirstSnowflake = 1_288_834_974_657;
    private const long LeastCounted = 10_000_000;
    private const int FewestCounted = 20;

    private static readonly byte[] Separators = [(byte)',', (byte)'\t', (byte)';', (byte)'|', 1];

    /// <summary>Such a table's columns by what they hold, −1 for what none holds; null for any other text.</summary>
    /// <param name="part">Of a table whose header is known: no column needs to look like texts.</param>
    public static (TableDialect Dialect, int Id, int Time, int Text, int Name, int Count)? Look(
        ReadOnlySpan<byte> head, bool whole, bool part = false)
    {
        foreach (byte separator in Separators)
        {
            var dialect = new TableDialect(separator, TableEscape.Doubled);
            // Lines with objects of JSON in them are more than a table.
            if (Records(head, whole, dialect) is not { } records || records.Count(r => r.Any(IsObject)) * 2 > records.Count)
                continue;
            int count = records[0].Length;
            int[] places = [.. Enumerable.Range(0, count)];
            int id = -1, time = -1;
            int most = 0;
            foreach (int i in places.Where(p => records.Any(r => IsSnowflake(r[p]))))
            {
                foreach (int t in places.Where(p => p != i && records.Any(r => IsTime(r[p]))))
                {
                    int agree = records.Count(r => AgreeIn(r, i, t));
                    if (agree > most && agree * 10 >= records.Count * 9)
                        (id, time, most) = (i, t, agree);
                }
            }

            if (id < 0)
                id = places.Where(i => records.All(r => IsSureId(r[i])) && AreMany(records, i)).FirstOrDefault(-1);
            if (id < 0)
                (id, time) = Counted(records, places);
            if (id >= 0 && BeginsWithHeader(records, id, time))
                return null;
            int text = id < 0 ? -1 : places.Where(i => i != id && i != time && records.Count(r => IsText(r[i])) * 2 > records.Count)
                .OrderByDescending(i => records.Sum(r => r[i].Length)).FirstOrDefault(-1);
            if (text >= 0 || (part && id >= 0))
            {
                int name = places.Where(i => i != id && i != time && i != text && AreNames(records, i)).FirstOrDefault(-1);
                return (dialect, id, time, text, name, count);
            }
        }

        return null;
    }

    /// <summary>How to read a table without a header; null for any other text.</summary>
    /// <param name="head">Its first bytes, in UTF-8.</param>
    /// <param name="before">The beginning of the part before, which has the header; null for none.</param>
    public static TablePlan? Plan(ReadOnlySpan<byte> head, bool whole, byte[]? before, string? beforeName)
    {
        if (Look(head, whole, before is not null) is not { } look)
            return null;
        string[] names = [.. Enumerable.Range(1, look.Count).Select(n => $"column {n}")];
        Remark remark;
        if (before is not null && HeaderOf(before, look) is { } header)
        {
            names = header;
            remark = new("no_header", $"the table has no header; its {look.Count} columns are as those of {beforeName}, by whose header it "
                + "is read");
        }
        else if (look.Text < 0)
        {
            return null;
        }
        else if (ReleaseColumns.Find(Records(head, whole, look.Dialect) ?? [], look.Id, look.Time, look.Text) is { } release)
        {
            names = release;
            remark = new("no_header", $"the table has no header; its {look.Count} columns hold what those of a release do, in their order, "
                + "and are read so. If that is wrong, say which is which: --columns tweetid=1,tweet_text=13,…");
        }
        else
        {
            (string Name, int Place)[] found = [("tweetid", look.Id), ("tweet_time", look.Time), ("user_screen_name", look.Name),
                ("tweet_text", look.Text)];
            foreach ((string name, int place) in found.Where(f => f.Place >= 0))
                names[place] = name;
            remark = new("no_header", "the table has no header; its columns are told by what they hold: "
                + string.Join(", ", found.Where(f => f.Place >= 0).Select(f => $"{f.Name} is column {f.Place + 1}"))
                + $"; the other {names.Length - found.Count(f => f.Place >= 0)} are not read. If that is wrong, say which is which: "
                + "--columns tweetid=1,tweet_text=3,…");
        }

        byte[] line = Encoding.UTF8.GetBytes(string.Join((char)look.Dialect.Separator,
            names.Select(n => $"\"{n.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n");
        if (TableLook.Plan([.. line, .. head], whole, null, mixed: true) is not { } plan || plan.Start != line.Length)
            return null;
        return plan with
        {
            Start = 0,
            HeaderLines = 0,
            Remarks = [remark, .. plan.Remarks.Where(r => r.Code is not ("column_names" or "dialect"))],
        };
    }

    /// <summary>The table continues, without a header, another one whose beginning has it.</summary>
    public static bool Continues(byte[] before, byte[] head) =>
        Look(head, head.Length < MostRead, part: true) is { } look && HeaderOf(before, look) is not null;

    /// <summary>The names of that part, if it has as many columns and the same hold ids, times and texts.</summary>
    private static string[]? HeaderOf(byte[] before, (TableDialect Dialect, int Id, int Time, int Text, int Name, int Count) look)
    {
        if (TableLook.Plan(before, whole: false, null, mixed: true) is not { } plan || plan.Header.Length != look.Count || plan.Shift > 0
            || plan.Dialect.Separator != look.Dialect.Separator)
            return null;
        CsvTranslator translator = plan.Layout.Translator(plan.Header);
        bool Holds(int place, TweetColumn column) => place < 0 || translator.ColumnAt(place) == column;
        return Holds(look.Id, TweetColumn.TweetId) && Holds(look.Time, TweetColumn.TweetTime) && Holds(look.Text, TweetColumn.TweetText)
            ? plan.Written : null;
    }

    /// <summary>The first records, all of as many cells; null where many are not.</summary>
    private static List<byte[][]>? Records(ReadOnlySpan<byte> head, bool whole, TableDialect dialect)
    {
        var parser = new TableParser(dialect);
        var records = new List<byte[][]>();
        while (!head.IsEmpty && records.Count < MostRecords)
        {
            TableLine line = parser.Read(head, whole, out int length);
            if (line == TableLine.Unfinished)
                break;
            if (line == TableLine.Record)
                records.Add([.. Enumerable.Range(0, parser.Count).Select(i => parser[i].ToArray())]);
            int newline = head.IndexOf((byte)'\n');
            head = line is TableLine.Record or TableLine.Blank ? head[length..] : newline < 0 ? default : head[(newline + 1)..];
        }

        // With a header further down, what is before it is to be looked at by a person.
        if (records.Exists(r => r.Count(c => Array.IndexOf(TweetColumns.NameArray, Encoding.UTF8.GetString(c)) >= 0) > 2))
            return null;
        // A part may begin within a record.
        int all = records.Count;
        int usual = records.GroupBy(r => r.Length).OrderByDescending(g => g.Count()).FirstOrDefault()?.Key ?? 0;
        records.RemoveAll(r => r.Length != usual);
        return usual > 1 && records.Count >= FewestRecords && (all - records.Count) * MostOdd <= all ? records : null;
    }

    /// <summary>
    /// The first record has words alone, where all others have ids and times: names of columns that are not known.
    /// </summary>
    private static bool BeginsWithHeader(List<byte[][]> records, int id, int time)
    {
        static bool IsWord(byte[] cell) => cell.Length > 0 && NothingWords.Of(cell) < 0 && cell.AsSpan().IndexOf((byte)'\n') < 0
            && !TryId(cell, out _) && !IsTime(cell) && !char.IsAsciiDigit((char)cell[0]);
        bool Holds(byte[][] record) => TryId(record[id], out _) && (time < 0 || IsTime(record[time]));
        return records[0].All(c => c.Length == 0 || IsWord(c)) && IsWord(records[0][id]) && (time < 0 || IsWord(records[0][time]))
            && records.Skip(1).Count(Holds) * 10 >= (records.Count - 1) * 9;
    }

    private static bool AgreeIn(byte[][] record, int id, int time) =>
        TryId(record[id], out long number) && TweetTime.TryGet(number, out long inId)
        && (TimeForms.TryParse(record[time], DayOrder.MonthFirst, out long millis) && Math.Abs(millis - inId) < Agrees
            || TimeForms.TryParse(record[time], DayOrder.DayFirst, out millis) && Math.Abs(millis - inId) < Agrees);

    private static bool IsObject(byte[] cell) => cell is [(byte)'{', (byte)'"', ..];

    private static bool IsSnowflake(byte[] cell) => TryId(cell, out long id) && TweetTime.TryGet(id, out _);

    private static bool TryId(byte[] cell, out long id)
    {
        Span<byte> ascii = stackalloc byte[ForeignDigits.Longest];
        return Cells.TryParseId(CellWriter.TweetId(cell, ascii), out id, out _);
    }

    private static bool IsTime(byte[] cell) => TimeForms.TryParse(cell, DayOrder.MonthFirst, out _)
        || TimeForms.TryParse(cell, DayOrder.DayFirst, out _);

    private static bool IsSureId(byte[] cell) => TryId(cell, out long id) && id >= LeastSureId && TweetTime.TryGet(id, out _);

    /// <summary>Ids and times of before November 2010, when later ids were larger.</summary>
    private static (int Id, int Time) Counted(List<byte[][]> records, int[] places)
    {
        if (records.Count < FewestCounted)
            return (-1, -1);
        int time = places.Where(t => records.All(r => r[t].AsSpan().IndexOf((byte)' ') > 0
            && TimeForms.TryParse(r[t], DayOrder.MonthFirst, out long millis) && millis is > 0 and < FirstSnowflake)).FirstOrDefault(-1);
        if (time < 0)
            return (-1, -1);
        foreach (int i in places.Where(p => p != time && records.All(r => IsCounted(r[p])) && AreMany(records, p)))
        {
            List<(long Id, long Millis)> pairs = [.. records.Select(r => (Cells.TryParseId(r[i], out long id, out _) ? id : 0,
                TimeForms.TryParse(r[time], DayOrder.MonthFirst, out long millis) ? millis : 0))];
            pairs.Sort();
            int later = Enumerable.Range(1, pairs.Count - 1).Count(n => pairs[n].Millis >= pairs[n - 1].Millis - 60_000);
            if (later * 10 >= (pairs.Count - 1) * 9)
                return (i, time);
        }

        return (-1, -1);
    }

    private static bool IsCounted(byte[] cell) => Cells.TryParseId(cell, out long id, out _) && id >= LeastCounted;

    /// <summary>Most are different from each other.</summary>
    private static bool AreMany(List<byte[][]> records, int place) =>
        records.Select(r => Encoding.UTF8.GetString(r[place])).Distinct().Count() * 2 > records.Count;

    private static bool IsText(byte[] cell) => cell.Length >= ShortestText && cell.AsSpan().IndexOf((byte)' ') > 0
        && !TimeForms.TryParse(cell, DayOrder.MonthFirst, out _);

    /// <summary>Handles: several, none of which is a word of two letters, as languages are.</summary>
    private static bool AreNames(List<byte[][]> records, int place) =>
        records.All(r => IsName(r[place])) && records.Select(r => Encoding.ASCII.GetString(r[place])).Distinct().Count() is var names
        && names > 2 && names * 10 >= records.Count && records.Average(r => r[place].Length) > 3;

    private static bool IsName(byte[] cell)
    {
        ReadOnlySpan<byte> name = cell.AsSpan().StartsWith("@"u8) ? cell.AsSpan(1) : cell;
        bool letters = false;
        foreach (byte b in name)
        {
            if (!char.IsAsciiLetterOrDigit((char)b) && b != '_')
                return false;
            letters |= !char.IsAsciiDigit((char)b);
        }

        return name.Length is > 2 and <= 15 && letters;
    }
}
