using System.IO.Hashing;
using TweetArchive.Text;

namespace TweetArchive.Tables.Counting;

/// <summary>
/// A kind of text that tables are keyed by, such as languages. Each worker numbers the texts of a dimension as they come. Tables may
/// share one; a dimension of a single table is declared in its file.
/// </summary>
internal sealed class Dimension
{
    private static int count;

    private Dimension(int number) => Number = number;

    /// <summary>Accounts, by their ids.</summary>
    public static Dimension Users { get; } = New();

    /// <summary>As archives give them; empty where they give none.</summary>
    public static Dimension Languages { get; } = New();

    /// <summary>Whom tweets mention or retweet: ids, handles or hashes.</summary>
    public static Dimension Names { get; } = New();

    /// <summary>As written, without the number sign.</summary>
    public static Dimension Hashtags { get; } = New();

    /// <summary>Dimensions made so far: all of them, once <see cref="TableList"/> is there.</summary>
    public static int Count => count;

    /// <summary>Its place among all.</summary>
    public int Number { get; }

    public static Dimension New() => new(Interlocked.Increment(ref count) - 1);
}

/// <summary>The texts that one worker's tables are keyed by.</summary>
internal sealed class Dimensions(TargetNames targets)
{
    private readonly Utf8Interner[] texts = [.. Enumerable.Range(0, Dimension.Count).Select(_ => new Utf8Interner())];

    public TargetNames Targets => targets;

    public long Bytes
    {
        get
        {
            long bytes = 0;
            foreach (Utf8Interner some in texts)
                bytes += some.Bytes;
            return bytes;
        }
    }

    /// <summary>The length of the longest text of all, targets included, which bounds the length of a key.</summary>
    public int LongestText => Math.Max(targets.Longest, texts.Max(t => t.Longest));

    public Utf8Interner this[Dimension dimension] => texts[dimension.Number];

    public DimensionRanks Ranks() => new(targets, this[Dimension.Users], [.. texts.Select(t => t.Ranks())]);

    public void Clear()
    {
        foreach (Utf8Interner some in texts)
            some.Clear();
    }
}

/// <summary>The places of a worker's texts in bytewise order, computed when its tables are sealed.</summary>
/// <param name="users">The accounts.</param>
/// <param name="ranks">By <see cref="Dimension.Number"/> and the number of the text.</param>
internal sealed class DimensionRanks(TargetNames targets, Utf8Interner users, uint[][] ranks)
{
    private (uint[] Ranks, UInt128[] Hashes)? members;

    public TargetNames Targets => targets;

    /// <summary>The places of the accounts in the order of what represents them where they are only counted.</summary>
    public uint[] Members => (members ??= ByHash(users)).Ranks;

    public uint[] this[Dimension dimension] => ranks[dimension.Number];

    /// <summary>
    /// What represents an account where it is only counted: 16 bytes instead of a text of up to 64. That two of a billion
    /// accounts of one dataset share a hash has a chance below 2⁻⁶⁸.
    /// </summary>
    /// <param name="rank">See <see cref="Members"/>.</param>
    public UInt128 MemberHash(uint rank) => (members ??= ByHash(users)).Hashes[rank];

    private static (uint[] Ranks, UInt128[] Hashes) ByHash(Utf8Interner users)
    {
        UInt128[] hashes = new UInt128[users.Count];
        int[] order = new int[users.Count];
        for (int i = 0; i < hashes.Length; i++)
        {
            hashes[i] = XxHash128.HashToUInt128(users[i]);
            order[i] = i;
        }

        Array.Sort(hashes, order);
        uint[] ranks = new uint[order.Length];
        for (int i = 0; i < order.Length; i++)
            ranks[order[i]] = (uint)i;
        return (ranks, hashes);
    }
}
