using System.Numerics;

namespace TweetArchive.Text;

/// <summary>
/// An immutable set of byte strings, each with a number, that tells which of them begin at a place of a text. They are sorted by their
/// first six bytes: a table gives those that begin alike, and these are compared.
/// </summary>
internal sealed class PrefixIndex
{
    private const int KeyBytes = 6;

    private readonly Flat<byte> bytes;
    private readonly Flat<Entry> entries;

    // Open addressing; a count of 0 is a free slot.
    private readonly Flat<Slot> slots;

    // Bit n: there are keys of n bytes, of strings that are no longer or of all longer ones.
    private readonly uint lengths;

    /// <param name="strings">Not empty; the number of a string is its place here, and equal strings keep their order.</param>
    public PrefixIndex(in Utf8Arena strings)
    {
        var order = new OrderedEntry[strings.Count];
        for (int n = 0; n < order.Length; n++)
        {
            int length = Math.Min(KeyBytes, strings[n].Length);
            order[n] = new OrderedEntry(KeyOf(strings[n], length), n);
            lengths |= 1u << length;
        }

        KeySort.Sort(order);
        byte[] bytes = new byte[strings.ByteCount];
        var entries = new Entry[order.Length];
        int distinct = 0;
        for (int e = 0; e < order.Length; e++)
            distinct += e == 0 || order[e].SortKey != order[e - 1].SortKey ? 1 : 0;
        var slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)Math.Max(8, 2 * distinct))];
        for (int from = 0, to, start = 0; from < order.Length; from = to)
        {
            ulong key = order[from].SortKey;
            for (to = from; to < order.Length && order[to].SortKey == key; to++)
            {
                ReadOnlySpan<byte> text = strings[order[to].Entry];
                text.CopyTo(bytes.AsSpan(start));
                entries[to] = new Entry(start, text.Length, order[to].Entry);
                start += text.Length;
            }

            entries.AsSpan(from..to).Sort((a, b) => a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.Number.CompareTo(b.Number));
            int at = SlotOf(key, slots.Length);
            while (slots[at].Count != 0)
                at = (at + 1) & (slots.Length - 1);
            slots[at] = new Slot(key, from, to - from);
        }

        (this.bytes, this.entries, this.slots) = (bytes, entries, slots);
    }

    public PrefixIndex(FlatReader from)
    {
        bytes = from.Read<byte>();
        entries = from.Read<Entry>();
        slots = from.Read<Slot>();
        lengths = (uint)from.ReadNumber();
    }

    public void Save(FlatWriter to)
    {
        to.Write(bytes);
        to.Write(entries);
        to.Write(slots);
        to.Write((int)lengths);
    }

    /// <summary>The strings with which a text begins, the shortest first.</summary>
    public Matches At(ReadOnlySpan<byte> text) => new(this, text);

    /// <summary>The first bytes of a string, and how many they are.</summary>
    private static ulong KeyOf(ReadOnlySpan<byte> text, int length)
    {
        ulong key = (ulong)length << (8 * KeyBytes);
        for (int i = 0; i < length; i++)
            key |= (ulong)text[i] << (8 * i);
        return key;
    }

    private static int SlotOf(ulong key, int slots) => (int)((key * 0x9E3779B97F4A7C15) >> 32) & (slots - 1);

    private ReadOnlySpan<Entry> Find(ulong key)
    {
        for (int at = SlotOf(key, slots.Length); slots[at].Count != 0; at = (at + 1) & (slots.Length - 1))
        {
            if (slots[at].Key == key)
                return entries.Span.Slice(slots[at].First, slots[at].Count);
        }

        return default;
    }

    private readonly record struct Entry(int Start, int Length, int Number);

    private record struct Slot(ulong Key, int First, int Count);

    /// <summary>Goes over the strings that begin at a place.</summary>
    public ref struct Matches(PrefixIndex index, ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> text = text;
        private ReadOnlySpan<Entry> alike;
        private uint lengths = index.lengths & ((2u << Math.Min(KeyBytes, text.Length)) - 1);

        /// <summary>The bytes of a string, and its number.</summary>
        public (int Length, int Number) Current { get; private set; }

        public readonly Matches GetEnumerator() => this;

        public bool MoveNext()
        {
            while (true)
            {
                while (!alike.IsEmpty)
                {
                    Entry entry = alike[0];
                    alike = alike[1..];
                    if (!text.StartsWith(index.bytes.Span.Slice(entry.Start, entry.Length)))
                        continue;
                    Current = (entry.Length, entry.Number);
                    return true;
                }

                if (lengths == 0)
                    return false;
                alike = index.Find(KeyOf(text, BitOperations.TrailingZeroCount(lengths)));
                lengths &= lengths - 1;
            }
        }
    }
}
