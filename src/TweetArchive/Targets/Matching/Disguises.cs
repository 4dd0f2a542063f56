using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace TweetArchive.Targets.Matching;

/// <summary>
/// Words written so that a search does not find them: letters of another script (Моssad), digits and signs for letters (PM0I,
/// I$rael), look-alikes (IsraeI), letters repeated (Trumpppp), letters apart (M E K). <see cref="May"/> is the cheap test; only texts
/// that pass it are read again.
/// </summary>
internal static class Disguises
{
    private const int ShortestToken = 3, LongestToken = 40;

    private static readonly SearchValues<byte> signs = SearchValues.Create("$|"u8);
    private static readonly SearchValues<byte> digits = SearchValues.Create("0134578!@"u8);

    /// <summary>Whether anything in the text looks like a disguise.</summary>
    public static bool May(ReadOnlySpan<byte> text)
        => text.IndexOfAny(signs) >= 0 || HasDigitInWord(text) || HasLookalike(text) || HasRepeatOrSpacing(text) || HasTwoScripts(text);

    /// <summary>Whether a token may be a disguised word: no link, and not longer than words are.</summary>
    public static bool IsToken(ReadOnlySpan<byte> token) =>
        token.Length is >= ShortestToken and <= LongestToken && token[0] is not ((byte)'@' or (byte)'#') && token.IndexOf((byte)'/') < 0;

    private static bool HasDigitInWord(ReadOnlySpan<byte> text)
    {
        int seen = 0;
        for (int at = 0; at < text.Length; at++)
        {
            int step = text[at..].IndexOfAny(digits);
            if (step < 0)
                return false;
            at += step;
            // Between two letters, or 1 before three letters at least: 1st and covid19 are written as they are meant.
            bool before = at > 0 && IsLetter(text[at - 1]), after = at + 1 < text.Length && IsLetter(text[at + 1]);
            bool begins = text[at] == '1' && !before && at + 3 < text.Length && IsLetter(text[at + 2]) && IsLetter(text[at + 3]);
            if (after && (before || begins) && IsNewToken(text, at, ref seen))
                return true;
        }

        return false;
    }

    private static bool HasLookalike(ReadOnlySpan<byte> text)
    {
        int seen = 0;
        for (int at = 1; at < text.Length; at++)
        {
            int step = text[at..].IndexOf((byte)'I');
            if (step < 0)
                return false;
            at += step;
            if (text[at - 1] is >= (byte)'a' and <= (byte)'z' && IsNewToken(text, at, ref seen))
                return true;
        }

        return false;
    }

    /// <summary>Three equal letters in a row, or three single letters with one or two signs between.</summary>
    private static bool HasRepeatOrSpacing(ReadOnlySpan<byte> text)
    {
        ulong before = 0;
        int seen = 0;
        for (int i = 0; i < text.Length; i += 32)
        {
            (uint letters, uint repeats) = Masks(text, i);
            for (; repeats != 0; repeats &= repeats - 1)
            {
                if (IsNewToken(text, i + BitOperations.TrailingZeroCount(repeats), ref seen))
                    return true;
            }

            // Sixteen bits of the block before, and this one.
            ulong all = before | ((ulong)letters << 16);
            ulong single = all & ~(all << 1) & ~(all >> 1);
            if ((single & (single >> 2) & (single >> 4)) != 0 || (single & (single >> 3) & (single >> 6)) != 0)
                return true;
            before = letters >> 16;
        }

        return false;
    }

    private static (uint Letters, uint Repeats) Masks(ReadOnlySpan<byte> text, int at)
    {
        if (Vector256.IsHardwareAccelerated && at + 34 <= text.Length)
        {
            Vector256<byte> bytes = Vector256.Create(text.Slice(at, 32));
            Vector256<byte> letter = IsLetterOrDigit(bytes);
            Vector256<byte> same = IsLetter(bytes) & Vector256.Equals(
                bytes, Vector256.Create(text.Slice(at + 1, 32))) & Vector256.Equals(bytes, Vector256.Create(text.Slice(at + 2, 32)));
            return (letter.ExtractMostSignificantBits(), same.ExtractMostSignificantBits());
        }

        uint letters = 0, repeats = 0;
        for (int k = 0; k < 32 && at + k < text.Length; k++)
        {
            byte b = text[at + k];
            if (!IsLetter(b) && !char.IsAsciiDigit((char)b))
                continue;
            letters |= 1u << k;
            if (IsLetter(b) && at + k + 2 < text.Length && text[at + k + 1] == b && text[at + k + 2] == b)
                repeats |= 1u << k;
        }

        return (letters, repeats);
    }

    /// <summary>Letters of ASCII, and every byte beyond it, so that a letter of two bytes is never single.</summary>
    private static Vector256<byte> IsLetter(Vector256<byte> bytes)
        => Vector256.LessThan((bytes | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)26))
            | Vector256.GreaterThan(bytes, Vector256.Create((byte)0x7F));

    /// <summary>A letter between digits is part of a hash or a number, not set apart.</summary>
    private static Vector256<byte> IsLetterOrDigit(Vector256<byte> bytes)
        => IsLetter(bytes) | Vector256.LessThan(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)10));

    private static bool IsLetter(byte b) => b >= 0x80 || char.IsAsciiLetter((char)b);

    private static bool HasTwoScripts(ReadOnlySpan<byte> text)
    {
        int at = text.IndexOfAnyInRange((byte)0xCE, (byte)0xD3);
        for (; at >= 0 && at < text.Length; at++)
        {
            if (text[at] is < 0xCE or > 0xD3)
                continue;
            if ((at > 0 && char.IsAsciiLetter((char)text[at - 1])) || (at + 2 < text.Length && char.IsAsciiLetter((char)text[at + 2])))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether the stretch without white space around a place is a token that was not looked at before. One look at each: a long word of
    /// equal letters would cost its square.
    /// </summary>
    /// <param name="text">A tweet's text.</param>
    /// <param name="at">A place in it, not before the last one.</param>
    /// <param name="seen">The end of the stretch looked at last.</param>
    private static bool IsNewToken(ReadOnlySpan<byte> text, int at, ref int seen)
    {
        if (at < seen)
            return false;
        int start = at;
        while (start > 0 && text[start - 1] > ' ')
            start--;
        seen = at;
        while (seen < text.Length && text[seen] > ' ')
            seen++;
        return IsToken(text[start..seen]);
    }
}
