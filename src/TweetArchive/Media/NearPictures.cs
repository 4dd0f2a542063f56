using TweetArchive.Text;

namespace TweetArchive.Media;

/// <summary>
/// Groups difference hashes that are near each other: chains of hashes, each within <see cref="Distance"/> bits of the next.
/// </summary>
internal sealed class NearPictures
{
    /// <summary>Bits that may differ. With 3, two near hashes have one of their four 16-bit parts in common.</summary>
    public const int Distance = 3;

    // Flat pictures (a colour, a gradient) have nearly all bits alike and would be near to each other whatever they show.
    private const int FewestBits = 6;

    private readonly ulong[] hashes;
    private readonly int[] parents;

    /// <param name="all">In any order, also repeated.</param>
    public NearPictures(IEnumerable<ulong> all)
    {
        hashes = [.. all.Where(HasContent).Distinct(SeededNumbers.Comparer).Order()];
        parents = [.. Enumerable.Range(0, hashes.Length)];
        int[] order = new int[hashes.Length];
        ushort[] parts = new ushort[hashes.Length];
        for (int shift = 0; shift < 64; shift += 16)
        {
            for (int i = 0; i < hashes.Length; i++)
                (order[i], parts[i]) = (i, (ushort)(hashes[i] >> shift));
            Array.Sort(parts, order);
            for (int from = 0, to; from < parts.Length; from = to)
            {
                for (to = from + 1; to < parts.Length && parts[to] == parts[from];)
                    to++;
                Join(order.AsSpan(from, to - from));
            }
        }
    }

    /// <summary>Neither flat nor a plain slope.</summary>
    public static bool HasContent(ulong hash) => System.Numerics.BitOperations.PopCount(hash) is >= FewestBits and <= 64 - FewestBits;

    /// <summary>The smallest hash of the group, which represents it.</summary>
    public ulong GroupOf(ulong hash) => hashes[Root(Array.BinarySearch(hashes, hash))];

    private void Join(ReadOnlySpan<int> some)
    {
        for (int i = 0; i < some.Length; i++)
        {
            for (int j = i + 1; j < some.Length; j++)
            {
                if (DifferenceHash.Distance(hashes[some[i]], hashes[some[j]]) > Distance)
                    continue;
                (int a, int b) = (Root(some[i]), Root(some[j]));
                parents[Math.Max(a, b)] = Math.Min(a, b);
            }
        }
    }

    private int Root(int at)
    {
        while (parents[at] != at)
            at = parents[at] = parents[parents[at]];
        return at;
    }
}
