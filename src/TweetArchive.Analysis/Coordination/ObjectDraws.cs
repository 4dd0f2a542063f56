namespace TweetArchive.Analysis.Coordination;

/// <summary>
/// Random numbers of one object in one round of a null. The seed is of the object alone, so neither threads nor the order in which
/// objects are visited change them. SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
/// </summary>
internal struct ObjectDraws(ulong what, int round, int kind)
{
    private ulong state = what ^ (((ulong)(uint)round << 32 | (uint)kind) * 0xD1342543DE82EF95);

    /// <summary>A number from 0 to one less than <paramref name="below"/>.</summary>
    public long Below(long below) => (long)Math.BigMul(Next(), (ulong)below, out _);

    private ulong Next()
    {
        ulong x = state += 0x9E3779B97F4A7C15;
        x ^= x >> 30;
        x *= 0xBF58476D1CE4E5B9;
        x ^= x >> 27;
        x *= 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
