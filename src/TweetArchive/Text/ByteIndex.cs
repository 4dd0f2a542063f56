using System.Buffers.Binary;
using System.IO.Hashing;
using System.Numerics;

namespace TweetArchive.Text;

/// <summary>An immutable map from short byte strings to lists of numbers, looked up without allocating.</summary>
internal sealed class ByteIndex
{
    private readonly FlatTexts keys;

    // The numbers of key n are from starts[n] to starts[n + 1].
    private readonly Flat<int> starts;
    private readonly Flat<int> values;

    // The number of a key + 1 by its hash, 0 where none is: open addressing. The keys are those of the lexicon, so nobody chooses them
    // to collide.
    private readonly Flat<int> slots;

    // A bit for the length and the last bytes of each key: nearly all that is looked up is an account or a host that nobody asked for.
    private readonly Flat<ulong> ends;
    private readonly int shift;

    private ByteIndex(Utf8Interner interned, (int[] Starts, int[] Values) numbers)
    {
        keys = new FlatTexts(interned.Texts);
        (starts, values) = numbers;
        shift = 64 - Math.Max(6, BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, 4 * keys.Count))) + 3);
        ulong[] bits = new ulong[1 << (64 - shift - 6)];
        int[] places = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, 2 * keys.Count))];
        for (int n = 0; n < keys.Count; n++)
        {
            ulong bit = EndOf(keys[n]) >> shift;
            bits[bit >> 6] |= 1UL << (int)bit;
            int at = SlotOf(keys[n], places.Length);
            while (places[at] != 0)
                at = (at + 1) & (places.Length - 1);
            places[at] = n + 1;
        }

        (ends, slots) = (bits, places);
    }

    public ByteIndex(FlatReader from)
    {
        keys = new FlatTexts(from);
        starts = from.Read<int>();
        values = from.Read<int>();
        slots = from.Read<int>();
        ends = from.Read<ulong>();
        shift = from.ReadNumber();
    }

    public bool IsEmpty => keys.Count == 0;

    public void Save(FlatWriter to)
    {
        keys.Save(to);
        to.Write(starts);
        to.Write(values);
        to.Write(slots);
        to.Write(ends);
        to.Write(shift);
    }

    /// <summary>The numbers of <paramref name="key"/>, in the order given; empty when there are none.</summary>
    public ReadOnlySpan<int> Find(ReadOnlySpan<byte> key)
    {
        ulong bit = EndOf(key) >> shift;
        if ((ends[(int)(bit >> 6)] & (1UL << (int)bit)) == 0)
            return default;
        for (int at = SlotOf(key, slots.Length), number; (number = slots[at] - 1) >= 0; at = (at + 1) & (slots.Length - 1))
        {
            if (keys[number].SequenceEqual(key))
                return values.Span[starts[number]..starts[number + 1]];
        }

        return default;
    }

    private static int SlotOf(ReadOnlySpan<byte> key, int slots) => (int)XxHash3.HashToUInt64(key) & (slots - 1);

    /// <summary>Counted, then put in their places: by key, and in each key in the order given.</summary>
    private static (int[] Starts, int[] Values) ByKey(int keys, ReadOnlySpan<(int Key, int Value)> entries)
    {
        int[] next = new int[keys + 1];
        foreach ((int key, _) in entries)
            next[key + 1]++;
        for (int n = 1; n < next.Length; n++)
            next[n] += next[n - 1];
        int[] ordered = new int[entries.Length];
        foreach ((int key, int value) in entries)
            ordered[next[key]++] = value;
        return Distinct(ordered, next);
    }

    /// <summary>Each number of a key once; <paramref name="ends"/> are where the numbers of each key end.</summary>
    private static (int[] Starts, int[] Values) Distinct(int[] ordered, ReadOnlySpan<int> ends)
    {
        int[] starts = new int[ends.Length];
        int count = 0;
        for (int key = 0, from = 0; key < starts.Length - 1; from = ends[key++])
        {
            starts[key] = count;
            foreach (int value in ordered.AsSpan(from..ends[key]))
            {
                if (!ordered.AsSpan(starts[key]..count).Contains(value))
                    ordered[count++] = value;
            }
        }

        starts[^1] = count;
        return (starts, ordered);
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

    /// <summary>Takes keys and numbers in any order.</summary>
    /// <param name="count">About how many there will be.</param>
    internal sealed class Builder(int count = 64)
    {
        private readonly Utf8Interner keys = new(count, 12 * count);
        private readonly List<(int Key, int Value)> entries = new(count);

        public void Add(ReadOnlySpan<byte> key, int value) => entries.Add((keys.Intern(key), value));

        /// <summary>The index; nothing is added after it.</summary>
        public ByteIndex Build()
            => new(keys, ByKey(keys.Count, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(entries)));
    }
}
