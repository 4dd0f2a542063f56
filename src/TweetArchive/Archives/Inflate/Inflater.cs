using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TweetArchive.Archives.Inflate;

/// <summary>
/// Unpacks deflate (RFC 1951) block by block into slabs. It can stop at any symbol and go on there.
/// </summary>
internal sealed unsafe class Inflater
{
    private enum In : byte { Between, Stored, Packed }

    private readonly BlockTables own = new();
    private BlockTables tables = BlockTables.Fixed;
    private In state;
    private bool last;
    private int storedLeft;

    /// <summary>Forgets the block that it is in.</summary>
    public void Restart()
    {
        state = In.Between;
        last = false;
    }

    /// <summary>Unpacks into a slab behind what it holds.</summary>
    /// <param name="history">
    /// How far back one may refer: symbols before the slab's own, at most <see cref="Slab.Window"/>. Negative where some of those
    /// that it holds must not be referred to.
    /// </param>
    public InflateStatus Run(PackedCursor cursor, Slab slab, int history)
    {
        byte* first = slab.First;
        byte* next = first + slab.Count;
        byte* end = first + slab.Capacity;
        byte* earliest = first - history;
        InflateStatus? stop = null;
        while (stop is null)
        {
            if (!cursor.Settle())
                stop = InflateStatus.Truncated;
            else if (state == In.Between)
                stop = ReadHeader(cursor);
            else if (next >= end)
                stop = InflateStatus.Full;
            else if (state == In.Stored)
                stop = CopyStored(cursor, ref next, end);
            else
                stop = Unpack(cursor, ref next, end, earliest);
        }

        slab.Count = (int)(next - first);
        return stop.Value;
    }

    private InflateStatus? ReadHeader(PackedCursor cursor)
    {
        ulong bits = Bits.At(cursor.Start, cursor.Bit);
        long bit = cursor.Bit + 3;
        bool final = (bits & 1) != 0;
        switch ((bits >> 1) & 3)
        {
            case 0:
                bit = (bit + 7) & ~7L;
                uint lengths = (uint)Bits.At(cursor.Start, bit);
                if ((ushort)lengths != (ushort)~(lengths >> 16))
                    return InflateStatus.Invalid;
                bit += 32;
                storedLeft = (ushort)lengths;
                state = In.Stored;
                break;
            case 1:
                tables = BlockTables.Fixed;
                state = In.Packed;
                break;
            case 2:
                if (!own.TryRead(cursor.Start, ref bit))
                    return cursor.Last && bit > cursor.Length * 8L ? InflateStatus.Truncated : InflateStatus.Invalid;
                tables = own;
                state = In.Packed;
                break;
            default:
                return InflateStatus.Invalid;
        }

        if (cursor.Last && bit > cursor.Length * 8L)
        {
            state = In.Between;
            return InflateStatus.Truncated;
        }

        last = final;
        cursor.Bit = bit;
        // A stored block may be empty, and then even the last byte is behind us.
        return state == In.Stored && storedLeft == 0 ? EndBlock() : null;
    }

    private InflateStatus EndBlock()
    {
        state = In.Between;
        return last ? InflateStatus.StreamEnd : InflateStatus.BlockEnd;
    }

    private InflateStatus? CopyStored(PackedCursor cursor, ref byte* next, byte* end)
    {
        int from = (int)(cursor.Bit >> 3);
        int count = (int)Math.Min(Math.Min(storedLeft, cursor.Length - from), end - next);
        byte* bytes = cursor.Start + from;
        Buffer.MemoryCopy(bytes, next, count, count);
        next += count;
        cursor.Bit += 8L * count;
        storedLeft -= count;
        return storedLeft == 0 ? EndBlock() : null;
    }

    private InflateStatus? Unpack(PackedCursor cursor, ref byte* next, byte* end, byte* earliest)
    {
        // Eight bytes are loaded up to two times a turn; before the end of the stream they must be its own.
        int safe = cursor.Last ? cursor.Length - 32 : cursor.Length;
        return cursor.Bit >> 3 < safe
            ? UnpackFast(cursor, safe, ref next, end, earliest)
            : UnpackToEnd(cursor, ref next, earliest);
    }

    private InflateStatus? UnpackFast(PackedCursor cursor, int safe, ref byte* to, byte* end, byte* earliest)
    {
        byte* start = cursor.Start;
        byte* safeEnd = start + safe;
        byte* input = start + (cursor.Bit >> 3);
        byte* next = to;
        uint* literals = tables.Literals;
        uint* distances = tables.Distances;
        ulong bits = Unsafe.ReadUnaligned<ulong>(input) >> (int)(cursor.Bit & 7);
        // Of a load of eight bytes, seven count: what stands above them is loaded again, as the same bits.
        uint count = 56 - (uint)(cursor.Bit & 7);
        input += 7;
        InflateStatus? stop = null;
        while (next < end)
        {
            bits |= Unsafe.ReadUnaligned<ulong>(input) << (int)count;
            input += 7 - ((count >> 3) & 7);
            count |= 56;
            if (input - 8 >= safeEnd)
                break;

            uint entry = literals[bits & ((1 << BlockTables.LiteralBits) - 1)];
            if ((int)entry < 0)
            {
                bits >>= (int)entry;
                count -= (byte)entry;
                *next++ = (byte)(entry >> 16);
                entry = literals[bits & ((1 << BlockTables.LiteralBits) - 1)];
                if ((int)entry < 0)
                {
                    bits >>= (int)entry;
                    count -= (byte)entry;
                    *next++ = (byte)(entry >> 16);
                    entry = literals[bits & ((1 << BlockTables.LiteralBits) - 1)];
                    if ((int)entry < 0)
                    {
                        bits >>= (int)entry;
                        count -= (byte)entry;
                        *next++ = (byte)(entry >> 16);
                        continue;
                    }
                }

                // A length and a distance take up to 48 bits.
                bits |= Unsafe.ReadUnaligned<ulong>(input) << (int)count;
                input += 7 - ((count >> 3) & 7);
                count |= 56;
            }

            if ((entry & HuffmanTable.Special) != 0)
            {
                if ((entry & HuffmanTable.Further) != 0)
                {
                    bits >>= (int)entry;
                    count -= (byte)entry;
                    entry = literals[(entry >> 16) + (uint)Bits.Lowest(bits, (entry >> 8) & 15)];
                    if ((int)entry < 0)
                    {
                        bits >>= (int)entry;
                        count -= (byte)entry;
                        *next++ = (byte)(entry >> 16);
                        continue;
                    }
                }

                if ((entry & HuffmanTable.Special) != 0)
                {
                    count -= (byte)entry;
                    stop = (entry & HuffmanTable.NoCode) != 0 ? InflateStatus.Invalid : EndBlock();
                    break;
                }
            }

            uint length = (entry >> 16) + (uint)(Bits.Lowest(bits, (byte)entry) >> (int)((entry >> 8) & 15));
            bits >>= (int)entry;
            count -= (byte)entry;
            entry = distances[bits & ((1 << BlockTables.DistanceBits) - 1)];
            if ((entry & HuffmanTable.Special) != 0)
            {
                if ((entry & HuffmanTable.Further) != 0)
                {
                    bits >>= (int)entry;
                    count -= (byte)entry;
                    entry = distances[(entry >> 16) + (uint)Bits.Lowest(bits, (entry >> 8) & 15)];
                }

                if ((entry & HuffmanTable.Special) != 0)
                {
                    stop = InflateStatus.Invalid;
                    break;
                }
            }

            uint distance = (entry >> 16) + (uint)(Bits.Lowest(bits, (byte)entry) >> (int)((entry >> 8) & 15));
            bits >>= (int)entry;
            count -= (byte)entry;
            if (next - earliest < distance)
            {
                stop = InflateStatus.Invalid;
                break;
            }

            next = Copy(next, distance, length);
        }

        cursor.Bit = ((input - start) * 8) - count;
        to = next;
        return stop;
    }

    /// <summary>The last bytes of a stream, symbol by symbol: none is unpacked of which a bit is missing.</summary>
    private InflateStatus? UnpackToEnd(PackedCursor cursor, ref byte* next, byte* earliest)
    {
        ulong bits = Bits.At(cursor.Start, cursor.Bit);
        long bit = cursor.Bit;
        uint entry = Take(tables.Literals, BlockTables.LiteralBits, ref bits, ref bit, out uint value);
        uint distance = 0;
        bool match = (entry & (HuffmanTable.Literal | HuffmanTable.Special)) == 0;
        uint distanceEntry = match ? Take(tables.Distances, BlockTables.DistanceBits, ref bits, ref bit, out distance) : 0;
        if (bit > cursor.Length * 8L)
            return InflateStatus.Truncated;
        cursor.Bit = bit;
        if (((entry | distanceEntry) & HuffmanTable.NoCode) != 0 || (match && next - earliest < distance))
            return InflateStatus.Invalid;
        if (match)
            next = Copy(next, distance, value);
        else if ((entry & HuffmanTable.Literal) != 0)
            *next++ = (byte)value;
        else
            return EndBlock();
        return null;
    }

    private static uint Take(uint* table, int firstBits, ref ulong bits, ref long bit, out uint value)
    {
        uint entry = table[Bits.Lowest(bits, (uint)firstBits)];
        if ((entry & HuffmanTable.Further) != 0 && (int)entry >= 0 && (entry & HuffmanTable.Special) != 0)
        {
            bits >>= (byte)entry;
            bit += (byte)entry;
            entry = table[(entry >> 16) + (uint)Bits.Lowest(bits, (entry >> 8) & 15)];
        }

        value = ((entry & ~HuffmanTable.Literal) >> 16) + (uint)(Bits.Lowest(bits, (byte)entry) >> (int)((entry >> 8) & 15));
        bits >>= (byte)entry;
        bit += (byte)entry;
        return entry;
    }

    /// <summary>Repeats what stands <paramref name="distance"/> back. Up to 63 bytes more than asked for may be written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Copy(byte* next, uint distance, uint length)
    {
        byte* to = next;
        byte* from = next - distance;
        byte* end = next + length;
        if (to - from >= 32)
        {
            do
            {
                Vector256.Store(Vector256.Load(from), to);
                from += 32;
                to += 32;
            }
            while (to < end);
        }
        else
        {
            CopyNear(next, distance, end);
        }

        return end;
    }

    private static void CopyNear(byte* next, uint distance, byte* end)
    {
        byte* to = next;
        byte* from = next - distance;
        if (to - from >= 8)
        {
            do
            {
                Unsafe.WriteUnaligned(to, Unsafe.ReadUnaligned<ulong>(from));
                from += 8;
                to += 8;
            }
            while (to < end);
        }
        else
        {
            byte* source = next - distance;
            while (next < end)
                *next++ = *source++;
        }
    }
}
