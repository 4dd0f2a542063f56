using System.Runtime.CompilerServices;

namespace TweetArchive.Archives.Inflate;

/// <summary>
/// Room for unpacked symbols behind the last 32 KiB before them, into which they may refer back. A symbol is a byte, or 16 bits
/// where what stood before is not known yet (<see cref="Markers"/>).
/// </summary>
internal sealed unsafe class Slab
{
    public const int Window = 32 * 1024;

    // The longest match, and what copying by whole vectors writes too much.
    private const int Slack = 512;

    public Slab(int bytes)
    {
        Buffer = GC.AllocateUninitializedArray<byte>(bytes + (2 * (Window + Slack)), pinned: true);
        fixed (byte* start = Buffer)
            Start = start;
    }

    public byte[] Buffer { get; }

    public byte* Start { get; }

    /// <summary>Symbols are 16 bits.</summary>
    public bool Wide { get; set; }

    /// <summary>Symbols, without those of the window.</summary>
    public int Count { get; set; }

    public int Capacity<T>() => (Buffer.Length / Unsafe.SizeOf<T>()) - Window - Slack;

    public T* Symbols<T>()
        where T : unmanaged => (T*)Start + Window;

    public ReadOnlySpan<byte> Bytes => Buffer.AsSpan(Window, Count);

    public ReadOnlySpan<ushort> WideSymbols => new((ushort*)Start + Window, Count);

    /// <summary>Takes the last symbols of another slab for the window of this one.</summary>
    public void Continue<T>(Slab before)
        where T : unmanaged
    {
        Wide = sizeof(T) > 1;
        // The two may be the same and overlap.
        System.Buffer.MemoryCopy((T*)before.Start + before.Count, Start, Window * sizeof(T), Window * sizeof(T));
        Count = 0;
    }
}
