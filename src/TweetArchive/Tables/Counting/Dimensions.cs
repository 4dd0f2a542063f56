using System.IO.Hashing;
using System.Text;
using TweetArchive.Targets;
using TweetArchive.Text;

namespace TweetArchive.Tables.Counting;

/// <summary>The interned strings that one worker's tables are keyed by.</summary>
internal sealed class Dimensions(TargetNames targets)
{
    public readonly Utf8Interner Users = new();
    public readonly Utf8Interner Languages = new();
    public readonly Utf8Interner Clients = new();
    public readonly Utf8Interner Hashtags = new();
    public readonly Utf8Interner Domains = new();

    // Of each hashtag whether it is one as Twitter writes them, by its number.
    private readonly List<bool> plainHashtags = [];

    /// <summary>Whom tweets mention or retweet: ids, handles or hashes.</summary>
    public readonly Utf8Interner Names = new();

    public TargetNames Targets => targets;

    public long Bytes => Users.Bytes + Languages.Bytes + Clients.Bytes + Hashtags.Bytes + Domains.Bytes + Names.Bytes;

    /// <summary>The number of a hashtag; <paramref name="plain"/> becomes false if it holds what a hashtag would end at.</summary>
    public int Hashtag(ReadOnlySpan<byte> hashtag, ref bool plain)
    {
        int number = Hashtags.Intern(hashtag, out bool isNew);
        if (isNew)
            plainHashtags.Add(TextEntities.IsHashtagBody(hashtag));
        plain &= plainHashtags[number];
        return number;
    }

    /// <summary>The longest string of all, which bounds the length of a key.</summary>
    public int LongestText => new[] { Users, Languages, Clients, Hashtags, Domains, Names }.Max(i => i.Longest);

    public void Clear()
    {
        foreach (Utf8Interner strings in (ReadOnlySpan<Utf8Interner>)[Users, Languages, Clients, Hashtags, Domains, Names])
            strings.Clear();
        plainHashtags.Clear();
    }
}

/// <summary>The targets as they stand in keys: 0 is <c>*</c>, the whole dataset; target n of the lexicon is n + 1.</summary>
internal sealed class TargetNames
{
    public const int All = 0;
    private readonly byte[][] names;
    private readonly uint[] ranks;

    public TargetNames(Lexicon lexicon)
    {
        names = ["*"u8.ToArray(), .. lexicon.Targets.Select(t => Encoding.UTF8.GetBytes(t.Id))];
        int[] order = [.. Enumerable.Range(0, names.Length)];
        Array.Sort(order, (a, b) => names[a].AsSpan().SequenceCompareTo(names[b]));
        ranks = new uint[names.Length];
        for (int i = 0; i < order.Length; i++)
            ranks[order[i]] = (uint)i;
    }

    public int Count => names.Length;

    public ReadOnlySpan<byte> this[int target] => names[target];

    public uint Rank(int target) => ranks[target];
}

/// <summary>The places of the interned strings in bytewise order, computed when a worker's tables are sealed.</summary>
internal sealed class DimensionRanks(Dimensions dimensions)
{
    public readonly uint[] Users = dimensions.Users.Ranks();
    public readonly uint[] Languages = dimensions.Languages.Ranks();
    public readonly uint[] Clients = dimensions.Clients.Ranks();
    public readonly uint[] Hashtags = dimensions.Hashtags.Ranks();
    public readonly uint[] Domains = dimensions.Domains.Ranks();
    public readonly uint[] Names = dimensions.Names.Ranks();

    private (uint[] Ranks, UInt128[] Hashes)? members;

    public TargetNames Targets => dimensions.Targets;

    /// <summary>The places of the accounts in the order of what stands for them where they are only counted.</summary>
    public uint[] Members => (members ??= ByHash(dimensions.Users)).Ranks;

    /// <summary>
    /// What stands for an account where it is only counted: 16 bytes instead of a text of up to 64. That two of a billion
    /// accounts of one dataset share a hash has a chance below 2⁻⁶⁸.
    /// </summary>
    /// <param name="rank">See <see cref="Members"/>.</param>
    public UInt128 MemberHash(uint rank) => (members ??= ByHash(dimensions.Users)).Hashes[rank];

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
