namespace TweetArchive.Archives.Inflate;

/// <summary>
/// What the symbols mean that were unpacked before it was known what stood before them: below 256 a byte, above it a place in
/// the 32 KiB before. Once these are known, each symbol is looked up.
/// </summary>
internal sealed class Markers
{
    /// <summary>The symbol for the first byte of the window.</summary>
    public const int First = 256;

    private readonly byte[] meaning = GC.AllocateUninitializedArray<byte>(First + Slab.Window);

    public Markers()
    {
        for (int i = 0; i < First; i++)
            meaning[i] = (byte)i;
    }

    /// <summary>Says what stood before.</summary>
    public void Learn(ReadOnlySpan<byte> window) => window.CopyTo(meaning.AsSpan(First));

    /// <summary>A window of symbols that nothing is known of.</summary>
    public static unsafe void FillWindow(Slab slab)
    {
        ushort* symbols = (ushort*)slab.Start;
        for (int i = 0; i < Slab.Window; i++)
            symbols[i] = (ushort)(First + i);
        slab.Wide = true;
        slab.Count = 0;
    }

    public unsafe void Resolve(ReadOnlySpan<ushort> symbols, Span<byte> to)
    {
        fixed (ushort* from = symbols)
        fixed (byte* bytes = to[..symbols.Length])
        fixed (byte* table = meaning)
        {
            int i = 0;
            for (; i + 8 <= symbols.Length; i += 8)
            {
                // One store for eight lookups.
                ulong low = *(ulong*)(from + i);
                ulong high = *(ulong*)(from + i + 4);
                *(ulong*)(bytes + i) = table[(ushort)low] | ((ulong)table[(ushort)(low >> 16)] << 8)
                    | ((ulong)table[(ushort)(low >> 32)] << 16) | ((ulong)table[low >> 48] << 24)
                    | ((ulong)table[(ushort)high] << 32) | ((ulong)table[(ushort)(high >> 16)] << 40)
                    | ((ulong)table[(ushort)(high >> 32)] << 48) | ((ulong)table[high >> 48] << 56);
            }

            for (; i < symbols.Length; i++)
                bytes[i] = table[from[i]];
        }
    }
}
