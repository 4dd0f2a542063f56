namespace TweetArchive.Text;

/// <summary>An immutable map from short byte strings to lists of numbers, looked up without allocating.</summary>
internal sealed class ByteIndex
{
    private readonly int[] slots;
    private readonly byte[][] keys;
    private readonly int[][] values;

    // A bit for each length of a key, the last one for all from 63 on: most of what is looked up is an account's hash, longer than any
    // handle.
    private readonly ulong lengths;

    public ByteIndex(IEnumerable<(byte[] Key, int Value)> entries)
    {
        (byte[] Key, int Value)[] all = [.. entries];
        var found = new List<byte[]>();
        var lists = new List<List<int>>();
        slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, 4 * all.Length))];
        foreach ((byte[] key, int value) in all)
        {
            lengths |= LengthBit(key);
            int at = (int)Utf8Hash.OfProcess.Of(key) & (slots.Length - 1);
            while (slots[at] != 0 && !found[slots[at] - 1].AsSpan().SequenceEqual(key))
                at = (at + 1) & (slots.Length - 1);
            if (slots[at] == 0)
            {
                found.Add(key);
                lists.Add([]);
                slots[at] = found.Count;
            }

            if (!lists[slots[at] - 1].Contains(value))
                lists[slots[at] - 1].Add(value);
        }

        keys = [.. found];
        values = [.. lists.Select(list => list.ToArray())];
    }

    public bool IsEmpty => keys.Length == 0;

    /// <summary>The numbers of <paramref name="key"/>, in the order given; empty when there are none.</summary>
    public ReadOnlySpan<int> Find(ReadOnlySpan<byte> key)
    {
        if ((lengths & LengthBit(key)) == 0)
            return default;
        for (int at = (int)Utf8Hash.OfProcess.Of(key) & (slots.Length - 1); slots[at] != 0; at = (at + 1) & (slots.Length - 1))
        {
            if (key.SequenceEqual(keys[slots[at] - 1]))
                return values[slots[at] - 1];
        }

        return default;
    }

    private static ulong LengthBit(ReadOnlySpan<byte> key) => 1UL << Math.Min(key.Length, 63);
}
