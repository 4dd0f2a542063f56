using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace TweetArchive.Text;

/// <summary>
/// Writes arrays one after the other, each after its count, as they are in memory (little-endian, as all processors that .NET runs on):
/// what <see cref="FlatReader"/> reads back in the same order. Items have no gaps between their fields, which could hold anything.
/// </summary>
/// <param name="to">Where the bytes go.</param>
/// <param name="place">Where in the file the first of them will be.</param>
internal sealed class FlatWriter(Stream to, long place)
{
    private const int Alignment = 8;

    private readonly XxHash3 hash = new();

    /// <summary>XXH3 of all bytes written.</summary>
    public ulong Hash => hash.GetCurrentHashAsUInt64();

    /// <summary>Where the next bytes will be in the file.</summary>
    public long Place { get; private set; } = place;

    /// <summary>The first place from here on at which items may begin.</summary>
    public static long Aligned(long place) => (place + Alignment - 1) & -Alignment;

    public void Write<T>(ReadOnlySpan<T> items)
        where T : unmanaged
    {
        Write(items.Length);
        Span<byte> gap = stackalloc byte[Alignment];
        gap.Clear();
        Put(gap[..(int)(Aligned(Place) - Place)]);
        Put(MemoryMarshal.AsBytes(items));
    }

    public void Write<T>(in Flat<T> items)
        where T : unmanaged => Write(items.Span);

    public void Write(int number) => Put(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in number)));

    private void Put(ReadOnlySpan<byte> bytes)
    {
        hash.Append(bytes);
        to.Write(bytes);
        Place += bytes.Length;
    }
}
