using System.Text;
using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.CellForms;

/// <summary>
/// What the first records of a file say of how its times are meant: the order of their days, and whatever nothing says, which is then
/// taken in one way for the whole file and must be told.
/// </summary>
/// <param name="told">The order of the day that the user gives; null for none.</param>
internal sealed class TimeWitnesses(DayOrder? told)
{
    public const int MostRecords = 2000;

    private const int FewestHours = 40;

    private readonly DayOrderVotes times = new();
    private readonly DayOrderVotes accounts = new();
    private byte[] time = [];
    private byte[] account = [];
    private int held;
    private int zoneless;
    private int zoned;
    private int daysAlone;
    private int hours;
    private bool halves;
    private int confirmed;
    private string? shortYear;
    private string? shortAccountYear;
    private string? serial;
    private bool closed;

    /// <summary>Numbers in the place of times have no zone either: of Parquet, whose type says so.</summary>
    public bool Zoneless { get; set; }

    /// <summary>Rows that were looked at.</summary>
    public int Rows { get; private set; }

    public DayOrders Days
    {
        get
        {
            Close();
            if (told is { } order)
                return new(order, order);
            // One program wrote both, unless their own cells say otherwise.
            DayOrder usual = times.Any || !accounts.Any ? times.Order : accounts.Order;
            return new(usual, accounts.Any ? accounts.Order : usual);
        }
    }

    /// <summary>A cell as it is in the file.</summary>
    public void Note(TweetColumn column, ReadOnlySpan<byte> cell)
    {
        if (column == TweetColumn.TweetTime)
            time = cell.ToArray();
        else if (column == TweetColumn.AccountCreationDate)
            account = cell.ToArray();
    }

    /// <summary>The row is at its end.</summary>
    /// <param name="tweetId">As it was written out.</param>
    public void EndRow(ReadOnlySpan<byte> tweetId)
    {
        Rows++;
        long id = Cells.TryParseId(tweetId, out long number, out _) ? number : 0;
        bool holds = TweetTime.TryGet(id, out long inId);
        held += holds ? 1 : 0;
        if (TimeForms.TryLook(time, out WrittenTime written))
            TakeTime(written, id, holds ? inId : null);
        else if (TimeForms.IsSerial(time))
            serial ??= Text(time);
        else if (Zoneless && time.Length > 0)
            zoneless++;
        if (TimeForms.TryLook(account, out written))
        {
            accounts.Take(account, written, 0);
            shortAccountYear ??= written.ShortYear ? Text(account) : null;
        }

        time = account = [];
    }

    /// <summary>What was decided, and by what; or that nothing says it.</summary>
    /// <param name="utc">The file's format says that its times are in UTC.</param>
    public IEnumerable<Remark> Remarks(bool utc)
    {
        Close();
        string name = TweetColumns.NameArray[(int)TweetColumn.TweetTime];
        string accountName = TweetColumns.NameArray[(int)TweetColumn.AccountCreationDate];
        if (told is { } order && (times.Any || accounts.Any || (times.Open ?? accounts.Open) is not null))
            yield return new("day_order", $"days are written as numbers with the {Said(order)} first, as --columns says");
        foreach ((DayOrderVotes votes, string column, DayOrder taken, DayOrderVotes other) in (
            (DayOrderVotes, string, DayOrder, DayOrderVotes)[])[(times, name, Days.Times, accounts),
            (accounts, accountName, Days.Accounts, times)])
        {
            string of = column == name ? "" : $" of {column}";
            if (told is null && votes.Any)
                yield return new("day_order", $"days{of} are written as numbers with the {Said(taken)} first, by {votes.By}"
                    + (votes.Against == 0 ? "" : $"; {votes.Against} of {votes.Votes} say the other order, so some days may be wrong"));
            else if (told is null && votes.Open is { } open && other.Any)
                yield return new("day_order",
                    $"days{of}, such as {open}, are read with the {Said(taken)} first, as the others of the file");
            else if (told is null && votes.Open is { } unknown)
                yield return new("unknown_day_order", $"days{of} are written as numbers such as {unknown}, and no number above 12 and no "
                    + $"tweetid says whether the day or the month is first: they are read with the {Said(taken)} first, which may be "
                    + "wrong. Say which is right: --columns day_order=day, or day_order=month");
        }

        if (shortYear is not null && confirmed == 0)
            yield return new("short_years", $"years are written with two digits, such as {shortYear}, and nothing says which of the "
                + "numbers is the year: the last is taken for it, as one of 1970 to 2069");
        if (shortAccountYear is not null)
            yield return new("short_years", $"years of {accountName} are written with two digits, such as {shortAccountYear}, and nothing "
                + "says which of the numbers is the year: the last is taken for it, as one of 1970 to 2069");
        if (held > 0)
            yield break;
        if (serial is not null)
            yield return new("serial_days", $"times are written as numbers of days, such as {serial}, and no tweetid says since when: they "
                + "are taken as Excel counts them, since 1900. In files of Excel for Mac that count since 1904 they would be 1,462 days "
                + "later");
        if (daysAlone > 0 && zoneless == 0 && zoned == 0)
            yield return new("times_without_hours", "times are days without a time of day, which is taken as 00:00: only days can be "
                + "relied on");
        if (zoneless > 0 && zoned == 0 && !utc)
            yield return new("unknown_zone", "times are written without a zone, and no tweetid says which it is: they are taken for UTC, "
                + "and may be hours off");
        if (hours >= FewestHours && !halves)
            yield return new("halves_of_days", $"all {Counted.Of(hours, "time")} looked at are between 1:00 and 12:59, and no tweetid "
                + "tells which half of the day they are in: AM and PM may have been lost");
    }

    private void TakeTime(WrittenTime written, long id, long? inId)
    {
        times.Take(time, written, id);
        zoneless += written is { HasTime: true, HasZone: false } ? 1 : 0;
        zoned += written.HasZone ? 1 : 0;
        daysAlone += written.HasTime ? 0 : 1;
        hours += written is { HasTime: true, Hour: >= 1 and <= 12 } ? 1 : 0;
        halves |= written is { HasTime: true, Hour: < 1 or > 12 };
        if (!written.ShortYear)
            return;
        shortYear ??= Text(time);
        const long Day = 86_400_000;
        confirmed += inId is { } known && (Near(DayOrder.MonthFirst, known) || Near(DayOrder.DayFirst, known)) ? 1 : 0;
        bool Near(DayOrder order, long known) =>
            TimeForms.TryParse(time, order, out long millis) && Math.Abs(millis - known) < 2 * Day;
    }

    private void Close()
    {
        if (!closed)
            times.Close();
        closed = true;
    }

    private static string Said(DayOrder order) => order == DayOrder.DayFirst ? "day" : "month";

    private static string Text(byte[] cell) => Encoding.UTF8.GetString(cell);
}
