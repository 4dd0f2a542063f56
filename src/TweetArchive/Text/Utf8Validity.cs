using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text.Unicode;

namespace TweetArchive.Text;

/// <summary>
/// Whether text is valid UTF-8. Every tweet is asked, and .NET's own answer looks at characters beyond ASCII one by one; this one
/// looks at 32 bytes at once: three tables of sixteen entries tell what is wrong with two neighbouring bytes, and a comparison tells
/// where a third or fourth byte must be. Where AVX2 is missing, .NET answers.
/// </summary>
/// <remarks>
/// Keiser and Lemire, Validating UTF-8 in less than one instruction per byte (2021), <see href="https://doi.org/10.1002/spe.2940"/>.
/// </remarks>
internal static class Utf8Validity
{
    // What can be wrong with two bytes. An error is set if all three tables agree on it.
    private const byte TooShort = 1 << 0;
    private const byte TooLong = 1 << 1;
    private const byte Overlong3 = 1 << 2;
    private const byte TooLarge = 1 << 3;
    private const byte Surrogate = 1 << 4;
    private const byte Overlong2 = 1 << 5;
    private const byte Overlong4 = 1 << 6;
    private const byte TwoContinuations = 1 << 7;

    // Above U+110000 the second byte is 0x8x only after 0xF5 and more; the bit of overlong forms of four bytes is free there.
    private const byte TooLarge1000 = Overlong4;
    private const byte Any = TooShort | TooLong | TwoContinuations;

    /// <summary>Errors by the first byte's upper half, its lower half, and the second byte's upper half.</summary>
    private static readonly Vector128<byte> FirstHigh = Vector128.Create(
        TooLong, TooLong, TooLong, TooLong, TooLong, TooLong, TooLong, TooLong,
        TwoContinuations, TwoContinuations, TwoContinuations, TwoContinuations,
        TooShort | Overlong2, TooShort, TooShort | Overlong3 | Surrogate, TooShort | TooLarge | TooLarge1000 | Overlong4);

    private static readonly Vector128<byte> FirstLow = Vector128.Create(
        Any | Overlong3 | Overlong2 | Overlong4, Any | Overlong2, Any, Any, Any | TooLarge, Any | TooLarge | TooLarge1000,
        Any | TooLarge | TooLarge1000, Any | TooLarge | TooLarge1000, Any | TooLarge | TooLarge1000, Any | TooLarge | TooLarge1000,
        Any | TooLarge | TooLarge1000, Any | TooLarge | TooLarge1000, Any | TooLarge | TooLarge1000,
        Any | TooLarge | TooLarge1000 | Surrogate, Any | TooLarge | TooLarge1000, Any | TooLarge | TooLarge1000);

    private static readonly Vector128<byte> SecondHigh = Vector128.Create(
        TooShort, TooShort, TooShort, TooShort, TooShort, TooShort, TooShort, TooShort,
        TooLong | Overlong2 | TwoContinuations | Overlong3 | TooLarge1000, TooLong | Overlong2 | TwoContinuations | Overlong3 | TooLarge,
        TooLong | Overlong2 | TwoContinuations | Surrogate | TooLarge, TooLong | Overlong2 | TwoContinuations | Surrogate | TooLarge,
        TooShort, TooShort, TooShort, TooShort);

    public static bool IsValid(ReadOnlySpan<byte> text) =>
        Avx2.IsSupported && text.Length >= Vector256<byte>.Count ? IsValidByVectors(text) : Utf8.IsValid(text);

    private static bool IsValidByVectors(ReadOnlySpan<byte> text)
    {
        Vector256<byte> firstHigh = Vector256.Create(FirstHigh, FirstHigh);
        Vector256<byte> firstLow = Vector256.Create(FirstLow, FirstLow);
        Vector256<byte> secondHigh = Vector256.Create(SecondHigh, SecondHigh);
        Vector256<byte> errors = default;
        Vector256<byte> before = default;
        ref byte start = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(text);
        for (int i = 0; i <= text.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
        {
            var bytes = Vector256.LoadUnsafe(ref start, (nuint)i);
            if (bytes.ExtractMostSignificantBits() == 0)
                errors |= Unfinished(before);
            else
                errors |= Errors(bytes, before, firstHigh, firstLow, secondHigh);
            before = bytes;
        }

        if (errors != default)
            return false;

        // What is left, from a character's beginning on, is at most 35 bytes.
        int rest = text.Length & ~(Vector256<byte>.Count - 1);
        for (int back = 0; back < 4 && rest > 0 && text[rest - 1] >= 0x80; back++)
        {
            rest--;
            if (text[rest] >= 0xC0)
                break;
        }

        return Utf8.IsValid(text[rest..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Errors(
        Vector256<byte> bytes, Vector256<byte> before, Vector256<byte> firstHigh, Vector256<byte> firstLow, Vector256<byte> secondHigh)
    {
        Vector256<byte> joint = Avx2.Permute2x128(before, bytes, 0x21);
        Vector256<byte> previous = Avx2.AlignRight(bytes, joint, 15);
        var low = Vector256.Create((byte)0x0F);
        Vector256<byte> pairs = Avx2.Shuffle(firstHigh, (previous.AsUInt16() >>> 4).AsByte() & low)
            & Avx2.Shuffle(firstLow, previous & low)
            & Avx2.Shuffle(secondHigh, (bytes.AsUInt16() >>> 4).AsByte() & low);
        Vector256<byte> third = Avx2.SubtractSaturate(Avx2.AlignRight(bytes, joint, 14), Vector256.Create((byte)(0xE0 - 0x80)));
        Vector256<byte> fourth = Avx2.SubtractSaturate(Avx2.AlignRight(bytes, joint, 13), Vector256.Create((byte)(0xF0 - 0x80)));
        return pairs ^ ((third | fourth) & Vector256.Create((byte)0x80));
    }

    /// <summary>Not zero if a character begins in the last bytes and wants more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Unfinished(Vector256<byte> bytes) => Avx2.SubtractSaturate(bytes, Vector256.Create(
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0xF0 - 1, 0xE0 - 1, (byte)(0xC0 - 1)));
}
