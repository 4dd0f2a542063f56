using System.Buffers.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Collections.CellForms;

/// <summary>Cells in the forms in which people have them, written as the releases write theirs.</summary>
internal static class CellWriter
{
    /// <summary>
    /// Sets a column; false if there is something that cannot be read as what the column holds. It is null then, except for times and ids,
    /// which a reject shows.
    /// </summary>
    public static bool Set(TweetCells to, TweetColumn column, ReadOnlySpan<byte> cell, DayOrders days)
    {
        if (cell.IsEmpty)
        {
            to.Set(column, cell);
            return true;
        }

        if (HoldsNumbers(column) && NothingWords.Of(cell) >= 0)
        {
            // Where a table has it in its first records it was left out before; in JSON no columns are looked at.
            to.Set(column, default(ReadOnlySpan<byte>));
            return true;
        }

        Span<byte> ascii = stackalloc byte[ForeignDigits.Longest];
        return SetForm(to, column, Plain(column, cell, ascii), days);
    }

    /// <summary>A number without marks between its digits, all of which are ASCII; any other cell as it is.</summary>
    /// <param name="ascii"><see cref="ForeignDigits.Longest"/> bytes, in which it may be written.</param>
    public static ReadOnlySpan<byte> Plain(TweetColumn column, ReadOnlySpan<byte> cell, Span<byte> ascii)
    {
        if (IsId(column) && (WrittenIds.TryWrite(cell, ascii, out int digits) || WrittenIds.TryPoint(cell, ascii, out digits)))
            return ascii[..digits];
        return ForeignDigits.IsNumeric(column) && ForeignDigits.TryWrite(cell, ascii, out int length) ? ascii[..length] : cell;
    }

    /// <summary>The digits of a tweet's id, whatever is around and between them.</summary>
    /// <inheritdoc cref="Plain"/>
    public static ReadOnlySpan<byte> TweetId(ReadOnlySpan<byte> cell, Span<byte> ascii) =>
        IdForms.Bare(Plain(TweetColumn.TweetId, cell, ascii));

    public static bool IsId(TweetColumn column) => column is TweetColumn.TweetId or TweetColumn.UserId or TweetColumn.InReplyToTweetId
        or TweetColumn.InReplyToUserId or TweetColumn.QuotedTweetId or TweetColumn.RetweetTweetId or TweetColumn.RetweetUserId;

    /// <summary>No word in these is anything but nothing; those of names and of accounts may be what somebody is called.</summary>
    private static bool HoldsNumbers(TweetColumn column) => column is TweetColumn.Latitude or TweetColumn.Longitude or TweetColumn.IsRetweet
        or TweetColumn.AccountCreationDate or TweetColumn.InReplyToTweetId or TweetColumn.QuotedTweetId or TweetColumn.RetweetTweetId
        or TweetColumn.FollowerCount or TweetColumn.FollowingCount or TweetColumn.QuoteCount or TweetColumn.ReplyCount
        or TweetColumn.LikeCount or TweetColumn.RetweetCount;

    private static bool SetForm(TweetCells to, TweetColumn column, ReadOnlySpan<byte> cell, DayOrders days)
    {
        switch (column)
        {
            case TweetColumn.TweetId:
                to.Set(column, IdForms.Bare(cell));
                return true;
            case TweetColumn.UserId or TweetColumn.InReplyToUserId or TweetColumn.RetweetUserId:
                ReadOnlySpan<byte> user = IdForms.Bare(cell);
                // A reference to an account that a float rounded is one to nobody, or to somebody else.
                if (column != TweetColumn.UserId && WrittenIds.IsFloat(user))
                    return Null(to, column);
                to.Set(column, user.StartsWith("@"u8) ? user[1..] : IsNoId(user) && column != TweetColumn.UserId ? default : user);
                return true;
            case TweetColumn.InReplyToTweetId or TweetColumn.QuotedTweetId or TweetColumn.RetweetTweetId:
                ReadOnlySpan<byte> id = IdForms.Bare(cell);
                to.Set(column, IsNoId(id) ? default : id);
                return true;
            case TweetColumn.TweetTime:
                SetTime(to, column, cell, days.Times, 19);
                return true;
            case TweetColumn.AccountCreationDate:
                return SetTime(to, column, cell, days.Accounts, 10) || Null(to, column);
            case TweetColumn.FollowerCount or TweetColumn.FollowingCount or TweetColumn.QuoteCount or TweetColumn.ReplyCount
                or TweetColumn.LikeCount or TweetColumn.RetweetCount:
                return SetCount(to, column, cell);
            case TweetColumn.IsRetweet:
                return SetFlag(to, column, cell);
            case TweetColumn.Latitude or TweetColumn.Longitude:
                return SetCoordinate(to, column, cell.Trim((byte)' '));
            case TweetColumn.Hashtags:
                return SetList(to, column, cell, ListKind.Hashtags);
            case TweetColumn.Urls:
                return SetList(to, column, cell, ListKind.Urls);
            case TweetColumn.UserMentions:
                return SetList(to, column, cell, ListKind.Mentions);
            case TweetColumn.PollChoices:
                return SetList(to, column, cell, ListKind.Choices);
            case TweetColumn.TweetLanguage or TweetColumn.AccountLanguage:
                to.Set(column, LanguageWords.Code(cell));
                return true;
            case TweetColumn.UserScreenName:
                to.Set(column, cell.StartsWith("@"u8) ? cell[1..] : cell);
                return true;
            default:
                to.Set(column, cell);
                return true;
        }
    }

    /// <summary>A number as programs write it: <c>12</c>, <c>12.0</c>, <c>1,234</c>, <c>1.2e3</c>, <c>="12"</c>.</summary>
    private static bool SetCount(TweetCells to, TweetColumn column, ReadOnlySpan<byte> cell)
    {
        cell = cell.Trim(" \t\"'="u8);
        if (!IsGrouped(cell) && Cells.TryParseCount(cell, out long count))
        {
            to.Set(column, count);
            return true;
        }

        Span<byte> digits = stackalloc byte[20];
        int length = 0;
        bool grouped = IsGrouped(cell) || IsGroupedIn(cell);
        // A comma that is not between thousands is one before a fraction: 12,0.
        int comma = grouped || cell.Count((byte)',') != 1 || cell.IndexOf((byte)'.') >= 0 ? -1 : cell.IndexOf((byte)',');
        if (!grouped && comma < 0 && cell.IndexOfAny(" _',"u8) >= 0)
            return Null(to, column);
        for (int i = 0; i < cell.Length; i++)
        {
            byte b = i == comma ? (byte)'.' : cell[i];
            if (grouped && b is (byte)',' or (byte)' ' or (byte)'_' or (byte)'\'' or (byte)'.' && (b != '.' || IsGrouped(cell)))
                continue;
            if (length == digits.Length)
                return Null(to, column);
            digits[length++] = b;
        }

        if (!Utf8Parser.TryParse(digits[..length], out double number, out int used) || used != length || number is < 0 or > 1e15
            || number != Math.Floor(number))
            return Null(to, column);
        to.Set(column, (long)number);
        return true;
    }

    /// <summary>
    /// Thousands with points, commas or apostrophes between them (<c>1.234</c>, <c>1,234,567</c>): no count has a fraction of three digits.
    /// </summary>
    public static bool IsGrouped(ReadOnlySpan<byte> cell)
    {
        int first = cell.IndexOfAny((byte)'.', (byte)',', (byte)'\'');
        if (first is < 1 or > 3 || cell[0] == '0' || (cell.Length - first) % 4 != 0)
            return false;
        for (int i = 0; i < cell.Length; i++)
        {
            bool between = i >= first && (i - first) % 4 == 0;
            if (between ? cell[i] != cell[first] : !char.IsAsciiDigit((char)cell[i]))
                return false;
        }

        return true;
    }

    /// <summary>
    /// The same with blanks or low lines between them, with a fraction of zeros after them (<c>1,234.0</c>), and as India writes them
    /// (<c>12,34,567</c>).
    /// </summary>
    private static bool IsGroupedIn(ReadOnlySpan<byte> cell)
    {
        int point = cell.IndexOf((byte)'.');
        if (point > 0 && cell[(point + 1)..].IndexOfAnyExcept((byte)'0') >= 0)
            return false;
        ReadOnlySpan<byte> whole = point < 0 ? cell : cell[..point];
        int last = whole.LastIndexOfAny(" ,_'"u8);
        if (last < 1 || whole.Length - last != 4 || whole[(last + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
            return false;
        int size = 0;
        for (int i = 0; i < last; i++)
        {
            size = char.IsAsciiDigit((char)whole[i]) ? size + 1 : whole[i] == whole[last] && size is >= 1 and <= 3 ? 0 : int.MinValue;
            if (size is < 0 or > 3)
                return false;
        }

        return size > 0;
    }

    /// <summary>Degrees, with a point or a comma before the fraction, as spreadsheets of much of Europe write them.</summary>
    private static bool SetCoordinate(TweetCells to, TweetColumn column, ReadOnlySpan<byte> cell)
    {
        to.Open();
        int comma = cell.IndexOf((byte)',');
        if (comma >= 0 && cell.IndexOf((byte)'.') < 0)
        {
            to.Append(cell[..comma]);
            to.Append("."u8);
            to.Append(cell[(comma + 1)..]);
        }
        else
        {
            to.Append(cell);
        }

        to.Close(column);
        return Cells.IsNoCoordinate(cell) || Cells.TryParseCoordinate(to[column], out _) || Null(to, column);
    }

    private static bool SetFlag(TweetCells to, TweetColumn column, ReadOnlySpan<byte> cell)
    {
        if (!TryFlag(cell, out bool flag))
            return Null(to, column);
        to.Set(column, flag);
        return true;
    }

    /// <summary>true, yes, t, y, 1, 1.0 and their opposites, in any case, and what spreadsheets of other languages write.</summary>
    public static bool TryFlag(ReadOnlySpan<byte> cell, out bool flag)
    {
        cell = cell.Trim(" \t\"'="u8);
        if (Cells.TryParseFlag(cell, out flag) || FlagWords.TryGet(cell, out flag))
            return true;
        flag = cell.Length switch
        {
            1 => (cell[0] | 0x20) is 't' or 'y' || cell[0] == '1',
            3 => (cell[0] | 0x20) == 'y' && (cell[1] | 0x20) == 'e' && (cell[2] | 0x20) == 's' || cell.SequenceEqual("1.0"u8),
            _ => false,
        };
        return flag || cell.SequenceEqual("0.0"u8) || (cell.Length == 1 && ((cell[0] | 0x20) is 'f' or 'n' || cell[0] == '0'))
            || (cell.Length == 2 && (cell[0] | 0x20) == 'n' && (cell[1] | 0x20) == 'o');
    }

    private static bool SetTime(TweetCells to, TweetColumn column, ReadOnlySpan<byte> cell, DayOrder days, int length)
    {
        Span<byte> time = stackalloc byte[19];
        if (!TimeForms.TryParse(cell, days, out long millis) || millis is < -62_135_596_800_000 or > 253_402_300_799_000)
        {
            to.Set(column, cell);
            return false;
        }

        TimeForms.Write(millis, time);
        to.Set(column, time[..length]);
        return true;
    }

    /// <summary>A list, whichever way it is written.</summary>
    public static bool SetList(TweetCells to, TweetColumn column, ReadOnlySpan<byte> cell, ListKind kind)
    {
        if (cell[0] == ListCell.Separator)
        {
            to.Set(column, cell);
            return true;
        }

        to.Open();
        var items = new Items(to);
        if (ListForms.TryRead(cell, kind, ref items))
        {
            to.Close(column);
            // A list without items is there; nothing is null.
            if (to[column].IsEmpty)
                to.Set(column, "[]"u8);
            return true;
        }

        to.Undo();
        return Null(to, column);
    }

    private static bool Null(TweetCells to, TweetColumn column)
    {
        to.Set(column, default(ReadOnlySpan<byte>));
        return false;
    }

    private static bool IsNoId(ReadOnlySpan<byte> id) => id.SequenceEqual("0"u8) || id.SequenceEqual("-1"u8);

    private readonly struct Items(TweetCells to) : IListItems
    {
        public void Add(ReadOnlySpan<byte> item) => to.AppendPlainItem(item);
    }
}
