namespace TweetArchive.Targets.Matching;

/// <summary>A trie over byte strings, each with numbers. Immutable once built.</summary>
internal sealed class ByteTrie
{
    // Children are found by hashing (node, byte): small, and a walk ends at the first byte that no string has.
    private ulong[] slots = new ulong[1024];
    private int edges;
    private int nodes = 1;
    private int[] firsts = [-1];
    private readonly List<int> nexts = [];

    /// <summary>Adds a number under its bytes; returns the node, the same one for equal bytes.</summary>
    public int Add(ReadOnlySpan<byte> bytes, int number)
    {
        int node = 0;
        foreach (byte b in bytes)
        {
            int child = Child(node, b);
            if (child == 0)
            {
                child = nodes++;
                if (nodes > firsts.Length)
                {
                    int old = firsts.Length;
                    Array.Resize(ref firsts, 2 * old);
                    firsts.AsSpan(old).Fill(-1);
                }

                Insert(node, b, child);
            }

            node = child;
        }

        while (nexts.Count <= number)
            nexts.Add(-1);
        // Appended, so that numbers come in the order given.
        int last = firsts[node];
        if (last < 0)
            firsts[node] = number;
        else
        {
            while (nexts[last] >= 0)
                last = nexts[last];
            nexts[last] = number;
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

    /// <summary>The first number of a string that ends at a node, or −1; the others follow by <see cref="Next"/>.</summary>
    public int First(int node) => firsts[node];

    public int Next(int number) => nexts[number];

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
