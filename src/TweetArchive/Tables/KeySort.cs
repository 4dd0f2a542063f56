namespace TweetArchive.Tables;

/// <summary>A 128-bit key and what it belongs to.</summary>
internal readonly record struct OrderedEntry(ulong Hi, ulong Lo, int Entry)
{
    public OrderedEntry(UInt128 key, int entry)
        : this((ulong)(key >> 64), (ulong)key, entry)
    {
    }
}

/// <summary>
/// Sorts 128-bit keys byte by byte from the lowest (least-significant-digit radix sort; Knuth, The Art of Computer Programming 3,
/// 5.2.5). Keys are ranks packed side by side, so most of their bytes are the same in all of them and take no pass; no
/// keys are compared. Equal keys keep their order.
/// </summary>
internal static class KeySort
{
    // Below this, 256 counters a pass cost more than comparing.
    private const int Few = 512;

    public static void Sort(OrderedEntry[] entries)
    {
        if (entries.Length < Few)
        {
            entries.AsSpan().Sort(static (a, b) =>
                a.Hi != b.Hi ? a.Hi.CompareTo(b.Hi) : a.Lo != b.Lo ? a.Lo.CompareTo(b.Lo) : a.Entry.CompareTo(b.Entry));
            return;
        }

        ulong hiDiffers = 0;
        ulong loDiffers = 0;
        foreach (ref readonly OrderedEntry entry in entries.AsSpan())
        {
            hiDiffers |= entry.Hi ^ entries[0].Hi;
            loDiffers |= entry.Lo ^ entries[0].Lo;
        }

        OrderedEntry[] from = entries;
        OrderedEntry[] to = new OrderedEntry[entries.Length];
        for (int shift = 0; shift < 64; shift += 8)
        {
            if ((byte)(loDiffers >> shift) != 0)
                Pass(ref from, ref to, shift, high: false);
        }

        for (int shift = 0; shift < 64; shift += 8)
        {
            if ((byte)(hiDiffers >> shift) != 0)
                Pass(ref from, ref to, shift, high: true);
        }

        if (from != entries)
            from.CopyTo(entries, 0);
    }

    /// <summary>Moves all entries into the order of one byte, and swaps the arrays.</summary>
    private static void Pass(ref OrderedEntry[] from, ref OrderedEntry[] to, int shift, bool high)
    {
        Span<int> next = stackalloc int[256];
        next.Clear();
        foreach (ref readonly OrderedEntry entry in from.AsSpan())
            next[(byte)((high ? entry.Hi : entry.Lo) >> shift)]++;
        int sum = 0;
        foreach (ref int place in next)
        {
            int count = place;
            place = sum;
            sum += count;
        }

        foreach (ref readonly OrderedEntry entry in from.AsSpan())
            to[next[(byte)((high ? entry.Hi : entry.Lo) >> shift)]++] = entry;
        (from, to) = (to, from);
    }
}
