using System.Buffers.Binary;

namespace TweetArchive.Text;

/// <summary>An immutable map from short byte strings to lists of numbers, looked up without allocating.</summary>
internal sealed class ByteIndex
{
    private readonly int[] slots;
    private readonly byte[][] keys;

    // The numbers of key n are from starts[n] to starts[n + 1].
    private readonly int[] starts;
    private readonly int[] values;

    // A bit for the length and the last bytes of each key: nearly all that is looked up is an account or a host that nobody asked for.
    private readonly ulong[] ends;
    private readonly int shift;

    public ByteIndex(IEnumerable<(byte[] Key, int Value)> entries)
    {
        (byte[] Key, int Value)[] all = [.. entries];
        var found = new List<byte[]>();
        int[] keyOf = new int[all.Length];
        slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, 4 * all.Length))];
        shift = 64 - Math.Max(6, System.Numerics.BitOperations.Log2((uint)slots.Length) + 3);
        ends = new ulong[1 << (64 - shift - 6)];
        for (int n = 0; n < all.Length; n++)
        {
            byte[] key = all[n].Key;
            ulong bit = EndOf(key) >> shift;
            ends[bit >> 6] |= 1UL << (int)bit;
            int at = (int)Utf8Hash.OfProcess.Of(key) & (slots.Length - 1);
            while (slots[at] != 0 && !found[slots[at] - 1].AsSpan().SequenceEqual(key))
                at = (at + 1) & (slots.Length - 1);
            if (slots[at] == 0)
            {
                found.Add(key);
                slots[at] = found.Count;
            }

            keyOf[n] = slots[at] - 1;
        }

        keys = [.. found];
        // Sorted by key, and in each key in the order given.
        int[] order = [.. Enumerable.Range(0, all.Length)];
        Array.Sort([.. keyOf.Select((key, n) => ((long)key << 32) | (uint)n)], order);
        starts = new int[keys.Length + 1];
        values = new int[all.Length];
        int count = 0;
        for (int i = 0, key = -1; i < order.Length; i++)
        {
            int value = all[order[i]].Value;
            if (keyOf[order[i]] != key)
                starts[++key] = count;
            if (!values.AsSpan(starts[key]..count).Contains(value))
                values[count++] = value;
        }

        starts[^1] = count;
    }

    public bool IsEmpty => keys.Length == 0;

    /// <summary>The numbers of <paramref name="key"/>, in the order given; empty when there are none.</summary>
    public ReadOnlySpan<int> Find(ReadOnlySpan<byte> key)
    {
        ulong bit = EndOf(key) >> shift;
        if ((ends[bit >> 6] & (1UL << (int)bit)) == 0)
            return default;
        for (int at = (int)Utf8Hash.OfProcess.Of(key) & (slots.Length - 1); slots[at] != 0; at = (at + 1) & (slots.Length - 1))
        {
            if (key.SequenceEqual(keys[slots[at] - 1]))
                return values.AsSpan(starts[slots[at] - 1]..starts[slots[at]]);
        }

        return default;
    }

    /// <summary>A hash of the length and the last eight bytes at most, the highest bits the best.</summary>
    private static ulong EndOf(ReadOnlySpan<byte> key)
    {
        ulong end = 0;
        if (key.Length >= sizeof(ulong))
            end = BinaryPrimitives.ReadUInt64LittleEndian(key[^sizeof(ulong)..]);
        else
        {
            foreach (byte b in key)
                end = (end << 8) | b;
        }

        return (end + ((ulong)key.Length << 32)) * 0x9E3779B97F4A7C15;
    }
}
