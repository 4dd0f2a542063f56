using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TweetArchive.Text;

/// <summary>Reads what <see cref="FlatWriter"/> wrote, straight into arrays.</summary>
/// <param name="file">Can be read at any place.</param>
/// <param name="from">Where the first array begins.</param>
/// <param name="to">Where the last one ends.</param>
internal sealed class FlatReader(SafeFileHandle file, long from, long to)
{
    private readonly XxHash3 hash = new();
    private long at = from;

    /// <summary>Whether all was read, and is what was written.</summary>
    public bool IsWhole(ulong expected) => at == to && hash.GetCurrentHashAsUInt64() == expected;

    /// <exception cref="InvalidDataException">There are fewer bytes than the count says.</exception>
    public T[] Read<T>()
        where T : unmanaged
    {
        int count = ReadNumber();
        if (count < 0 || (long)count * Unsafe.SizeOf<T>() > to - at)
            throw new InvalidDataException($"an array of {count} items at {at}, where {to - at} bytes are left");
        T[] items = GC.AllocateUninitializedArray<T>(count);
        Fill(MemoryMarshal.AsBytes(items.AsSpan()));
        return items;
    }

    public int ReadNumber()
    {
        int number = 0;
        Fill(MemoryMarshal.AsBytes(new Span<int>(ref number)));
        return number;
    }

    public Utf8Arena ReadTexts() => new(Read<byte>(), Read<int>());

    private void Fill(Span<byte> bytes)
    {
        for (Span<byte> left = bytes; !left.IsEmpty;)
        {
            int read = left.Length <= to - at ? RandomAccess.Read(file, left, at) : 0;
            if (read == 0)
                throw new InvalidDataException($"the file ends at {at}");
            at += read;
            left = left[read..];
        }

        hash.Append(bytes);
    }
}
