using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace TweetArchive.Text;

/// <summary>
/// Gives each distinct text a number, 0, 1, 2 …, in the order of first appearance: the tables' keys and the dictionaries of text
/// columns are such numbers. Not for two threads. Invalid UTF-8 is repaired first. Open addressing, linear probing.
/// </summary>
internal sealed class Utf8Interner
{
    private readonly Utf8Hash hashing = Utf8Hash.OfProcess;
    private Utf8Arena texts;
    private Slot[] slots;

    public Utf8Interner()
        : this(0, 0)
    {
    }

    /// <param name="strings">Strings that there is room for without growing.</param>
    /// <param name="bytes">Bytes of all strings that there is room for.</param>
    public Utf8Interner(int strings, int bytes)
    {
        slots = new Slot[Room(strings)];
        texts = new Utf8Arena(strings, bytes);
    }

    /// <param name="distinct">The texts numbered so far: valid, and none twice.</param>
    public Utf8Interner(in Utf8Arena distinct)
    {
        texts = distinct;
        slots = new Slot[Room(distinct.Count)];
        for (int number = 0, start = 0; number < Count; start = texts.Ends[number++])
        {
            ReadOnlySpan<byte> text = texts[number];
            Longest = Math.Max(Longest, text.Length);
            Place(new Slot { Hash = hashing.Of(text), Number = number + 1, Start = start, Length = text.Length }, slots);
        }
    }

    public int Count => texts.Count;

    /// <summary>Bytes of all distinct texts.</summary>
    public int ByteCount => texts.ByteCount;

    /// <summary>The distinct texts, by number.</summary>
    public ref readonly Utf8Arena Texts => ref texts;

    /// <summary>Length of the longest string.</summary>
    public int Longest { get; private set; }

    /// <summary>Memory that the strings take, in bytes; room kept from before <see cref="Clear"/> is not among it.</summary>
    public long Bytes =>
        BitOperations.RoundUpToPowerOf2((uint)ByteCount) + (4L * BitOperations.RoundUpToPowerOf2((uint)Count)) + (16L * Room(Count));

    public ReadOnlySpan<byte> this[int number] => texts[number];

    /// <summary>The number of <paramref name="text"/>, a new one if it was not seen before.</summary>
    public int Intern(ReadOnlySpan<byte> text) => Intern(text, out _);

    public int Intern(ReadOnlySpan<byte> text, out bool isNew) => Intern(text, hashing.Of(text), out isNew);

    private int Intern(ReadOnlySpan<byte> text, uint hash, out bool isNew)
    {
        Slot[] all = slots;
        for (int place = (int)hash & (all.Length - 1); ; place = (place + 1) & (all.Length - 1))
        {
            ref readonly Slot slot = ref all[place];
            if (slot.Number == 0)
            {
                // Damaged text is never stored as it is, so it always ends here: what differs only in damage is one value in the tables.
                if (!Utf8Validity.IsValid(text))
                    return Intern(Utf8Arena.Repair(text), out isNew);
                isNew = true;
                return Add(text, hash);
            }

            if (slot.Hash == hash && slot.Length == text.Length && texts.Slice(slot.Start, slot.Length).SequenceEqual(text))
            {
                isNew = false;
                return slot.Number - 1;
            }
        }
    }

    /// <summary>The number of a text that was interned, or −1.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        uint hash = hashing.Of(text);
        for (int place = (int)hash & (slots.Length - 1); slots[place].Number != 0; place = (place + 1) & (slots.Length - 1))
        {
            ref readonly Slot slot = ref slots[place];
            if (slot.Hash == hash && slot.Length == text.Length && texts.Slice(slot.Start, slot.Length).SequenceEqual(text))
                return slot.Number - 1;
        }

        return -1;
    }

    /// <summary>For each number, its place in the bytewise order of all strings.</summary>
    public uint[] Ranks()
    {
        OrderedEntry[] rented = ArrayPool<OrderedEntry>.Shared.Rent(Count);
        Span<OrderedEntry> order = rented.AsSpan(0, Count);
        for (int i = 0; i < order.Length; i++)
            order[i] = new OrderedEntry(Prefix(this[i]), i);
        KeySort.Sort(order);
        for (int from = 0; from < order.Length;)
        {
            int to = from + 1;
            while (to < order.Length && order[to].SortKey == order[from].SortKey)
                to++;
            if (to - from > 1)
                order[from..to].Sort((a, b) => this[a.Entry].SequenceCompareTo(this[b.Entry]));
            from = to;
        }

        uint[] ranks = new uint[order.Length];
        for (int i = 0; i < order.Length; i++)
            ranks[order[i].Entry] = (uint)i;
        ArrayPool<OrderedEntry>.Shared.Return(rented);
        return ranks;
    }

    /// <summary>Forgets all strings. Room that was needed lately is kept.</summary>
    public void Clear()
    {
        if (Room(Count) < slots.Length / 4)
        {
            texts = default;
            slots = new Slot[128];
        }
        else
        {
            texts.Clear();
            Array.Clear(slots);
        }

        Longest = 0;
    }

    /// <summary>Slots for this many strings: at most two of three are taken.</summary>
    private static int Room(int strings) => (int)Math.Max(128, BitOperations.RoundUpToPowerOf2(((uint)strings * 3 / 2) + 1));

    /// <summary>The first eight bytes as a number that sorts as they do.</summary>
    private static ulong Prefix(ReadOnlySpan<byte> text)
    {
        if (text.Length >= 8)
            return BinaryPrimitives.ReadUInt64BigEndian(text);
        ulong prefix = 0;
        for (int i = 0; i < 8; i++)
            prefix = (prefix << 8) | (i < text.Length ? text[i] : 0u);
        return prefix;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Add(ReadOnlySpan<byte> text, uint hash)
    {
        int number = texts.Count;
        int start = texts.ByteCount;
        texts.Add(text);
        Longest = Math.Max(Longest, text.Length);
        if (Room(Count) > slots.Length)
            Grow();
        Place(new Slot { Hash = hash, Number = Count, Start = start, Length = text.Length }, slots);
        return number;
    }

    private void Grow()
    {
        Slot[] larger = new Slot[slots.Length * 2];
        foreach (ref readonly Slot slot in slots.AsSpan())
        {
            if (slot.Number != 0)
                Place(slot, larger);
        }

        slots = larger;
    }

    private static void Place(in Slot slot, Slot[] slots)
    {
        int place = (int)slot.Hash & (slots.Length - 1);
        while (slots[place].Number != 0)
            place = (place + 1) & (slots.Length - 1);
        slots[place] = slot;
    }

    /// <summary>
    /// A string's number + 1 (0 is a free slot) with what tells whether it is the one looked for: one miss of the cache, not three.
    /// </summary>
    private struct Slot
    {
        public uint Hash;
        public int Number;
        public int Start;
        public int Length;
    }
}
