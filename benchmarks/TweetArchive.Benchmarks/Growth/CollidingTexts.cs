using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace TweetArchive.Benchmarks.Growth;

/// <summary>
/// Texts that had one hash, whatever its seed, when tables hashed with a folded multiplication: in its first step the seed cancelled.
/// </summary>
internal static class CollidingTexts
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private const ulong Any = 0x0123_4567_89AB_CDEF;

    // ASCII without control characters, and without what would end an item of a list.
    private static readonly SearchValues<byte> Fit =
        SearchValues.Create([.. Enumerable.Range(33, 94).Select(b => (byte)b).Except("'\",[]\\"u8.ToArray())]);

    /// <summary>Sixteen characters each.</summary>
    public static IEnumerable<string> Ascii()
    {
        byte[] text = new byte[16];
        for (uint number = 1; ; number++)
        {
            number.TryFormat(text, out _, "x8", CultureInfo.InvariantCulture);
            ulong high = Math.BigMul(16 ^ BinaryPrimitives.ReadUInt64LittleEndian(text), Multiplier, out ulong low);
            ulong second = high ^ BitOperations.RotateLeft(low, 32) ^ Any;
            BinaryPrimitives.WriteUInt64LittleEndian(text.AsSpan(8), second);
            if (!text.AsSpan(8).ContainsAnyExcept(Fit))
                yield return Encoding.ASCII.GetString(text);
        }
    }
}
