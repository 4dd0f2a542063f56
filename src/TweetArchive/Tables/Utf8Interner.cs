using System.IO.Hashing;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using TweetArchive.Parquet;

namespace TweetArchive.Tables;

/// <summary>
/// Gives each distinct byte string a number, 0, 1, 2 …, so that the tables' keys are numbers. One for each worker and
/// dimension; not for two threads. Invalid UTF-8 is repaired first.
/// </summary>
internal sealed class Utf8Interner
{
    private byte[] arena = new byte[4096];
    private int[] starts = new int[65];
    private uint[] hashes = new uint[64];
    private int[] slots = new int[128];     // number + 1; 0 is free

    public int Count { get; private set; }

    /// <summary>Length of the longest string.</summary>
    public int Longest { get; private set; }

    /// <summary>Memory held, in bytes.</summary>
    public long Bytes => arena.Length + (4L * (starts.Length + hashes.Length + slots.Length));

    public ReadOnlySpan<byte> this[int number] => arena.AsSpan(starts[number]..starts[number + 1]);

    /// <summary>The number of <paramref name="text"/>, a new one if it was not seen before.</summary>
    public int Intern(ReadOnlySpan<byte> text) => Intern(text, out _);

    public int Intern(ReadOnlySpan<byte> text, out bool isNew)
    {
        uint hash = (uint)XxHash3.HashToUInt64(text);
        int mask = slots.Length - 1;
        for (int slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            int number = slots[slot] - 1;
            if (number < 0)
            {
                // Damaged text is never stored as it is, so it always ends here: what differs only in damage is one value in the tables.
                if (!Utf8.IsValid(text))
                    return Intern(Utf8Arena.Repair(text), out isNew);
                isNew = true;
                return Add(text, hash, slot);
            }

            if (hashes[number] == hash && this[number].SequenceEqual(text))
            {
                isNew = false;
                return number;
            }
        }
    }

    /// <summary>For each number, its place in the bytewise order of all strings.</summary>
    public uint[] Ranks()
    {
        int count = Count;
        (ulong Prefix, int Number)[] order = new (ulong, int)[count];
        for (int i = 0; i < count; i++)
            order[i] = (Prefix(this[i]), i);
        order.AsSpan().Sort((a, b) =>
        {
            if (a.Prefix != b.Prefix)
                return a.Prefix < b.Prefix ? -1 : 1;
            return this[a.Number].SequenceCompareTo(this[b.Number]);
        });
        uint[] ranks = new uint[count];
        for (int i = 0; i < count; i++)
            ranks[order[i].Number] = (uint)i;
        return ranks;
    }

    /// <summary>The first eight bytes as a number that sorts as they do.</summary>
    private static ulong Prefix(ReadOnlySpan<byte> text)
    {
        ulong prefix = 0;
        for (int i = 0; i < 8; i++)
            prefix = (prefix << 8) | (i < text.Length ? text[i] : 0u);
        return prefix;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Add(ReadOnlySpan<byte> text, uint hash, int slot)
    {
        int number = Count++;
        if (number == hashes.Length)
        {
            Array.Resize(ref hashes, number * 2);
            Array.Resize(ref starts, (number * 2) + 1);
        }

        int start = starts[number];
        int end = checked(start + text.Length);
        if (end > arena.Length)
            Array.Resize(ref arena, (int)BitOperations.RoundUpToPowerOf2((uint)end));
        text.CopyTo(arena.AsSpan(start));
        starts[number + 1] = end;
        Longest = Math.Max(Longest, text.Length);
        hashes[number] = hash;
        slots[slot] = number + 1;
        if (Count * 3 > slots.Length * 2)
            Grow();
        return number;
    }

    private void Grow()
    {
        slots = new int[slots.Length * 2];
        int mask = slots.Length - 1;
        for (int number = 0; number < Count; number++)
        {
            int slot = (int)hashes[number] & mask;
            while (slots[slot] != 0)
                slot = (slot + 1) & mask;
            slots[slot] = number + 1;
        }
    }
}
