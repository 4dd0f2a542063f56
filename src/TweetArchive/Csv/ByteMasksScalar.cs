using System.Runtime.CompilerServices;

namespace TweetArchive.Csv;

/// <summary>Byte by byte: the portable path, and the plain statement of what the others do.</summary>
internal readonly struct ByteMasksScalar : IByteMasks
{
    public static bool IsSupported => true;

    public static void Load(ref byte bytes, out ulong quotes, out ulong commas, out ulong newlines)
    {
        quotes = commas = newlines = 0;
        for (int i = 0; i < 64; i++)
        {
            byte b = Unsafe.Add(ref bytes, i);
            quotes |= (b == '"' ? 1UL : 0) << i;
            commas |= (b == ',' ? 1UL : 0) << i;
            newlines |= (b == '\n' ? 1UL : 0) << i;
        }
    }

    public static ulong CarriageReturns(ref byte bytes)
    {
        ulong mask = 0;
        for (int i = 0; i < 64; i++)
            mask |= (Unsafe.Add(ref bytes, i) == '\r' ? 1UL : 0) << i;
        return mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WritePositions(ref uint to, ulong mask, int count, uint first) => BitPositions.Write(ref to, mask, count, first);
}
