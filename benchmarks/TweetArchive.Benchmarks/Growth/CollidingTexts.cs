using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace TweetArchive.Benchmarks.Growth;

/// <summary>Texts that had one hash, whatever its seed, when tables hashed with a folded multiplication: in its first step the seed cancelled.</summary>
internal static class CollidingTexts
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private const ulong SevenBits = 0x7F7F_7F7F_7F7F_7F7F;
    private const ulong Any = 0x0123_4567_89AB_CDEF;

    // Control characters, and what would end an item of a list.
    private static readonly SearchValues<byte> Unfit = SearchValues.Create([.. Enumerable.Range(0, 33).Select(b => (byte)b), .. "'\",[]\\\x7F"u8]);

    /// <summary>Sixteen letters and digits each.</summary>
    public static IEnumerable<string> Ascii()
    {
        byte[] text = new byte[16];
        for (ulong number = 1; ; number++)
        {
            ulong first = (number * Multiplier) & SevenBits;
            ulong high = Math.BigMul(16 ^ first, Multiplier, out ulong low);
            ulong second = high ^ BitOperations.RotateLeft(low, 32) ^ Any;
            BinaryPrimitives.WriteUInt64LittleEndian(text, first);
            BinaryPrimitives.WriteUInt64LittleEndian(text.AsSpan(8), second);
            if ((second & ~SevenBits) == 0 && !text.AsSpan().ContainsAny(Unfit))
                yield return Encoding.ASCII.GetString(text);
        }
    }
}
