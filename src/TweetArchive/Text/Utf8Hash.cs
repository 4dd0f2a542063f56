using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TweetArchive.Text;

/// <summary>
/// Hash of short texts for tables in memory: folded multiplications as in wyhash. Input chooses the texts, so it must not be
/// able to choose collisions: the seed is another one in each process, and nothing that is written depends on it.
/// </summary>
internal static class Utf8Hash
{
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64() | 1;

    public static uint Of(ReadOnlySpan<byte> text)
    {
        ref byte bytes = ref MemoryMarshal.GetReference(text);
        int length = text.Length;
        ulong hash = Seed ^ (ulong)length;
        if (length >= 8)
        {
            for (int at = 0; at + 8 < length; at += 8)
                hash = Mix(hash ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, at)));
            // The last eight bytes, some of them for the second time.
            hash = Mix(hash ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, length - 8)));
        }
        else if (length >= 4)
        {
            hash = Mix(hash ^ Unsafe.ReadUnaligned<uint>(ref bytes)
                ^ ((ulong)Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref bytes, length - 4)) << 32));
        }
        else if (length > 0)
        {
            hash = Mix(hash ^ bytes ^ ((ulong)Unsafe.Add(ref bytes, length / 2) << 8) ^ ((ulong)Unsafe.Add(ref bytes, length - 1) << 16));
        }

        return (uint)(hash ^ (hash >> 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value)
    {
        ulong high = Math.BigMul(value ^ Seed, 0x9E3779B97F4A7C15ul, out ulong low);
        return high ^ BitOperations.RotateLeft(low, 32);
    }
}
