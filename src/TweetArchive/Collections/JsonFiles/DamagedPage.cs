using System.Text.Json;
using TweetArchive.Json;

namespace TweetArchive.Collections.JsonFiles;

/// <summary>
/// Pages of version 2 with damage somewhere: the tweets that are whole stay, the others are taken out, so that a damaged tweet costs
/// itself and not the hundreds of its page.
/// </summary>
internal static class DamagedPage
{
    // A tweet without its last brace would otherwise be looked for in the whole page.
    private const int LongestTweet = 64 * 1024;

    private static readonly byte[][] AfterTweets =
        [.. ((string[])["includes", "meta", "errors"]).Select(n => System.Text.Encoding.UTF8.GetBytes($"\"{n}\""))];

    /// <summary>Writes the page without what is damaged in it; false if that is not JSON either, or nothing of it is whole.</summary>
    /// <param name="copy">The page, with <c>null</c> in the place of each damaged tweet: everything else is where it was.</param>
    /// <param name="damaged">What was taken out.</param>
    public static bool TryMend(ReadOnlySpan<byte> page, ref byte[] copy, List<Range> damaged)
    {
        damaged.Clear();
        int data = page.IndexOf("\"data\""u8);
        int first = data < 0 ? -1 : page.Length - page[(data + 6)..].TrimStart(" \t\r\n:["u8).Length;
        if (first < 0 || first == page.Length || page[data..first].IndexOf((byte)'[') < 0)
            return false;
        int quote = page[first..].IndexOf((byte)'"');
        int close = quote < 0 ? -1 : page[(first + quote + 1)..].IndexOf((byte)'"');
        if (close < 0)
            return false;
        // Each tweet begins with the same property as the first, whose own brace may be what is missing.
        ReadOnlySpan<byte> beginning = page[first] == '{' ? page.Slice(first, quote + close + 2)
            : [(byte)'{', .. page.Slice(first + quote, close + 2)];
        int end = EndOfTweets(page, first);
        if (copy.Length < page.Length)
            copy = new byte[2 * page.Length];
        Span<byte> mended = copy.AsSpan(0, page.Length);
        page.CopyTo(mended);
        int whole = 0;
        for (int at = first; at < end;)
        {
            int length = LengthOfTweet(page[at..end]);
            if (length > 0 && page[(at + length)..end].TrimStart(" \t\r\n"u8) is { IsEmpty: false } after && after[0] != ',')
                length = -1;
            whole += length > 0 ? 1 : 0;
            int next = length > 0 ? NextBrace(page[..end], at + length) : NextTweet(page[..end], at + 1, beginning);
            if (length < 0)
            {
                length = page[at..next].TrimEnd(" \t\r\n,]"u8).Length;
                mended.Slice(at, length).Fill((byte)' ');
                "null"u8[..Math.Min(4, length)].CopyTo(mended[at..]);
                damaged.Add(at..(at + length));
            }

            at = next;
        }

        if (whole == 0)
            return false;
        if (IsJson(mended))
            return true;
        if (page.Length - end < 2)
            return false;
        // The damage is in what follows the tweets.
        mended[end..].Fill((byte)' ');
        "]}"u8.CopyTo(mended[end..]);
        damaged.Add(end..page.Length);
        return IsJson(mended);
    }

    /// <summary>The bracket that closes the list of tweets, by the name that follows it; the end of the page where none does.</summary>
    private static int EndOfTweets(ReadOnlySpan<byte> page, int first)
    {
        int end = page.Length;
        foreach (byte[] name in AfterTweets)
        {
            int at = page[first..].IndexOf(name);
            ReadOnlySpan<byte> before = at < 0 ? default : page.Slice(first, at).TrimEnd(" \t\r\n,"u8);
            if (before.EndsWith("]"u8))
                end = Math.Min(end, first + before.Length - 1);
        }

        return end < page.Length ? end : first + page[first..].TrimEnd(" \t\r\n}"u8).TrimEnd("]"u8).Length;
    }

    /// <summary>Where the next object begins, if nothing but what is between objects is before it; the end otherwise.</summary>
    private static int NextBrace(ReadOnlySpan<byte> page, int from)
    {
        int at = page.Length - page[from..].TrimStart(" \t\r\n,"u8).Length;
        return at < page.Length && page[at] != ']' ? at : page.Length;
    }

    /// <summary>Where the next tweet begins that is whole, after a comma and as the first one does; the end where none does.</summary>
    private static int NextTweet(ReadOnlySpan<byte> page, int from, ReadOnlySpan<byte> beginning)
    {
        while (page[from..].IndexOf(beginning) is >= 0 and int found)
        {
            from += found;
            if (page[..from].TrimEnd(" \t\r\n"u8).EndsWith(","u8) && LengthOfTweet(page[from..]) > 0)
                return from;
            from++;
        }

        return page.Length;
    }

    /// <summary>−1 if no whole tweet begins here.</summary>
    private static int LengthOfTweet(ReadOnlySpan<byte> json)
    {
        int length = 0;
        if (json[0] != '{' || !JsonItems.EndsWithBrace(json[..Math.Min(json.Length, LongestTweet)], ref length) || !IsJson(json[..length]))
            return -1;
        HashSet<string> names = TweetObjects.Properties(json[..length]);
        return names.Contains("id") && names.Contains("text") ? length : -1;
    }

    private static bool IsJson(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
