using System.Buffers.Binary;
using System.Numerics;

namespace TweetArchive.Text;

/// <summary>An immutable map from short byte strings to lists of numbers, looked up without allocating.</summary>
internal sealed class ByteIndex
{
    private readonly Utf8Interner keys;

    // The numbers of key n are from starts[n] to starts[n + 1].
    private readonly int[] starts;
    private readonly int[] values;

    // A bit for the length and the last bytes of each key: nearly all that is looked up is an account or a host that nobody asked for.
    private readonly ulong[] ends;
    private readonly int shift;

    private ByteIndex(Utf8Interner keys, (int[] Starts, int[] Values) numbers)
    {
        this.keys = keys;
        (starts, values) = numbers;
        shift = 64 - Math.Max(6, BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, 4 * keys.Count))) + 3);
        ends = new ulong[1 << (64 - shift - 6)];
        for (int n = 0; n < keys.Count; n++)
        {
            ulong bit = EndOf(keys[n]) >> shift;
            ends[bit >> 6] |= 1UL << (int)bit;
        }
    }

    public ByteIndex(FlatReader from)
        : this(new Utf8Interner(from.ReadTexts()), (from.Read<int>(), from.Read<int>()))
    {
    }

    public bool IsEmpty => keys.Count == 0;

    public void Save(FlatWriter to)
    {
        to.Write(keys.Texts);
        to.Write<int>(starts);
        to.Write<int>(values);
    }

    /// <summary>The numbers of <paramref name="key"/>, in the order given; empty when there are none.</summary>
    public ReadOnlySpan<int> Find(ReadOnlySpan<byte> key)
    {
        ulong bit = EndOf(key) >> shift;
        if ((ends[bit >> 6] & (1UL << (int)bit)) == 0)
            return default;
        int number = keys.Find(key);
        return number < 0 ? default : values.AsSpan(starts[number]..starts[number + 1]);
    }

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
