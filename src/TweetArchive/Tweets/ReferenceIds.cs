using System.Globalization;
using System.Text;
using TweetArchive.Text;

namespace TweetArchive.Tweets;

/// <summary>
/// References to tweets (replied to, quoted, retweeted) whose ids went through a 64-bit float, and what can be found of the
/// true ids. What floats do to them was measured on released files: docs/definitions.md, "Rounded references".
/// </summary>
internal static class ReferenceIds
{
    /// <summary>The columns that refer to tweets; a set of them is a mask in this order, bit 0 first.</summary>
    public static readonly TweetColumn[] Columns = [TweetColumn.InReplyToTweetId, TweetColumn.QuotedTweetId, TweetColumn.RetweetTweetId];

    /// <summary>
    /// The most by which a link's status id may differ from the rounded one. Between 2^60 and 2^61, ids of 2018 to 2026,
    /// neighbouring floats are 256 apart, and in the worst file that was seen ids were off by 257.
    /// </summary>
    public const long LinkDistance = 512;

    // Where the last written digit counts for more than this, not even the millisecond is known.
    private const long MostSlack = 5_000;

    // Half of the distance in which neighbours are looked for; the other half is for what the float itself did.
    private const long MostLost = 128;

    private const int LongestHost = 64;

    /// <summary>
    /// By how much an id may be off because digits were not written: half of the last digit of <c>3.65082069254156E+017</c>.
    /// Zero for forms that write a float out (16 digits and more). Null where the id is lost.
    /// </summary>
    public static long? Slack(ReadOnlySpan<byte> cell)
    {
        int exponentAt = cell.IndexOfAny((byte)'e', (byte)'E');
        if (exponentAt < 0)
            return 0;
        ReadOnlySpan<byte> mantissa = cell[..exponentAt].TrimStart("+0."u8);
        int digits = mantissa.Length - (mantissa.Contains((byte)'.') ? 1 : 0);
        if (digits >= 16)
            return 0;
        if (!int.TryParse(cell[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int exponent))
            return null;
        long unit = 1;
        for (int zeros = exponent - digits + 1; zeros > 0; zeros--)
        {
            unit *= 10;
            if (unit / 2 > MostSlack)
                return null;
        }

        return unit / 2;
    }

    /// <summary>
    /// Whether an id looks rounded, and is near enough to the true one to look for neighbours: a float64 holds it exactly, and it is not
    /// what 15 digits give, as spreadsheets write them, where these lose more than <see cref="MostLost"/>.
    /// </summary>
    public static bool IsRounded(long id)
    {
        if (id <= 1L << 53 || (long)(double)id != id)
            return false;
        long unit = 1;
        while (id / unit >= 1_000_000_000_000_000)
            unit *= 10;
        long of15Digits = (id + (unit / 2)) / unit * unit;
        return unit / 2 <= MostLost || (long)(double)of15Digits != id;
    }

    /// <summary>The one status id near a rounded id that the links of a tweet name; false where there is none.</summary>
    /// <param name="urls">The cell of the column urls.</param>
    /// <param name="slack">See <see cref="Slack"/>.</param>
    /// <param name="several">More than one is near, so it is not known which; then this returns false.</param>
    public static bool TryFindInLinks(ReadOnlySpan<byte> urls, long rounded, long slack, out long id, out bool several)
    {
        id = 0;
        several = false;
        if (urls.IndexOf("/status"u8) < 0)
            return false;
        foreach (ReadOnlySpan<byte> url in new ListCell(urls))
        {
            if (!TryGetStatusId(url, out long named) || Math.Abs(named - rounded) > LinkDistance + slack)
                continue;
            several |= id != 0 && id != named;
            id = named;
        }

        return id != 0 && !several;
    }

    /// <summary>
    /// The id in <c>https://twitter.com/NAME/status/ID</c>, or on x.com, mobile., under <c>/i/web</c>, and where a hash
    /// represents the name.
    /// </summary>
    public static bool TryGetStatusId(ReadOnlySpan<byte> url, out long id)
    {
        id = 0;
        ReadOnlySpan<byte> host = UrlHost.Of(url, out ReadOnlySpan<byte> path);
        Span<byte> lower = stackalloc byte[LongestHost];
        if (host.Length > LongestHost || Ascii.ToLower(host, lower, out int length) != System.Buffers.OperationStatus.Done
            || !TextUrls.IsTwitter(lower[..length]))
            return false;
        int query = path.IndexOf((byte)'?');
        path = query < 0 ? path : path[..query];
        int at = path.IndexOf("/status/"u8);
        int from = at + "/status/".Length;
        if (at < 0)
        {
            at = path.IndexOf("/statuses/"u8);
            from = at + "/statuses/".Length;
        }

        if (at < 0)
            return false;
        ReadOnlySpan<byte> digits = path[from..];
        int end = digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (end >= 0 && char.IsAsciiLetter((char)digits[end]))
            return false;
        return Digits.TryParse(end < 0 ? digits : digits[..end], out id) && id > 0;
    }
}
