namespace TweetArchive.Archives.Inflate;

/// <summary>The two codes of a block, and how its header describes them (RFC 1951, 3.2.5 to 3.2.7).</summary>
internal sealed unsafe class BlockTables
{
    /// <summary>Most codes of text are not longer; a table of this size stays in the nearest cache.</summary>
    public const int LiteralBits = 11;
    public const int DistanceBits = 8;

    private const int EndOfBlock = 256;
    private const int LengthCodes = 19;
    private const int LengthCodeBits = 7;

    // The most entries that codes of 286 and 30 symbols and 15 bits can need with these first parts (zlib's "enough").
    private readonly uint[] literals = GC.AllocateArray<uint>(2400, pinned: true);
    private readonly uint[] distances = GC.AllocateArray<uint>(512, pinned: true);
    private readonly uint[] lengthCode = new uint[1 << LengthCodeBits];

    private static readonly uint[] LiteralEntries = MakeLiteralEntries();
    private static readonly uint[] DistanceEntries = MakeDistanceEntries();
    private static readonly uint[] PlainEntries = [.. Enumerable.Range(0, LengthCodes).Select(i => (uint)i << 16)];

    /// <summary>The codes of blocks that bring none.</summary>
    public static readonly BlockTables Fixed = MakeFixed();

    public uint* Literals { get; }

    public uint* Distances { get; }

    public BlockTables()
    {
        fixed (uint* pinned = literals)
            Literals = pinned;
        fixed (uint* pinned = distances)
            Distances = pinned;
    }

    /// <summary>Reads the header of a dynamic block, behind its first three bits.</summary>
    /// <param name="input">Bytes, with <see cref="PackedCursor.Tail"/> readable ones behind the place.</param>
    /// <param name="bit">Where to read, in bits; afterwards behind the header.</param>
    /// <returns>False if this is no such header.</returns>
    public bool TryRead(byte* input, ref long bit)
    {
        ulong bits = Bits.At(input, bit);
        int literalCount = 257 + (int)(bits & 31);
        int distanceCount = 1 + (int)((bits >> 5) & 31);
        int lengthCount = 4 + (int)((bits >> 10) & 15);
        if (literalCount > 286 || distanceCount > 30)
            return false;
        bit += 14;
        Span<byte> lengths = stackalloc byte[LengthCodes];
        lengths.Clear();
        bits = Bits.At(input, bit);
        ReadOnlySpan<byte> order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
        for (int i = 0; i < lengthCount; i++)
            lengths[order[i]] = (byte)((bits >> (3 * i)) & 7);
        bit += 3 * lengthCount;
        if (!HuffmanTable.Build(lengths, PlainEntries, LengthCodeBits, lengthCode, mayBeEmpty: false))
            return false;

        Span<byte> all = stackalloc byte[286 + 30];
        if (!ReadLengths(input, ref bit, all[..(literalCount + distanceCount)]) || all[EndOfBlock] == 0)
            return false;
        return HuffmanTable.Build(all[..literalCount], LiteralEntries, LiteralBits, literals, mayBeEmpty: false)
            && HuffmanTable.Build(all.Slice(literalCount, distanceCount), DistanceEntries, DistanceBits, distances, mayBeEmpty: true);
    }

    private bool ReadLengths(byte* input, ref long bit, Span<byte> lengths)
    {
        for (int i = 0; i < lengths.Length;)
        {
            ulong bits = Bits.At(input, bit);
            uint entry = lengthCode[(int)(bits & ((1 << LengthCodeBits) - 1))];
            if ((entry & HuffmanTable.Special) != 0)
                return false;
            int code = (int)(entry & 0xFF);
            bits >>= code;
            bit += code;
            uint symbol = entry >> 16;
            if (symbol < 16)
            {
                lengths[i++] = (byte)symbol;
                continue;
            }

            (int repeat, int extra, byte value) = symbol switch
            {
                16 => (3 + (int)(bits & 3), 2, i == 0 ? byte.MaxValue : lengths[i - 1]),
                17 => (3 + (int)(bits & 7), 3, (byte)0),
                _ => (11 + (int)(bits & 127), 7, (byte)0),
            };
            bit += extra;
            if (value == byte.MaxValue || i + repeat > lengths.Length)
                return false;
            lengths.Slice(i, repeat).Fill(value);
            i += repeat;
        }

        return true;
    }

    private static uint[] MakeLiteralEntries()
    {
        uint[] entries = new uint[288];
        for (int i = 0; i < EndOfBlock; i++)
            entries[i] = HuffmanTable.Literal | ((uint)i << 16);
        entries[EndOfBlock] = HuffmanTable.Special;
        int length = 3;
        for (int i = 0; i < 28; i++)
        {
            int extra = i < 8 ? 0 : (i - 4) / 4;
            entries[257 + i] = (uint)((length << 16) | extra);
            length += 1 << extra;
        }

        entries[285] = 258 << 16;
        entries[286] = entries[287] = HuffmanTable.Special | HuffmanTable.NoCode;
        return entries;
    }

    private static uint[] MakeDistanceEntries()
    {
        uint[] entries = new uint[32];
        int distance = 1;
        for (int i = 0; i < 30; i++)
        {
            int extra = i < 4 ? 0 : (i - 2) / 2;
            entries[i] = (uint)((distance << 16) | extra);
            distance += 1 << extra;
        }

        entries[30] = entries[31] = HuffmanTable.Special | HuffmanTable.NoCode;
        return entries;
    }

    private static BlockTables MakeFixed()
    {
        byte[] literal = [.. Enumerable.Range(0, 288).Select(i => (byte)(i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))];
        byte[] distance = [.. Enumerable.Repeat((byte)5, 32)];
        var made = new BlockTables();
        HuffmanTable.Build(literal, LiteralEntries, LiteralBits, made.literals, mayBeEmpty: false);
        HuffmanTable.Build(distance, DistanceEntries, DistanceBits, made.distances, mayBeEmpty: false);
        return made;
    }
}
