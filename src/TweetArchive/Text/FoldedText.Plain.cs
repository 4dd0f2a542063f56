using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TweetArchive.Text;

// The common case: characters that fold to one each, 32 of ASCII a step, others by one table.
internal sealed partial class FoldedText
{
    // Four ASCII bytes in a row: worth a vector.
    private const uint HighBits = 0x80808080;

    /// <summary>Folds from <paramref name="from"/> on until something is not plain; returns where.</summary>
    private int AppendPlain(ReadOnlySpan<byte> part, int from)
    {
        if (pendingZwnj)
            return from;
        int i = from;
        while (i < part.Length)
        {
            int start = i;
            bool isAfterAscii = length == 0 || bytes[length - 1] < 0x80;
            if (isAfterAscii)
                i += AppendAscii(FirstOf(part[i..]), i, part.Length - i);
            if (isAfterAscii || !IsAfterUnspaced())
                i = AppendPairs(part, i);
            if (i < part.Length && i == start)
            {
                int size = AppendRare(part, i);
                if (size == 0)
                    return i;
                i += size;
            }
        }

        return i;
    }

    /// <summary>Whether the last character is of a script without spaces: a word begins after it in any case.</summary>
    private bool IsAfterUnspaced() => (LastLetter() & LetterTable.Unspaced) != 0;

    /// <summary>The first 32 bytes; zeros after fewer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> FirstOf(ReadOnlySpan<byte> rest)
    {
        if (rest.Length >= Vector256<byte>.Count)
            return Vector256.Create(rest);
        Span<byte> few = stackalloc byte[Vector256<byte>.Count];
        few.Clear();
        rest.CopyTo(few);
        return Vector256.Create((ReadOnlySpan<byte>)few);
    }

    /// <summary>Bytes of ASCII, as many of the next 32 as there are and fold by themselves; returns how many.</summary>
    private int AppendAscii(Vector256<byte> these, int at, int left)
    {
        Vector256<byte> isUpper = Vector256.LessThan(these - Vector256.Create((byte)'A'), Vector256.Create((byte)26));
        Vector256<byte> isSpace = Vector256.LessThan(these, Vector256.Create((byte)0x21))
            | Vector256.Equals(these, Vector256.Create((byte)'-')) | Vector256.Equals(these, Vector256.Create((byte)'_'))
            | Vector256.Equals(these, Vector256.Create((byte)0x7F));
        uint spaces = isSpace.ExtractMostSignificantBits();
        // What is beyond ASCII, may be an HTML entity, or is left out since a space is before it.
        uint others = (these | Vector256.Equals(these, Vector256.Create((byte)'&'))).ExtractMostSignificantBits()
            | (spaces & ((spaces << 1) | (length == 0 || bytes[length - 1] == ' ' ? 1u : 0)));
        int count = Math.Min(left, BitOperations.TrailingZeroCount(others));
        if (count == 0)
            return 0;

        Vector256<byte> folded = these | (isUpper & Vector256.Create((byte)0x20));
        folded = Vector256.ConditionalSelect(isSpace, Vector256.Create((byte)' '), folded);
        folded = Vector256.ConditionalSelect(Vector256.Equals(these, Vector256.Create((byte)'`')), Vector256.Create((byte)'\''), folded);
        Vector256<byte> isWord = Vector256.LessThan(folded - Vector256.Create((byte)'a'), Vector256.Create((byte)26))
            | Vector256.LessThan(these - Vector256.Create((byte)'0'), Vector256.Create((byte)10));
        folded.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(bytes), (nuint)length);
        (isWord & Vector256.Create(InWord)).StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(kinds), (nuint)length);
        ref ulong to = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(places), length);
        // The start of each is one more than that of the one before, and so is the end.
        var step = Vector256.Create(0x1_0000_0001UL);
        Vector256<ulong> place = Vector256.Create(Place(at, at + 1)) + (Vector256<ulong>.Indices * step);
        for (int k = 0; KeepsPlaces && k < count; k += Vector256<ulong>.Count)
        {
            place.StoreUnsafe(ref to, (nuint)k);
            place += step * 4;
        }

        length += count;
        return count;
    }

    /// <summary>One or two bytes by the table of pairs, until one is rare or a run of ASCII begins after a space; returns where.</summary>
    private int AppendPairs(ReadOnlySpan<byte> part, int from)
    {
        ref readonly uint rows = ref LetterTable.Rows;
        ref readonly ulong pairs = ref LetterTable.Pairs;
        ref byte text = ref MemoryMarshal.GetReference(part);
        ref byte toBytes = ref MemoryMarshal.GetArrayDataReference(bytes);
        ref byte toKinds = ref MemoryMarshal.GetArrayDataReference(kinds);
        bool keepsPlaces = KeepsPlaces;
        ulong left = LastAsLeft();
        nint i = from, at = length, end = part.Length;
        while (i < end)
        {
            uint first = Unsafe.Add(ref text, i);
            ulong pair = LetterTable.OfPair(in rows, in pairs, first, i + 1 < end ? Unsafe.Add(ref text, i + 1) : 0u);
            if (LetterTable.Pair.IsRare(left, pair))
                break;
            // Two bytes in any case; the second one is written over.
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref toBytes, at), (ushort)pair);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref toKinds, at), (ushort)(pair >> LetterTable.Pair.KindShift));
            // The size is of the first byte, not of the table: the next character need not wait for it.
            nint size = 1 + (nint)(first >> 7), count = (nint)(pair >> LetterTable.Pair.LengthShift) & 3;
            if (keepsPlaces)
                places[at] = places[at + 1] = Place((int)i, (int)(i + size));
            i += size;
            at += count;
            if (count == 0)
                continue;
            left = LetterTable.Pair.AsLeft(pair);
            if ((pair & LetterTable.Pair.Space) != 0 && i + sizeof(uint) <= end
                && (Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref text, i)) & HighBits) == 0)
                break;
        }

        length = (int)at;
        return (int)i;
    }

    /// <summary>One character that is rare in most texts; returns its bytes, 0 when it is odd where it is.</summary>
    private int AppendRare(ReadOnlySpan<byte> part, int at)
    {
        if (part[at] == '&')
            return 0;
        int c = CodePoints.Decode(part, at, out int size);
        if (c >= 0x10000)
            return 0;
        uint letter = LetterTable.Of[c], last = LastLetter();
        if ((letter & LetterTable.Odd) != 0 && !TryResolve(ref letter, last, part, at + size))
            return 0;
        int count = (int)(letter & LetterTable.Length) >> LetterTable.LengthShift;
        if (letter == LetterTable.Space && (length == 0 || bytes[length - 1] == ' '))
            return size;
        byte kind = (letter & LetterTable.Word) == 0 ? (byte)0 : (byte)(InWord | KindBetween(last, letter));
        for (int k = 0; k < count; k++)
            Put((byte)(letter >> (8 * k)), k == 0 ? kind : (byte)(kind & InWord), at, at + size);
        return size;
    }

    /// <summary>What the last character means for the next, as the table of pairs has it.</summary>
    private ulong LastAsLeft()
    {
        ulong pair = LetterTable.Pair.AfterAnything;
        if (length == 0 || bytes[length - 1] == ' ')
            pair |= LetterTable.Pair.AfterSpace;
        else if (bytes[length - 1] >= 0x80 && LastLetter() is var last)
        {
            pair |= (last & LetterTable.Arabic) != 0 ? LetterTable.Pair.AfterArabic
                : (last & 0xFF) is 0xD6 or 0xD7 ? LetterTable.Pair.AfterHebrew : 0;
        }

        return LetterTable.Pair.AsLeft(pair);
    }

    /// <summary>An odd character that is a plain one where it is; <paramref name="next"/> is where the next one begins.</summary>
    private static bool TryResolve(ref uint letter, uint last, ReadOnlySpan<byte> part, int next)
    {
        switch (letter & (LetterTable.Odd | LetterTable.Digit | LetterTable.Arabic))
        {
            // Not after a Hebrew letter, of which the first byte is one of two.
            case LetterTable.HebrewMark when (last & 0xFF) is not (0xD6 or 0xD7):
                letter &= ~LetterTable.HebrewMark;
                return true;
            // Between two Arabic letters it is a space.
            case LetterTable.Zwnj when (last & LetterTable.Arabic) != 0 && BeginsWithPlainArabic(part[next..]):
                letter = LetterTable.Space;
                return true;
            default:
                return false;
        }
    }

    private static bool BeginsWithPlainArabic(ReadOnlySpan<byte> text)
        => text.Length > 1 && text[0] is >= 0xD8 and <= 0xDB && (text[1] & 0xC0) == 0x80
        && (LetterTable.Of[((text[0] & 0x1F) << 6) | (text[1] & 0x3F)] & (LetterTable.Arabic | LetterTable.Odd)) == LetterTable.Arabic;

    /// <summary>What the first byte of a letter has besides <see cref="InWord"/>: scripts without spaces, digits after Arabic.</summary>
    private uint KindBetween(uint left, uint right)
    {
        if ((left & right & LetterTable.Word) == 0)
            return 0;
        uint parts = ((left ^ right) & LetterTable.Unspaced) != 0
            || ((left & LetterTable.Arabic) != 0 && (right & LetterTable.Digit) != 0) ? Parts : 0u;
        bool begins = (((left | right) & LetterTable.Unspaced) != 0 && (left & right & LetterTable.Katakana) == 0) || parts != 0;
        hasBetween |= begins || parts != 0;
        return parts | (begins ? Begins : 0u);
    }

    /// <summary>The last character as <see cref="LetterTable"/> has it; 0 after a separator.</summary>
    private uint LastLetter()
    {
        int previous = Previous();
        return previous is > 0 and < 0x10000 && LetterTable.Of[previous] is uint letter && (letter & LetterTable.Odd) == 0 ? letter
            : previous == 0 ? 0 : LetterTable.Itself(previous);
    }
}
