using TweetArchive.Json;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.CellForms;

/// <summary>Times of other formats as the archives write them: <c>yyyy-MM-dd HH:mm:ss</c>, UTC.</summary>
internal static class TimeCells
{
    /// <summary>
    /// Writes the cell if the time is in one of the known forms (<see cref="TimeForms"/>); otherwise the text as it is, which is then an
    /// unreadable time.
    /// </summary>
    /// <param name="text">As it is in JSON: some programs escape what need not be (<c>\u002B0000</c>).</param>
    /// <param name="dayOnly">The column is a date.</param>
    public static void Set(TweetCells cells, TweetColumn column, scoped ReadOnlySpan<byte> text, bool dayOnly = false)
    {
        const int Longest = 256;
        Span<byte> buffer = stackalloc byte[19];
        Span<byte> plain = stackalloc byte[Longest];
        if (text.Length <= Longest && text.IndexOf((byte)'\\') >= 0)
            text = plain[..JsonText.Unescape(text, plain)];
        if (!TimeForms.TryParse(text, DayOrder.MonthFirst, out long millis))
        {
            cells.Set(column, text);
            return;
        }

        TimeForms.Write(millis, buffer);
        cells.Set(column, dayOnly ? buffer[..10] : buffer);
    }

    /// <summary>Writes a tweet's time; where there is none, that which its id holds, if it holds one.</summary>
    public static void SetOrOfId(TweetCells cells, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty && Cells.TryParseId(cells[TweetColumn.TweetId], out long id, out _) && TweetTime.TryGet(id, out long millis))
        {
            Span<byte> time = stackalloc byte[19];
            TimeForms.Write(millis, time);
            cells.Set(TweetColumn.TweetTime, time);
            return;
        }

        Set(cells, TweetColumn.TweetTime, text);
    }
}
