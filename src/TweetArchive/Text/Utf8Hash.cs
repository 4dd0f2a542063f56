using System.IO.Hashing;
using System.Runtime.CompilerServices;

namespace TweetArchive.Text;

/// <summary>
/// Hashes for the tables in memory that input fills. Input chooses the keys, so it must not be able to choose collisions: every
/// process has its own seeds, and nothing that is written depends on them.
/// </summary>
/// <remarks>
/// A table keeps the seeds as a separate field. As static fields they would cost the native build a question at every look-up,
/// whether they are initialised.
/// </remarks>
internal readonly struct Utf8Hash
{
    private readonly ulong seed;
    private readonly ulong multiplier;

    private Utf8Hash(ulong seed, ulong multiplier)
    {
        this.seed = seed;
        this.multiplier = multiplier;
    }

    /// <summary>With the seeds of this process.</summary>
    public static Utf8Hash OfProcess { get; } = new(RandomBits(), RandomBits() | 1);

    /// <summary>Of a text: XXH3 with the seed; every bit of it is as good as any other.</summary>
    public uint Of(ReadOnlySpan<byte> text) => (uint)XxHash3.HashToUInt64(text, (long)seed);

    /// <summary>Of a number: multiplied with a number that input does not know, upper half folded into the lower.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Of(ulong number)
    {
        ulong high = Math.BigMul(number ^ seed, multiplier, out ulong low);
        return high ^ low;
    }

    private static ulong RandomBits()
    {
        Span<byte> bits = stackalloc byte[sizeof(ulong)];
        System.Security.Cryptography.RandomNumberGenerator.Fill(bits);
        return BitConverter.ToUInt64(bits);
    }
}

/// <summary>Compares numbers that input chooses: those of .NET have hashes that anyone can predict.</summary>
internal sealed class SeededNumbers : IEqualityComparer<long>, IEqualityComparer<ulong>
{
    public static readonly SeededNumbers Comparer = new();

    private SeededNumbers()
    {
    }

    public bool Equals(long x, long y) => x == y;

    public bool Equals(ulong x, ulong y) => x == y;

    public int GetHashCode(long number) => (int)Utf8Hash.OfProcess.Of((ulong)number);

    public int GetHashCode(ulong number) => (int)Utf8Hash.OfProcess.Of(number);
}
