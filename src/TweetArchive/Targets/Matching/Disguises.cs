using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TweetArchive.Targets.Matching;

/// <summary>
/// Words written so that a search does not find them: letters of another script (Моssad), digits and signs for letters (PM0I,
/// I$rael), look-alikes (IsraeI), letters repeated (Trumpppp), letters apart (M E K), signs between them (Ma-du-ro, 法/轮/功) or for a
/// vowel (Tr*mp). <see cref="May"/> is the cheap test, 32 bytes a step; only texts that pass it are read again. One worker's.
/// </summary>
internal sealed class Disguises
{
    private const int ShortestToken = 3, LongestToken = 40;

    // Zeros before and after the text, so that vectors may begin before it and end after it.
    private const int Front = 8, Padding = 64;

    private byte[] bytes = new byte[1024];

    // A bit for each letter or digit, and one for each byte beyond ASCII, with zeros after them.
    private uint[] words = new uint[36], high = new uint[36];

    /// <summary>Whether anything in the text looks like a disguise.</summary>
    public bool May(ReadOnlySpan<byte> text)
    {
        if (Front + text.Length + Padding > bytes.Length)
        {
            bytes = new byte[Front + (2 * text.Length) + Padding];
            words = new uint[(bytes.Length >> 5) + 4];
            high = new uint[words.Length];
        }

        text.CopyTo(bytes.AsSpan(Front));
        bytes.AsSpan(Front + text.Length, Padding).Clear();
        int block = 0, seen = 0;
        for (int at = 0; at < text.Length; at += 32, block++)
        {
            ref byte here = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(bytes), Front + at);
            uint disguised = Look(ref here, out words[block], out high[block], out uint apart);
            // Letters apart are read wherever they are, in sentences without spaces too.
            if (apart != 0)
                return true;
            for (; disguised != 0; disguised &= disguised - 1)
            {
                // One look at each token.
                int place = at + BitOperations.TrailingZeroCount(disguised);
                if (place < seen)
                    continue;
                if (IsToken(TokenAt(text, place, out seen)))
                    return true;
            }
        }

        words[block] = words[block + 1] = high[block] = high[block + 1] = 0;
        return HasSpacing(block);
    }

    /// <summary>A sign that parts the letters of a word, wherever it is: what is left without it may be a name.</summary>
    public static bool IsPartingSign(int c) => c is '*' or '/' or '-' or '.' or '~' or '+' or '•' or '·' or 'ـ';

    /// <summary>Whether a token may be a disguised word: no link, and not longer than words are.</summary>
    public static bool IsToken(ReadOnlySpan<byte> token)
        => token.Length is >= ShortestToken and <= LongestToken && token[0] is not ((byte)'@' or (byte)'#') && token.IndexOf("//"u8) < 0;

    /// <summary>
    /// Whether three single letters or digits have one or two bytes between them, or four letters of two bytes each have one.
    /// </summary>
    private bool HasSpacing(int blocks)
    {
        // 64 bits, 48 of them new: a group has at most eleven bytes, and the neighbours of the first and the last bit are not known.
        ref byte mask = ref Unsafe.As<uint, byte>(ref MemoryMarshal.GetArrayDataReference(words));
        ref byte highMask = ref Unsafe.As<uint, byte>(ref MemoryMarshal.GetArrayDataReference(high));
        for (int at = 0; at < blocks << 2; at += 6)
        {
            ulong all = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref mask, at));
            ulong known = at == 0 ? ulong.MaxValue : ulong.MaxValue << 1, first = all & ~(all << 1) & known;
            ulong single = first & ~(all >> 1) & (ulong.MaxValue >> 1);
            ulong wide = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref highMask, at));
            ulong two = first & wide & (wide >> 1) & ~(all >> 2) & (ulong.MaxValue >> 2);
            if (((single & (single >> 2) & (single >> 4)) | (single & (single >> 3) & (single >> 6))
                | (two & (two >> 3) & (two >> 6) & (two >> 9))) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The bytes of 32 that look like a part of a disguise: a digit or sign for a letter inside a word, or 1 before three letters (1st and
    /// covid19 are written as they are meant); a capital I after a small letter; three equal letters; a letter of Greek or Cyrillic next to
    /// one of ASCII; a star between letters, a dot between two tatweels, two hyphens in one word close to each other. Apart is a slash
    /// between letters beyond ASCII. Of the vectors only the highest bit of each byte counts.
    /// </summary>
    private static uint Look(ref byte here, out uint words, out uint high, out uint apart)
    {
        Vector256<byte> these = Vector256.LoadUnsafe(ref here), before = Vector256.LoadUnsafe(ref Unsafe.Subtract(ref here, 1));
        Vector256<byte> next = Vector256.LoadUnsafe(ref Unsafe.Add(ref here, 1));
        Vector256<byte> second = Vector256.LoadUnsafe(ref Unsafe.Add(ref here, 2));
        Vector256<byte> letters = Letters(these), isBefore = Letters(before), isNext = Letters(next), isSecond = Letters(second);
        Vector256<byte> digits = In(these, '0', '9');
        // A letter between digits is part of a hash or a number, not set apart.
        words = (letters | digits).ExtractMostSignificantBits();
        high = these.ExtractMostSignificantBits();
        apart = (Are(these, '/') & before & next).ExtractMostSignificantBits();
        digits = (digits & ~(Are(these, '2') | Are(these, '6') | Are(these, '9'))) | Are(these, '!') | Are(these, '@');
        Vector256<byte> begins = Are(these, '1') & isSecond & Letters(Vector256.LoadUnsafe(ref Unsafe.Add(ref here, 3)));
        Vector256<byte> inside = digits & isNext & (isBefore | begins);
        Vector256<byte> signs = (Are(these, '$') | Are(these, '|')) & (isBefore | isNext);
        Vector256<byte> lookalikes = Are(these, 'I') & In(before, 'a', 'z');
        Vector256<byte> repeats = letters & Vector256.Equals(these, next) & Vector256.Equals(these, second);
        Vector256<byte> twoScripts = In(these, (char)0xCE, (char)0xD3) & (AsciiLetters(before) | AsciiLetters(second));
        return (inside | signs | lookalikes | repeats | twoScripts | Parting(ref here)).ExtractMostSignificantBits();
    }

    /// <summary>Signs that part the letters of a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Parting(ref byte here)
    {
        Vector256<byte> these = Vector256.LoadUnsafe(ref here), before = Vector256.LoadUnsafe(ref Unsafe.Subtract(ref here, 1));
        Vector256<byte> next = Vector256.LoadUnsafe(ref Unsafe.Add(ref here, 1));
        Vector256<byte> stars = Are(these, '*') & Letters(before) & Letters(next);
        // The last byte of a tatweel, and the first one of another Arabic letter.
        Vector256<byte> dots = Are(these, '.') & Are(before, (char)0x80) & Are(next, (char)0xD9);
        Vector256<byte> again = HyphenAt(ref here, 2) | HyphenAt(ref here, 3) | HyphenAt(ref here, 4) | HyphenAt(ref here, 5);
        return stars | dots | (Are(these, '-') & Letters(before) & Letters(next) & again);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> HyphenAt(ref byte here, int offset) => Are(Vector256.LoadUnsafe(ref Unsafe.Add(ref here, offset)), '-');

    /// <summary>Letters of ASCII, and every byte beyond it, so that a letter of two bytes is never single.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Letters(Vector256<byte> bytes) => bytes | AsciiLetters(bytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> AsciiLetters(Vector256<byte> bytes) => In(bytes | Vector256.Create((byte)0x20), 'a', 'z');

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> In(Vector256<byte> bytes, char first, char last)
        => Vector256.LessThanOrEqual(bytes - Vector256.Create((byte)first), Vector256.Create((byte)(last - first)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Are(Vector256<byte> bytes, char sign) => Vector256.Equals(bytes, Vector256.Create((byte)sign));

    /// <summary>The stretch without white space around a place.</summary>
    private static ReadOnlySpan<byte> TokenAt(ReadOnlySpan<byte> text, int at, out int end)
    {
        int start = at;
        end = at;
        while (start > 0 && text[start - 1] > ' ')
            start--;
        while (end < text.Length && text[end] > ' ')
            end++;
        return text[start..end];
    }
}
