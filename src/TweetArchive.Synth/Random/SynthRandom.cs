using System.Numerics;

namespace TweetArchive.Synth.Random;

/// <summary>
/// xoshiro256** (Blackman and Vigna), seeded with SplitMix64. Written out here because System.Random may change from
/// one runtime to the next, and the same seed must give the same bytes for ever. Integer arithmetic only.
/// </summary>
internal sealed class SynthRandom
{
    private ulong s0, s1, s2, s3;

    /// <param name="seed">The user's seed.</param>
    /// <param name="stream">Which part of the archive is drawn: parts do not disturb one another.</param>
    public SynthRandom(ulong seed, ulong stream)
    {
        ulong x = seed ^ (stream * 0xD1342543DE82EF95UL);
        s0 = SplitMix(ref x);
        s1 = SplitMix(ref x);
        s2 = SplitMix(ref x);
        s3 = SplitMix(ref x);
    }

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        ulong result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        ulong t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>A number from 0 to <paramref name="n"/> − 1. The bias (below n / 2³²) does not matter here.</summary>
    public int Below(int n) => (int)(((Next() >> 32) * (ulong)(uint)n) >> 32);

    /// <summary>A number from 0 to <paramref name="n"/> − 1, for n beyond 32 bits.</summary>
    public ulong BelowLong(ulong n) => Math.BigMul(Next(), n, out _);

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True with the given chance in a thousand.</summary>
    public bool PerMille(int chance) => Below(1000) < chance;

    /// <summary>True with the given chance (0 to 1).</summary>
    public bool Chance(double share) => (Next() >> 11) * (1.0 / (1UL << 53)) < share;

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    private static ulong SplitMix(ref ulong x)
    {
        ulong z = x += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
