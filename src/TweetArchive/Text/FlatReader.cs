using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TweetArchive.Text;

/// <summary>Reads what <see cref="FlatWriter"/> wrote, where it is: nothing is copied.</summary>
/// <param name="file">The file.</param>
/// <param name="from">Where the first array begins.</param>
/// <param name="to">Where the last one ends.</param>
internal sealed unsafe class FlatReader(MappedFile file, long from, long to)
{
    private long at = from;

    /// <summary>Whether all was read.</summary>
    public bool IsAtEnd => at == to;

    /// <exception cref="InvalidDataException">There are fewer bytes than the count says.</exception>
    public Flat<T> Read<T>()
        where T : unmanaged
    {
        int count = ReadNumber();
        at = FlatWriter.Aligned(at);
        if (count < 0 || (long)count * Unsafe.SizeOf<T>() > Left)
            throw new InvalidDataException($"an array of {count} items at {at}, where {Left} bytes are left");
        byte* first = file.First + at;
        at += (long)count * Unsafe.SizeOf<T>();
        return new Flat<T>(first, count);
    }

    public int ReadNumber()
    {
        if (Left < sizeof(int))
            throw new InvalidDataException($"the file ends at {at}");
        int number = MemoryMarshal.Read<int>(new ReadOnlySpan<byte>(file.First + at, sizeof(int)));
        at += sizeof(int);
        return number;
    }

    private long Left => Math.Min(to, file.Length) - at;
}
