using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TweetArchive.Targets.Matching;
using TweetArchive.Text;

namespace TweetArchive.Targets.Evidence;

/// <summary>
/// One cheap pass over released bytes that says "surely no alias here" for most tweets. The text becomes a row of
/// <see cref="LetterCodes"/>, everything but letters and digits left out. Whatever the exact matcher finds (in words, hashtags,
/// handles or links) has the alias's own row as a stretch of the text's row, so a few letters of each alias are evidence that
/// cannot be missed. Immutable.
/// </summary>
internal sealed partial class EvidenceFilter
{
    /// <summary>Zeros before the codes of a text, so that a stretch may begin before its window.</summary>
    private const int Front = 8;

    private const uint LetterBits = 0x7F7F7F7F;
    private const ulong LongestLetterBits = 0x7F7F7F7F7F7F7F7F;
    private const uint Multiplier = 0x9E3779B1;

    // Four codes hashed to a bit; what it lets through is looked up exactly.
    private readonly ulong[] windows;
    private readonly int shift;
    private readonly uint[] keys;
    private readonly int[] firstStretch;
    private readonly Stretch[] stretches;

    // Names of two to four letters that stand by their capitals, by two neighbouring ones; and short names of any case.
    private readonly ulong[] capitalPairs = new ulong[128 * 128 / 64];
    private readonly ulong[] dottedPairs = new ulong[128 * 128 / 64];
    private readonly ulong[] anyPairs = new ulong[128 * 128 / 64];
    private readonly bool hasDottedPairs;
    private readonly bool hasAnyPairs;
    private readonly ushort[] shortFirst = new ushort[1 << 15];
    private readonly ShortName[] shortNames;
    // Windows of names of exactly four letters, which must be found at odd places as well: small, so that it stays in the first cache.
    private const int OddShift = 16;
    private readonly ulong[] oddWindows = new ulong[1 << 10];
    private readonly bool always;
    private readonly bool readsDisguises;
    private bool needsEveryText;

    /// <summary>Consecutive codes of an alias, at most eight; <paramref name="Offset"/> is where the window begins in them.</summary>
    private readonly record struct Stretch(ulong Codes, ulong Mask, int Offset, bool IsShort, int Next);

    /// <summary>
    /// A name of two to four letters, with what else must hold, since two letters alone are in every sentence; <paramref name="GoesOn"/>:
    /// letters may follow.
    /// </summary>
    private readonly record struct ShortName(int Length, uint Letters, uint Upper, uint Dots, bool Cased, bool GoesOn, int Next);

    /// <summary>Whether this processor takes 64 bytes a step; tests switch it off.</summary>
    internal bool UseVectors { get; set; } = LetterStream.HasVectors;

    /// <summary>False only when the exact matcher can find no alias in <paramref name="text"/>.</summary>
    /// <param name="text">A tweet's text, or the cell of its hashtags.</param>
    /// <param name="html">Whether HTML entities are decoded there.</param>
    /// <param name="buffer">The caller's, grown when needed.</param>
    public bool MayMention(ReadOnlySpan<byte> text, bool html, ref byte[] buffer)
    {
        if (always)
            return !text.IsEmpty;
        if (text.Length < 2)
            return false;
        if (hasFlags && text.IndexOf(flagLead) >= 0)
            return true;
        if (readsDisguises && html && Disguises.May(text))
            return true;
        if (text.IndexOfAny(foreignLeads) >= 0 && HasForeignName(text, html))
            return true;
        if (buffer.Length < Front + text.Length + LetterStream.Padding)
            buffer = new byte[Front + (2 * text.Length) + LetterStream.Padding];
        buffer.AsSpan(0, Front).Clear();
        int count = LetterStream.Write(text, buffer.AsSpan(Front), UseVectors, out LetterStream.Signs signs);
        if (signs == LetterStream.Signs.Complex && !TryWriteParts(text, html, buffer, out count, out signs))
            return MayMentionCarefully(text, html, ref buffer);
        buffer.AsSpan(Front + count, LetterStream.Padding).Clear();

        if (HasCapitals(buffer, count) || HasStretch(buffer, count, out bool isShort))
            return true;
        bool looksShort = isShort || (hasDottedPairs && signs == LetterStream.Signs.InnerDot && HasDottedPair(text))
            || (hasAnyPairs && HasAnyPair(buffer, count));
        return looksShort && HasShortName(text, html, buffer, out _);
    }

    /// <summary>With a buffer of its own.</summary>
    internal bool MayMention(ReadOnlySpan<byte> text, bool html)
    {
        byte[] buffer = [];
        return MayMention(text, html, ref buffer);
    }

    /// <summary>The codes of what stands between ampersands: &amp;amp; and its like part words as the plain sign does.</summary>
    private bool TryWriteParts(ReadOnlySpan<byte> text, bool html, byte[] buffer, out int count, out LetterStream.Signs signs)
    {
        count = 0;
        // A dot beside an entity is looked at by whoever looks at dots.
        signs = LetterStream.Signs.InnerDot;
        for (ReadOnlySpan<byte> rest = text; ;)
        {
            int at = rest.IndexOf((byte)'&');
            count += LetterStream.Write(at < 0 ? rest : rest[..at], buffer.AsSpan(Front + count), UseVectors, out LetterStream.Signs found);
            if (found == LetterStream.Signs.Complex || (at < 0 && rest.Length == text.Length))
                return false;
            if (at < 0)
                return true;
            rest = rest[at..];
            int length = 1;
            if (html)
            {
                int sign = CodePoints.DecodeHtml(rest, 0, out length);
                if (length > 1 && sign is not ('&' or '<' or '>' or '"'))
                    return false;
            }

            rest = rest[length..];
        }
    }

    private bool MayMentionCarefully(ReadOnlySpan<byte> text, bool html, ref byte[] buffer)
    {
        // One character may stand for four letters, in three bytes.
        if (buffer.Length < Front + (2 * text.Length) + LetterStream.Padding)
            buffer = new byte[Front + (3 * text.Length) + LetterStream.Padding];
        if (HasForeignName(text, html) || HasShortName(text, html, buffer, out int count))
            return true;
        buffer.AsSpan(Front + count, LetterStream.Padding).Clear();
        return HasStretch(buffer, count, out _);
    }

    /// <summary>Looks up every second window: whoever has five letters has a window of four at an even place.</summary>
    private bool HasStretch(byte[] buffer, int count, out bool isShort)
    {
        isShort = false;
        ref byte codes = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(buffer), Front);
        ref ulong bits = ref MemoryMarshal.GetArrayDataReference(windows);
        ref ulong odds = ref MemoryMarshal.GetArrayDataReference(oddWindows);
        int move = shift;
        // Four at a time, with one branch that is seldom taken; behind the last code stand zeros.
        for (int i = 0; i < count; i += 8)
        {
            ulong seen = Bit(ref bits, Hash(ref codes, i, move)) | Bit(ref bits, Hash(ref codes, i + 2, move))
                | Bit(ref bits, Hash(ref codes, i + 4, move)) | Bit(ref bits, Hash(ref codes, i + 6, move));
            if ((seen & 1) != 0)
            {
                for (int at = i; at < i + 8; at += 2)
                {
                    if ((Bit(ref bits, Hash(ref codes, at, move)) & 1) != 0 && IsStretch(ref codes, at, ref isShort))
                        return true;
                }
            }

            ulong odd = Bit(ref odds, Hash(ref codes, i + 1, OddShift)) | Bit(ref odds, Hash(ref codes, i + 3, OddShift))
                | Bit(ref odds, Hash(ref codes, i + 5, OddShift)) | Bit(ref odds, Hash(ref codes, i + 7, OddShift));
            if ((odd & 1) == 0)
                continue;
            for (int at = i + 1; at < i + 8; at += 2)
            {
                if ((Bit(ref odds, Hash(ref codes, at, OddShift)) & 1) != 0 && IsStretch(ref codes, at, ref isShort))
                    return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(ref byte codes, int at, int move) => (WindowAt(ref codes, at) * Multiplier) >> move;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint WindowAt(ref byte codes, int at) => Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref codes, at)) & LetterBits;

    /// <summary>The bit of a hash, lowest; the others are of no interest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bit(ref ulong bits, uint hash) => Unsafe.Add(ref bits, hash >> 6) >> (int)hash;

    private bool IsStretch(ref byte codes, int at, ref bool isShort)
    {
        uint window = WindowAt(ref codes, at);
        uint slot = Slot(window);
        while (keys[slot] != window)
        {
            if (keys[slot] == 0)
                return false;
            slot = (slot + 1) & (uint)(keys.Length - 1);
        }

        for (int s = firstStretch[slot]; s >= 0; s = stretches[s].Next)
        {
            ref readonly Stretch stretch = ref stretches[s];
            ulong there = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref codes, at - stretch.Offset)) & stretch.Mask;
            if (there != stretch.Codes)
                continue;
            if (!stretch.IsShort)
                return true;
            isShort = true;
        }

        return false;
    }

    /// <summary>Whether a short name stands there in its capitals; running text seldom has two in a row.</summary>
    private bool HasCapitals(byte[] buffer, int count)
    {
        ref byte codes = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(buffer), Front);
        ulong before = 0;
        for (int i = 0; i < count; i += 64)
        {
            ulong upper = Vector512.LoadUnsafe(ref codes, (nuint)i).ExtractMostSignificantBits();
            ulong pairs = upper & ((upper << 1) | before);
            before = upper >> 63;
            for (; pairs != 0; pairs &= pairs - 1)
            {
                int at = i + (int)ulong.TrailingZeroCount(pairs);
                if (IsIn(capitalPairs, Unsafe.Add(ref codes, at - 1) & 127u, Unsafe.Add(ref codes, at) & 127u)
                    && HasCapitalName(ref codes, at))
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a short name in capitals covers the two codes that end at <paramref name="at"/>.</summary>
    private bool HasCapitalName(ref byte codes, int at)
    {
        // The last letter of the name is the second of the pair, or up to two later.
        for (int last = at; last <= at + 2; last++)
        {
            uint window = 0, upper = 0;
            for (int k = 3; k >= 0; k--)
            {
                uint code = Unsafe.Add(ref codes, last - k);
                window = (window << 7) | (code & 127);
                upper = (upper << 1) | (code >> 7);
            }

            for (int n = shortFirst[(window & 0x3FFF) | ((upper & 1) << 14)]; n != 0; n = shortNames[n].Next)
            {
                ref readonly ShortName name = ref shortNames[n];
                if (name.Upper != 0 && (window & Ones(name.Length)) == name.Letters && (upper & name.Upper) == name.Upper)
                    return true;
            }
        }

        return false;
    }

    private bool HasDottedPair(ReadOnlySpan<byte> text)
    {
        for (int at = 0; ;)
        {
            int step = text[at..].IndexOf((byte)'.');
            if (step < 0)
                return false;
            at += step + 1;
            if (at < 2 || at >= text.Length)
                continue;
            byte before = text[at - 2], after = text[at];
            // Beyond ASCII something invisible may stand beside the dot.
            if (before >= 0x80 || after >= 0x80)
            {
                if (before > ' ' && after > ' ')
                    return true;
            }
            else if (IsIn(dottedPairs, LetterCodes.OfAscii[before] & 127u, LetterCodes.OfAscii[after] & 127u))
                return true;
        }
    }

    private bool HasAnyPair(byte[] buffer, int count)
    {
        for (int i = Front + 1; i < Front + count; i++)
        {
            if (IsIn(anyPairs, buffer[i - 1] & 127u, buffer[i] & 127u))
                return true;
        }

        return false;
    }

    private static bool IsIn(ulong[] pairs, uint first, uint second) => (pairs[(first << 1) | (second >> 6)] & (1UL << (int)second)) != 0;

    private static uint Ones(int length) => (1u << (7 * length)) - 1;

    private uint Slot(uint window) => (uint)(((ulong)window * 0x9E3779B97F4A7C15UL) >> 40) & (uint)(keys.Length - 1);
}
