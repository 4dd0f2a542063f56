using System.IO.Hashing;

namespace TweetArchive.Analysis.Narratives;

/// <summary>The different 5-character pieces of a text, as sorted hashes.</summary>
internal static class Shingles
{
    public const int Length = 5;

    /// <summary>Shingles of a UTF-8 text of at least five characters, in order, each once.</summary>
    public static ReadOnlySpan<uint> Of(ReadOnlySpan<byte> text, ref uint[] buffer)
    {
        if (buffer.Length < text.Length)
            buffer = new uint[2 * text.Length];
        Span<int> starts = stackalloc int[Length + 1];
        int characters = 0, count = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (text[i] & 0xC0) == 0x80)
                continue;
            // A ring of where the last characters began; i begins the one after the shingle.
            starts[characters % (Length + 1)] = i;
            if (characters++ >= Length)
                buffer[count++] = (uint)XxHash3.HashToUInt64(text[starts[characters % (Length + 1)]..i]);
        }

        Span<uint> all = buffer.AsSpan(0, count);
        all.Sort();
        int kept = 0;
        for (int i = 0; i < all.Length; i++)
        {
            if (i == 0 || all[i] != all[kept - 1])
                all[kept++] = all[i];
        }

        return all[..kept];
    }

    /// <summary>Shingles in common over shingles in all; both in order.</summary>
    public static double Jaccard(ReadOnlySpan<uint> a, ReadOnlySpan<uint> b)
    {
        int common = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (a[i] == b[j])
            {
                common++;
                i++;
                j++;
            }
            else if (a[i] < b[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        int union = a.Length + b.Length - common;
        return union == 0 ? 0 : common / (double)union;
    }
}
