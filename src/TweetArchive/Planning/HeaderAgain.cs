using System.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Planning;

/// <summary>What a header in the middle of the file is to a file that is read by its first one.</summary>
internal enum HeaderKind : byte { None, Same, Other }

/// <summary>A header of other columns, or in another order, was met where records were expected: the entry must be read in order.</summary>
internal sealed class OtherHeaderException(int entry, long offset) : Exception
{
    /// <summary>The entry's place in the catalog.</summary>
    public int Entry => entry;

    public long Offset => offset;
}

/// <summary>Files are put together from others with their headers; some of these have other columns.</summary>
internal static class HeaderAgain
{
    private const int Longest = 4096;

    /// <summary>Whether bytes that are not a record are a header.</summary>
    public static HeaderKind Of(ReadOnlySpan<byte> bytes, EntryHead head)
    {
        // What cannot be read by the columns before is one reject with all that follows it.
        int end = bytes[..Math.Min(bytes.Length, Longest)].IndexOf((byte)'\n');
        bytes = end < 0 ? bytes : bytes[..end];
        if (bytes.Length > Longest || bytes.IndexOf("userid"u8) < 0
            || (bytes.IndexOf("tweetid"u8) < 0 && bytes.IndexOf("user_screen_name"u8) < 0))
            return HeaderKind.None;
        string[] names = CsvHeader.Split(
            Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Trim('\uFEFF', '\r', '\n')));
        if (names.SequenceEqual(head.Schema.Header))
            return HeaderKind.Same;
        try
        {
            return TweetSchema.FromHeader(names).Kind == head.Schema.Kind ? HeaderKind.Other : HeaderKind.None;
        }
        catch (SchemaException)
        {
            return HeaderKind.None;
        }
    }
}
