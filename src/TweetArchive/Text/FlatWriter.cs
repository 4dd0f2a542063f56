using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace TweetArchive.Text;

/// <summary>
/// Writes arrays one after the other, each after its count, as they are in memory (little-endian, as all processors that .NET runs on):
/// what <see cref="FlatReader"/> reads back in the same order. Items have no gaps between their fields, which could hold anything.
/// </summary>
internal sealed class FlatWriter(Stream to)
{
    private readonly XxHash3 hash = new();

    /// <summary>XXH3 of all bytes written.</summary>
    public ulong Hash => hash.GetCurrentHashAsUInt64();

    public void Write<T>(ReadOnlySpan<T> items)
        where T : unmanaged
    {
        Write(items.Length);
        Put(MemoryMarshal.AsBytes(items));
    }

    public void Write(int number) => Put(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in number)));

    public void Write(in Utf8Arena texts)
    {
        Write(texts.Bytes);
        Write(texts.Ends);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        hash.Append(bytes);
        to.Write(bytes);
    }
}
