using System.Buffers.Binary;

namespace TweetArchive.Targets.Matching;

/// <summary>A trie over folded UTF-8: every alias, context term and block phrase. Immutable once built.</summary>
internal sealed class PatternTrie
{
    // Children are found by hashing (node, byte): small, and the walk ends at the first byte that no pattern has.
    private ulong[] slots = new ulong[1024];
    private int edges;
    private int nodes = 1;
    private int[] firstPattern = [-1];
    private readonly List<int> nextPattern = [];

    // Where patterns have a star, a bit a node.
    private ulong[] stars = [];

    /// <summary>In a pattern: the rest of the word, whatever it is.</summary>
    public const byte Star = 2;

    // A bit for each hash of a pattern's first bytes: four, or all of a shorter one.
    private readonly ulong[] beginnings = new ulong[BeginningBits / 64];
    private const int BeginningBits = 1 << 16;

    /// <summary>Adds a pattern number under its folded bytes; returns the node, the same one for equal bytes.</summary>
    public int Add(ReadOnlySpan<byte> folded, int pattern)
    {
        if (!folded.IsEmpty)
        {
            Span<byte> start = stackalloc byte[4];
            int star = folded.IndexOf(Star);
            ReadOnlySpan<byte> fixedPart = star >= 0 ? folded[..star] : folded;
            fixedPart[..Math.Min(4, fixedPart.Length)].CopyTo(start);
            AddBeginning(start, 0);
        }

        int node = 0;
        foreach (byte b in folded)
        {
            int child = Child(node, b);
            if (b == Star)
                SetStar(node);
            if (child == 0)
            {
                child = nodes++;
                if (nodes > firstPattern.Length)
                {
                    int old = firstPattern.Length;
                    Array.Resize(ref firstPattern, 2 * old);
                    firstPattern.AsSpan(old).Fill(-1);
                }

                Insert(node, b, child);
            }

            node = child;
        }

        while (nextPattern.Count <= pattern)
            nextPattern.Add(-1);
        // Appended, so that patterns come in lexicon order.
        int last = firstPattern[node];
        if (last < 0)
            firstPattern[node] = pattern;
        else
        {
            while (nextPattern[last] >= 0)
                last = nextPattern[last];
            nextPattern[last] = pattern;
        }

        return node;
    }

    /// <summary>Also with an apostrophe or a dot, and perhaps a space after it, where words of a name may be parted by them.</summary>
    private void AddBeginning(ReadOnlySpan<byte> start, int from)
    {
        int bit = Beginning(BinaryPrimitives.ReadUInt32LittleEndian(start));
        beginnings[bit >> 6] |= 1UL << bit;
        int space = start[from..].IndexOf((byte)' ') + from;
        if (space < from)
            return;
        foreach (byte mark in "'."u8)
        {
            byte[] other = start.ToArray();
            other[space] = mark;
            AddBeginning(other, space + 1);
            byte[] spaced = [.. start[..space], mark, .. start[space..^1]];
            AddBeginning(spaced, Math.Min(space + 2, 4));
        }
    }

    /// <summary>False when no pattern begins with the bytes at <paramref name="at"/>: spares most words the walk.</summary>
    public bool MayBegin(ReadOnlySpan<byte> folded, int at)
    {
        if (at + 4 > folded.Length)
            return true;
        uint four = BinaryPrimitives.ReadUInt32LittleEndian(folded[at..]);
        return IsBeginning(four) || IsBeginning(four & 0xFFFFFF) || IsBeginning(four & 0xFFFF) || IsBeginning(four & 0xFF);
    }

    private bool IsBeginning(uint bytes)
    {
        int bit = Beginning(bytes);
        return (beginnings[bit >> 6] & (1UL << bit)) != 0;
    }

    private static int Beginning(uint bytes) => (int)((bytes * 0x9E3779B1u) >> 16);

    /// <summary>Whether a pattern goes on from the node with any rest of a word.</summary>
    public bool HasStar(int node) => node >> 6 < stars.Length && (stars[node >> 6] & (1UL << node)) != 0;

    private void SetStar(int node)
    {
        if (node >> 6 >= stars.Length)
            Array.Resize(ref stars, 2 * ((node >> 6) + 1));
        stars[node >> 6] |= 1UL << node;
    }

    /// <summary>The node of exactly these bytes, or −1.</summary>
    public int Find(ReadOnlySpan<byte> folded)
    {
        int node = 0;
        foreach (byte b in folded)
        {
            node = Child(node, b);
            if (node == 0)
                return -1;
        }

        return node;
    }

    /// <summary>The child of <paramref name="node"/> along <paramref name="b"/>, or 0 (the root is no one's child).</summary>
    public int Child(int node, byte b)
    {
        uint key = ((uint)node << 8) | b;
        for (uint at = (key * 2654435761u) >> 7; ; at++)
        {
            ulong slot = slots[at & (uint)(slots.Length - 1)];
            if (slot == 0)
                return 0;
            if ((uint)(slot >> 32) == key)
                return (int)(uint)slot;
        }
    }

    /// <summary>The first pattern that ends at a node, or −1; the others follow by <see cref="Next"/>.</summary>
    public int First(int node) => firstPattern[node];

    public int Next(int pattern) => nextPattern[pattern];

    private void Insert(int node, byte b, int child)
    {
        if (2 * ++edges > slots.Length)
        {
            ulong[] old = slots;
            slots = new ulong[4 * old.Length];
            foreach (ulong slot in old)
            {
                if (slot != 0)
                    Place(slot);
            }
        }

        Place(((ulong)(((uint)node << 8) | b) << 32) | (uint)child);
    }

    private void Place(ulong slot)
    {
        uint at = ((uint)(slot >> 32) * 2654435761u) >> 7;
        while (slots[at & (uint)(slots.Length - 1)] != 0)
            at++;
        slots[at & (uint)(slots.Length - 1)] = slot;
    }
}
