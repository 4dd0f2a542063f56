using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TweetArchive.Targets.Evidence;

/// <summary>
/// Writes the <see cref="LetterCodes"/> of a text one behind the other, everything else left out: 64 bytes a step where the
/// processor can look up 64 bytes at once (AVX-512 VBMI), otherwise a character a step.
/// </summary>
internal static unsafe class LetterStream
{
    /// <summary>Bytes that must be writable behind the codes of a text, of which there are at most as many as bytes.</summary>
    public const int Padding = 64;

    public static bool HasVectors => Avx512Vbmi.IsSupported && Avx512Vbmi2.IsSupported;

    /// <summary>What a pass over a text found besides its codes.</summary>
    [Flags]
    public enum Signs
    {
        None = 0,

        /// <summary>An ampersand, or a character that stands for several letters: the codes are not to be used.</summary>
        Complex = 1,

        /// <summary>A full stop with no space on either side.</summary>
        InnerDot = 2,
    }

    public static int Write(ReadOnlySpan<byte> text, Span<byte> codes, bool vectors, out Signs signs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(codes.Length, text.Length + Padding);
        fixed (byte* from = text, to = codes)
            return vectors ? WriteVectors(from, text.Length, to, out signs) : WriteScalar(from, text.Length, to, out signs);
    }

    private static int WriteScalar(byte* text, int length, byte* codes, out Signs signs)
    {
        ref byte ascii = ref MemoryMarshal.GetArrayDataReference(LetterCodes.OfAscii);
        ref byte twoBytes = ref MemoryMarshal.GetArrayDataReference(LetterCodes.OfTwoBytes);
        byte* to = codes;
        signs = Signs.None;
        for (int i = 0; i < length; i++)
        {
            uint b = text[i];
            uint code = 0;
            if (b < 0x80)
            {
                code = Unsafe.Add(ref ascii, b);
                if (b == '.' && i > 0 && i + 1 < length && IsNoSpace(text[i - 1]) && IsNoSpace(text[i + 1]))
                    signs |= Signs.InnerDot;
            }
            else if (b >= 0xC2)
            {
                uint second = i + 1 < length ? text[i + 1] : 0u;
                uint third = i + 2 < length ? text[i + 2] : 0u;
                if (b < 0xE0)
                    code = Unsafe.Add(ref twoBytes, ((b & 0x1F) << 6) | (second & 0x3F));
                else if (b < 0xF0)
                {
                    code = LetterCodes.OfThreeBytes[((b & 0xF) << 6) | (second & 0x3F)];
                    if (code == LetterCodes.Hashed)
                        code = LetterCodes.Hash((int)second, (int)third);
                }
                else if (b == 0xF0 && (second == 0x9D || (second == 0x9F && (third & 0xFE) == 0x84)))
                    code = LetterCodes.Complex;
            }

            *to = (byte)code;
            to += code == 0 ? 0 : 1;
            if ((code & 127) == LetterCodes.Complex)
            {
                signs = Signs.Complex;
                return 0;
            }
        }

        return (int)(to - codes);
    }

    private static bool IsNoSpace(byte b) => b >= 0x80 || char.IsAsciiLetter((char)b);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int WriteVectors(byte* text, int length, byte* codes, out Signs signs)
    {
        fixed (byte* ascii = LetterCodes.OfAscii, twoBytes = LetterCodes.OfTwoBytes, threeBytes = LetterCodes.OfThreeBytes)
        {
            Vector512<byte> low = Vector512.Load(ascii), high = Vector512.Load(ascii + 64);
            byte* to = codes;
            ulong innerDots = 0, wordBefore = 0;
            for (int i = 0; i < length; i += 64)
            {
                int rest = length - i;
                Vector512<byte> bytes = rest >= 64 ? Vector512.Load(text + i) : LoadPart(text + i, rest);
                Vector512<byte> code = Avx512Vbmi.PermuteVar64x8x2(low, bytes, high);
                ulong beyond = bytes.ExtractMostSignificantBits();
                if (beyond != 0)
                {
                    Vector512<byte> second = rest >= 65 ? Vector512.Load(text + i + 1) : LoadPart(text + i + 1, rest - 1);
                    code = Vector512.ConditionalSelect(Vector512.GreaterThan(bytes, Vector512.Create((byte)0x7F)), Vector512<byte>.Zero,
                        code);
                    ulong leads = Vector512.GreaterThan(bytes, Vector512.Create((byte)0xC1)).ExtractMostSignificantBits();
                    while (leads != 0)
                    {
                        byte lead = text[i + (int)ulong.TrailingZeroCount(leads)];
                        Vector512<byte> here = Vector512.Equals(bytes, Vector512.Create(lead));
                        leads &= ~here.ExtractMostSignificantBits();
                        if (lead < 0xE0)
                        {
                            Vector512<byte> found = Avx512Vbmi.PermuteVar64x8(Vector512.Load(twoBytes + ((lead & 0x1F) << 6)), second);
                            code = Vector512.ConditionalSelect(here, found, code);
                            continue;
                        }

                        Vector512<byte> third = rest >= 66 ? Vector512.Load(text + i + 2) : LoadPart(text + i + 2, rest - 2);
                        if (lead < 0xF0)
                        {
                            Vector512<byte> kind = Avx512Vbmi.PermuteVar64x8(Vector512.Load(threeBytes + ((lead & 0xF) << 6)), second);
                            Vector512<byte> twice = second + second;
                            Vector512<byte> hash = ((twice + twice + second + third) & Vector512.Create((byte)63))
                                + Vector512.Create(LetterCodes.FirstOther);
                            kind = Vector512.ConditionalSelect(Vector512.Equals(kind, Vector512.Create(LetterCodes.Hashed)), hash, kind);
                            code = Vector512.ConditionalSelect(here, kind, code);
                        }
                        else if (lead == 0xF0)
                        {
                            Vector512<byte> math = Vector512.Equals(second, Vector512.Create((byte)0x9D));
                            Vector512<byte> squared = Vector512.Equals(second, Vector512.Create((byte)0x9F))
                                & Vector512.Equals(third & Vector512.Create((byte)0xFE), Vector512.Create((byte)0x84));
                            code |= here & (math | squared) & Vector512.Create(LetterCodes.Complex);
                        }
                    }
                }

                if (Vector512.EqualsAny(code & Vector512.Create((byte)127), Vector512.Create(LetterCodes.Complex)))
                {
                    signs = Signs.Complex;
                    return 0;
                }

                ulong dots = Vector512.Equals(bytes, Vector512.Create((byte)'.')).ExtractMostSignificantBits();
                Vector512<byte> small = bytes | Vector512.Create((byte)0x20);
                ulong word = beyond
                    | Vector512.LessThan(small - Vector512.Create((byte)'a'), Vector512.Create((byte)26)).ExtractMostSignificantBits();
                // The bit behind the last one is not known yet: taken for a letter.
                innerDots |= dots & ((word << 1) | wordBefore) & ((word >> 1) | (1UL << 63));
                wordBefore = word >> 63;

                Vector512<byte> keep = ~Vector512.Equals(code, Vector512<byte>.Zero);
                Avx512Vbmi2.Compress(Vector512<byte>.Zero, keep, code).Store(to);
                to += ulong.PopCount(keep.ExtractMostSignificantBits());
            }

            signs = innerDots == 0 ? Signs.None : Signs.InnerDot;
            return (int)(to - codes);
        }
    }

    private static Vector512<byte> LoadPart(byte* from, int length)
    {
        if (length <= 0)
            return Vector512<byte>.Zero;
        Vector512<byte> mask = Vector512.LessThan(Vector512<byte>.Indices, Vector512.Create((byte)length));
        return Avx512BW.MaskLoad(from, mask, Vector512<byte>.Zero);
    }
}
