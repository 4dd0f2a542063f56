using TweetArchive.Collections.CellForms;
using TweetArchive.Collections.Layouts;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.TableFiles;

/// <summary>The first records of a table, read in one dialect, and what their cells show.</summary>
internal sealed partial class TableSample
{
    private const int MostRecords = 2000;
    // This many of a column's cells are a way of writing; fewer are damage, which is for the releases' own reader to tell. Ids and times
    // are written alike in all rows; a list shows its form only where it has several items.
    private const int OneInTwo = 2;
    private const int OneInTen = 10;

    // One may be somebody's way of writing a text.
    private const int FewestEscapes = 2;

    // A path such as C:\new has what looks like the escape of a newline; several texts with nothing else have newlines.
    private const int FewestNewlines = 5;

    private readonly string[] header;
    private readonly bool released;
    private readonly TweetColumn?[] columns;
    private readonly ColumnLook[] looks;
    private int bad;
    private int good;
    private int longer;
    private int nothingCells;
    private readonly ExplodedLook exploded = new();
    private int literals;
    private string? grouped;
    private int escapes;
    private int sureEscapes;
    private int newlines;
    private int otherBackslashes;
    private int quoted;
    private int roundedUsers;

    private TableSample(TableDialect dialect, string[] header, CsvLayout layout, int shift)
    {
        Dialect = dialect;
        Shift = shift;
        this.header = header;
        // One release has such accounts, and its own reader keeps them as they are.
        released = header.Length == TweetColumns.Count && Array.TrueForAll(header, TweetColumns.NameArray.Contains);
        CsvTranslator translator = layout.Translator(header);
        columns = [.. Enumerable.Range(0, header.Length).Select(translator.ColumnAt)];
        looks = [.. Enumerable.Range(0, header.Length).Select(_ => new ColumnLook())];
    }

    public TableDialect Dialect { get; }

    public int Shift { get; }

    public bool[] Nothing { get; } = new bool[NothingWords.Count];

    public TextEscape[] Escapes => [.. looks.Select((l, i) => l.Escape(IsText(i), IsList(i)))];

    /// <summary>By place: a word alone is an item, also one that elsewhere is nothing.</summary>
    public bool[] Literal => [.. looks.Select(l => l is { HasCalls: true, HasBrackets: false })];

    /// <summary>Columns in which rows of one tweet differ that follow each other: each has an item of its list.</summary>
    public IReadOnlyCollection<TweetColumn> Exploded => exploded.Found;

    /// <summary>Cells of some column are written in a form that the releases' own reader does not know, and this one does.</summary>
    public bool IsOdd =>
        exploded.Found.Count > 0 || looks.Any(l => l.Certain || (l.Odd > 0 && l.Odd * l.Share >= l.Told)) || Nothing.Contains(true)
        || Escapes.Any(e => e != TextEscape.None);

    /// <summary>Reads the records in the dialects that the bytes allow and takes the one in which most are whole.</summary>
    public static TableSample Best(ReadOnlySpan<byte> body, bool whole, TableDialect usual, string[] header, CsvLayout layout)
    {
        TableSample best = Read(body, whole, usual, header, layout);
        if (body.IndexOf((byte)'\\') < 0)
            return best;
        foreach (TableEscape escape in (TableEscape[])[TableEscape.Backslash, TableEscape.BackslashAnywhere])
        {
            TableSample other = Read(body, whole, usual with { Escape = escape }, header, layout);
            // Damage makes other dialects a little better by chance; the right one leaves next to nothing broken. With tabs a cell whose
            // quotes do not close is taken as it is, so there the right one is known by having fewer of these.
            if (2 * other.bad < best.bad || (other.bad == 0 && (best.bad > 0 || other.good > best.good))
                || (escape == TableEscape.Backslash && other.bad <= best.bad && 2 * other.literals < best.literals))
                best = other;
        }

        // MySQL writes nothing as \N; where it does, its other escapes are not text either. Where tabs are between cells that are not
        // quoted, something must represent a tab and a newline in a text: backslashes, if they are before nothing else.
        if (best.Dialect.Escape != TableEscape.BackslashAnywhere && (best.Nothing[NothingWords.Of("\\N"u8)] || best.EscapesBare))
        {
            TableSample other = Read(body, whole, usual with { Escape = TableEscape.BackslashAnywhere }, header, layout);
            best = other.bad <= best.bad ? other : best;
        }

        return best;
    }

    // The client of MySQL writes NULL, quotes nothing, and escapes: where it does so, one newline of a text is enough.
    private bool EscapesBare => Dialect.Separator == '\t' && otherBackslashes == 0
        && ((escapes > 0 && quoted == 0 && Nothing[NothingWords.Of("NULL"u8)])
            || (sureEscapes > 0 && escapes >= FewestEscapes)
            || (newlines == escapes && newlines >= FewestNewlines));

    private static TableSample Read(ReadOnlySpan<byte> body, bool whole, TableDialect dialect, string[] header, CsvLayout layout)
    {
        TableSample sample = ReadAt(body, whole, dialect, header, layout, 0);
        if (sample.longer == 0 || sample.good > 0)
            return sample;
        TableSample shifted = ReadAt(body, whole, dialect, header, layout, 1);
        return shifted.good > shifted.bad ? shifted : sample;
    }

    private static TableSample ReadAt(
        ReadOnlySpan<byte> body, bool whole, TableDialect dialect, string[] header, CsvLayout layout, int shift)
    {
        var sample = new TableSample(dialect, header, layout, shift);
        var parser = new TableParser(dialect);
        while (!body.IsEmpty && sample.good + sample.bad < MostRecords)
        {
            TableLine line = parser.Read(body, whole, out int length);
            if (line == TableLine.Unfinished)
                break;
            if (line is TableLine.Record or TableLine.Blank)
            {
                if (line == TableLine.Record)
                    sample.Take(parser);
                body = body[length..];
                continue;
            }

            sample.bad++;
            int newline = body.IndexOf((byte)'\n');
            body = newline < 0 ? default : body[(newline + 1)..];
        }

        foreach (int word in sample.looks.Where(l => l.HasBrackets).SelectMany(l => l.Words))
            sample.Nothing[word] = true;
        return sample;
    }

    private void Take(TableParser record)
    {
        longer += record.Count == header.Length + 1 ? 1 : 0;
        if (record.Count != header.Length + Shift)
        {
            bad++;
            return;
        }

        good++;
        exploded.Take(record, Shift, columns);
        literals += record.Literals;
        for (int i = 0; i < header.Length; i++)
        {
            ReadOnlySpan<byte> cell = record[i + Shift];
            if (cell.IsEmpty)
                continue;
            looks[i].Take(cell);
            if (record.IsQuoted(i + Shift))
                quoted++;
            else
                TakeBackslashes(cell);
            if (columns[i] is { } column)
                Take(cell, column, NothingWords.Of(cell), looks[i]);
        }
    }

    private void TakeBackslashes(ReadOnlySpan<byte> cell)
    {
        if (cell.SequenceEqual("\\N"u8))
            return;
        for (int at = cell.IndexOf((byte)'\\'); at >= 0; at = cell.IndexOf((byte)'\\'))
        {
            byte escaped = at + 1 < cell.Length ? cell[at + 1] : (byte)0;
            bool sure = escaped is (byte)'\\' or (byte)'"' or (byte)'\'';
            bool known = sure || escaped is (byte)'n' or (byte)'t' or (byte)'r' or (byte)'0';
            sureEscapes += sure ? 1 : 0;
            newlines += escaped == 'n' ? 1 : 0;
            escapes += known ? 1 : 0;
            otherBackslashes += known ? 0 : 1;
            cell = cell[Math.Min(cell.Length, at + 2)..];
        }
    }

    private void Take(ReadOnlySpan<byte> cell, TweetColumn column, int word, ColumnLook look)
    {
        bool odd = false;
        Span<byte> ascii = stackalloc byte[ForeignDigits.Longest];
        bool foreign = ForeignDigits.IsNumeric(column) && ForeignDigits.TryWrite(cell, ascii, out _);
        if (foreign || (CellWriter.IsId(column)
            && (WrittenIds.TryWrite(cell, ascii, out _) || WrittenIds.TryPoint(cell, ascii, out _))))
        {
            look.Tell(odd: true, tells: true, OneInTwo);
            return;
        }

        switch (column)
        {
            case TweetColumn.TweetId or TweetColumn.InReplyToTweetId or TweetColumn.QuotedTweetId or TweetColumn.RetweetTweetId:
                odd = word < 0 && IdForms.Bare(cell).Length != cell.Length && !Cells.TryParseId(cell, out _, out _);
                break;
            case TweetColumn.UserId:
                odd = word < 0 && IdForms.Bare(cell).Length != cell.Length;
                roundedUsers += WrittenIds.IsFloat(cell) ? 1 : 0;
                look.Certain |= roundedUsers > 0;
                break;
            case TweetColumn.InReplyToUserId or TweetColumn.RetweetUserId:
                odd = word < 0 && IdForms.Bare(cell).Length != Cells.UserId(cell).Length;
                look.Certain |= !released && WrittenIds.IsFloat(cell);
                break;
            case TweetColumn.TweetTime:
                look.Calendar ??= TimeForms.CalendarOf(cell);
                odd = word < 0
                    && (look.Calendar is not null
                        || (!Cells.TryParseTime(cell, out _) && TimeForms.TryParse(cell, DayOrder.MonthFirst, out _)));
                break;
            case TweetColumn.AccountCreationDate:
                odd = word < 0 && !Cells.TryParseAccountDate(cell, out _) && TimeForms.TryParse(cell, DayOrder.MonthFirst, out _);
                // One release writes the month first, and its own reader takes it so.
                look.Certain |= (odd || !released) && cell.IndexOf((byte)'/') is 1 or 2 && TimeForms.TryLook(cell, out _);
                break;
            case TweetColumn.IsRetweet:
                odd = word < 0 && !Cells.TryParseFlag(cell, out _) && CellWriter.TryFlag(cell, out _);
                break;
            case TweetColumn.Hashtags or TweetColumn.Urls or TweetColumn.UserMentions:
                odd = word < 0 && !IsList(cell,
                    column == TweetColumn.Hashtags ? ListKind.Hashtags : column == TweetColumn.Urls ? ListKind.Urls : ListKind.Mentions);
                look.HasBrackets |= cell[0] is (byte)'[' or (byte)'{';
                look.HasCalls |= cell.StartsWith("c("u8) || cell.SequenceEqual("character(0)"u8);
                if (word >= 0)
                    look.Words.Add(word);
                look.Certain |= odd && (ListForms.IsName(cell) || HasCut(cell));
                look.Tell(odd, tells: cell.Length > 2, OneInTen);
                return;
            case TweetColumn.Latitude or TweetColumn.Longitude:
                odd = word < 0 && cell.IndexOf((byte)',') >= 0;
                break;
            case TweetColumn.FollowerCount or TweetColumn.FollowingCount or TweetColumn.QuoteCount or TweetColumn.ReplyCount
                or TweetColumn.LikeCount or TweetColumn.RetweetCount:
                if (CellWriter.IsGrouped(cell))
                {
                    look.Certain = true;
                    grouped ??= System.Text.Encoding.UTF8.GetString(cell);
                }

                break;
            default:
                return;
        }

        look.Tell(odd, tells: word < 0, OneInTwo);
        if (word >= 0)
        {
            Nothing[word] = true;
            nothingCells++;
        }
    }

    /// <summary>As the releases write lists.</summary>
    private static bool IsList(ReadOnlySpan<byte> cell, ListKind kind)
    {
        if (cell[0] != '[' && kind != ListKind.Urls && !ListForms.IsItem(cell, kind))
            return false;
        foreach (ReadOnlySpan<byte> item in new ListCell(cell))
        {
            if (!ListForms.IsItem(item, kind))
                return false;
        }

        return true;
    }

    private static bool HasCut(ReadOnlySpan<byte> cell)
    {
        foreach (ReadOnlySpan<byte> item in new ListCell(cell))
        {
            if (ListForms.IsCut(item))
                return true;
        }

        return false;
    }

    private bool IsList(int place) => columns[place] is TweetColumn.Hashtags or TweetColumn.Urls or TweetColumn.PollChoices;

    private bool IsText(int place) =>
        columns[place] is TweetColumn.TweetText or TweetColumn.UserDisplayName or TweetColumn.UserProfileDescription
            or TweetColumn.UserReportedLocation
        or TweetColumn.Hashtags or TweetColumn.Urls or TweetColumn.PollChoices or TweetColumn.UserScreenName;
}
