using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;

namespace TweetArchive.Analysis.Narratives;

/// <summary>
/// Broder's MinHash: of 128 orders of all shingles, the first one of a text in each. Two texts agree in as many of them as their Jaccard
/// similarity says. 16 bands of 8 find a pair of 0.8 with a probability of 0.95, one of 0.5 with 0.06. Not for two threads.
/// </summary>
internal sealed class MinHash
{
    public const int Hashes = 128;
    public const int Bands = 16;
    public const int RowsOfBand = Hashes / Bands;

    private static readonly uint[] Factors = Draw(0x9E3779B97F4A7C15, odd: true);
    private static readonly uint[] Offsets = Draw(0xD1B54A32D192ED03, odd: false);

    private readonly uint[] least = new uint[Hashes];

    /// <summary>The 128 minima of a set of shingles, valid until the next call.</summary>
    public ReadOnlySpan<uint> Signature(ReadOnlySpan<uint> shingles)
    {
        Array.Fill(least, uint.MaxValue);
        Span<Vector<uint>> minima = MemoryMarshal.Cast<uint, Vector<uint>>(least.AsSpan());
        ReadOnlySpan<Vector<uint>> factors = MemoryMarshal.Cast<uint, Vector<uint>>(Factors.AsSpan());
        ReadOnlySpan<Vector<uint>> offsets = MemoryMarshal.Cast<uint, Vector<uint>>(Offsets.AsSpan());
        foreach (uint shingle in shingles)
        {
            var value = new Vector<uint>(shingle);
            for (int i = 0; i < minima.Length; i++)
                minima[i] = Vector.Min(minima[i], (value * factors[i]) + offsets[i]);
        }

        return least;
    }

    /// <summary>A band's hash; texts of different datasets never share one on purpose.</summary>
    public static uint Band(ReadOnlySpan<uint> signature, int band, int dataset) =>
        (uint)XxHash3.HashToUInt64(MemoryMarshal.AsBytes(signature.Slice(band * RowsOfBand, RowsOfBand)),
            ((long)band << 32) | (uint)dataset);

    /// <summary>Numbers that are the same on every machine (SplitMix64).</summary>
    private static uint[] Draw(ulong seed, bool odd)
    {
        uint[] numbers = new uint[Hashes];
        for (int i = 0; i < numbers.Length; i++)
        {
            ulong x = seed += 0x9E3779B97F4A7C15;
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
            numbers[i] = (uint)((x ^ (x >> 31)) >> 32) | (odd ? 1u : 0);
        }

        return numbers;
    }
}
