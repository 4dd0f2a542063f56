using System.Text;

namespace TweetArchive.Dataset.Parquet;

/// <summary>
/// What a column chunk's footer entry says of its values, so that readers may skip the chunk. Parquet.Net's own are not
/// used: it orders text by UTF-16 code units where the format wants unsigned UTF-8 bytes, says 0 to 0 of a chunk that
/// holds nothing but nulls, and repeats a megabyte of text four times. Source of the rules: parquet-format,
/// parquet.thrift, struct Statistics.
/// </summary>
/// <param name="NullCount">Null rows; null where a count of rows would mislead (lists).</param>
/// <param name="Min">Lower bound in PLAIN encoding without length prefix, or null for "unknown".</param>
/// <param name="Max">Upper bound, in the same way.</param>
/// <param name="MinExact">Whether <paramref name="Min"/> occurs in the chunk.</param>
/// <param name="MaxExact">Whether <paramref name="Max"/> occurs in the chunk.</param>
internal readonly record struct ColumnStatistics(long? NullCount, byte[]? Min, byte[]? Max, bool MinExact = true, bool MaxExact = true)
{
    /// <summary>Longer text bounds are shortened. Ids and hashes (44 to 64 bytes) stay whole.</summary>
    internal const int LongestBound = 96;

    public static ColumnStatistics WithoutBounds(long? nullCount) => new(nullCount, null, null);

    /// <summary>Bounds of valid UTF-8 text, themselves valid UTF-8, shortened outwards where they are long.</summary>
    public static ColumnStatistics OfText(long nullCount, ReadOnlySpan<byte> min, ReadOnlySpan<byte> max)
    {
        bool minExact = min.Length <= LongestBound, maxExact = max.Length <= LongestBound;
        return new ColumnStatistics(
            nullCount,
            minExact ? min.ToArray() : Prefix(min).ToArray(), // a prefix sorts before what it begins
            maxExact ? max.ToArray() : Successor(Prefix(max)),
            minExact,
            maxExact);
    }

    /// <summary>The longest run of whole characters that fits.</summary>
    private static ReadOnlySpan<byte> Prefix(ReadOnlySpan<byte> text)
    {
        int length = LongestBound;
        while (length > 0 && (text[length] & 0xC0) == 0x80)
            length--;
        return text[..length];
    }

    /// <summary>
    /// The least text, no longer in characters, above everything that begins with <paramref name="prefix"/>: the last
    /// character that can be raised is raised, the rest dropped. Null if all are U+10FFFF.
    /// </summary>
    internal static byte[]? Successor(ReadOnlySpan<byte> prefix)
    {
        while (!prefix.IsEmpty)
        {
            Rune.DecodeLastFromUtf8(prefix, out Rune last, out int length);
            prefix = prefix[..^length];
            if (last.Value == 0x10FFFF)
                continue;
            var raised = new Rune(last.Value == 0xD7FF ? 0xE000 : last.Value + 1); // surrogates are not characters
            byte[] bound = new byte[prefix.Length + raised.Utf8SequenceLength];
            prefix.CopyTo(bound);
            raised.EncodeToUtf8(bound.AsSpan(prefix.Length));
            return bound;
        }

        return null;
    }
}
