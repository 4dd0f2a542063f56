using System.Numerics;
using TweetArchive.Text;

namespace TweetArchive.Tables.Counting;

/// <summary>
/// Which accounts are counted in each group of a table, exactly: pairs of numbers, written down as they come and sorted when
/// they are wanted. A tweet adds one pair to a table; that is a store, where a set would be a look-up that misses the cache.
/// Pairs seen a moment ago are left out, and copies are thrown away before the log grows.
/// </summary>
internal sealed class MemberLog
{
    private const int Recent = 4096;

    // Of each pair seen lately its complement, so that 0 is none: group numbers stay below 2^31.
    private readonly ulong[] recent = new ulong[Recent];
    private ulong[] pairs = new ulong[256];
    private int used;

    /// <summary>Memory that the pairs take, in bytes.</summary>
    public long Bytes => 8L * (BitOperations.RoundUpToPowerOf2((uint)used) + Recent);

    public void Add(int group, int account)
    {
        ulong pair = Pair(group, account);
        ref ulong seen = ref recent[(int)((pair * 0x9E3779B97F4A7C15) >> 52)];
        if (seen == ~pair)
            return;
        seen = ~pair;
        if (used == pairs.Length)
            MakeRoom();
        pairs[used++] = pair;
    }

    /// <summary>
    /// The distinct pairs in the order of their ranks: rank of the group in the upper half, that of the account in the lower.
    /// The log is of no use afterwards, until it is cleared.
    /// </summary>
    /// <param name="groups">The rank of each group.</param>
    /// <param name="accounts">The rank of each account.</param>
    public ReadOnlySpan<ulong> InOrder(ReadOnlySpan<uint> groups, ReadOnlySpan<uint> accounts)
    {
        foreach (ref ulong pair in pairs.AsSpan(0, used))
            pair = ((ulong)groups[(int)(pair >> 32)] << 32) | accounts[(int)(uint)pair];
        SortDistinct();
        return pairs.AsSpan(0, used);
    }

    public void Clear()
    {
        if (used < pairs.Length / 8)
            pairs = new ulong[pairs.Length / 4];
        Array.Clear(recent);
        used = 0;
    }

    private static ulong Pair(int group, int account) => ((ulong)(uint)group << 32) | (uint)account;

    /// <summary>If sorting frees less than a quarter, the next sort is to come after twice as many pairs.</summary>
    private void MakeRoom()
    {
        SortDistinct();
        if (used > pairs.Length / 4 * 3)
            Array.Resize(ref pairs, pairs.Length * 2);
    }

    private void SortDistinct()
    {
        if (used == 0)
            return;
        KeySort.Sort(pairs, used);
        int kept = 1;
        for (int i = 1; i < used; i++)
        {
            if (pairs[i] != pairs[i - 1])
                pairs[kept++] = pairs[i];
        }

        used = kept;
    }
}
