using System.Globalization;
using System.Text;

namespace TweetArchive.Tweets;

/// <summary>Numbers in the digits of other scripts, as spreadsheets in Persian or Arabic write them: <c>۱۲</c>, <c>١٢</c>.</summary>
internal static class ForeignDigits
{
    /// <summary>Bytes of the longest cell that is looked at, an address of a tweet among them.</summary>
    public const int Longest = 128;

    /// <summary>The column holds numbers, ids or times.</summary>
    public static bool IsNumeric(TweetColumn column) =>
        column is TweetColumn.TweetId or TweetColumn.InReplyToTweetId or TweetColumn.QuotedTweetId
        or TweetColumn.RetweetTweetId or TweetColumn.TweetTime or TweetColumn.AccountCreationDate or TweetColumn.FollowerCount
        or TweetColumn.FollowingCount or TweetColumn.QuoteCount or TweetColumn.ReplyCount or TweetColumn.LikeCount
        or TweetColumn.RetweetCount
        or TweetColumn.Latitude or TweetColumn.Longitude;

    /// <summary>Writes the cell with ASCII digits; false if it has no others.</summary>
    public static bool TryWrite(ReadOnlySpan<byte> cell, Span<byte> to, out int length)
    {
        length = 0;
        if (cell.Length > Longest || Ascii.IsValid(cell))
            return false;
        bool any = false;
        while (!cell.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(cell, out Rune rune, out int used) != System.Buffers.OperationStatus.Done)
                return false;
            bool digit = !rune.IsAscii && Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;
            any |= digit;
            if (digit)
                to[length++] = (byte)('0' + (int)Rune.GetNumericValue(rune));
            else
                length += rune.EncodeToUtf8(to[length..]);
            cell = cell[used..];
        }

        return any;
    }
}
