namespace TweetArchive.Text;

/// <summary>Distinct UTF-8 texts numbered in the order of their first appearance. Open addressing, linear probing.</summary>
internal sealed class Utf8Dictionary
{
    private Utf8Arena texts;
    private ulong[] slots = new ulong[256]; // hash in the upper half, number + 1 in the lower, 0 = free; the length is a power of two
    private int last = -1;

    public int Count => texts.Count;

    /// <summary>Bytes of all distinct texts.</summary>
    public int ByteCount => texts.ByteCount;

    /// <summary>The distinct texts, by number.</summary>
    public ref readonly Utf8Arena Texts => ref texts;

    public ReadOnlySpan<byte> this[int number] => texts[number];

    public ReadOnlyMemory<byte> MemoryOf(int number) => texts.MemoryOf(number);

    /// <summary>The number of <paramref name="utf8"/>, which must be valid UTF-8.</summary>
    public int Intern(ReadOnlySpan<byte> utf8)
    {
        // Rows come sorted by key: most key values repeat the one before.
        if (last >= 0 && texts[last].SequenceEqual(utf8)) return last;

        uint hash = Utf8Hash.Of(utf8);
        int mask = slots.Length - 1;
        int slot = (int)hash & mask;
        for (ulong entry; (entry = slots[slot]) != 0; slot = (slot + 1) & mask)
        {
            if ((uint)(entry >> 32) != hash) continue;
            int number = (int)(uint)entry - 1;
            if (texts[number].SequenceEqual(utf8)) return last = number;
        }
        texts.Add(utf8);
        slots[slot] = ((ulong)hash << 32) | (uint)texts.Count;
        if (texts.Count * 2 > slots.Length) Grow();
        return last = texts.Count - 1;
    }

    public void FindBounds(out int min, out int max) => texts.FindBounds(out min, out max);

    public void Clear()
    {
        texts.Clear();
        Array.Clear(slots);
        last = -1;
    }

    private void Grow()
    {
        ulong[] smaller = slots;
        slots = new ulong[smaller.Length * 2];
        int mask = slots.Length - 1;
        foreach (ulong entry in smaller)
        {
            if (entry == 0) continue;
            int slot = (int)(uint)(entry >> 32) & mask;
            while (slots[slot] != 0) slot = (slot + 1) & mask;
            slots[slot] = entry;
        }
    }
}
