using System.Text;

namespace TweetArchive.Text;

/// <summary>Byte strings end to end in one array: value i is between end i-1 and end i. A mutable struct, like its arrays.</summary>
internal struct Utf8Arena
{
    private GrowableArray<byte> arena;
    private GrowableArray<int> endOffsets;

    /// <param name="strings">Strings that there is room for without growing.</param>
    /// <param name="bytes">Bytes of all strings that there is room for.</param>
    public Utf8Arena(int strings, int bytes)
    {
        arena = new GrowableArray<byte>(bytes);
        endOffsets = new GrowableArray<int>(strings);
    }

    /// <param name="bytes">The strings, end to end; not copied.</param>
    /// <param name="ends">Where each ends.</param>
    public Utf8Arena(byte[] bytes, int[] ends)
    {
        arena = new GrowableArray<byte>(bytes);
        endOffsets = new GrowableArray<int>(ends);
    }

    public readonly int Count => endOffsets.Count;

    public readonly int ByteCount => arena.Count;

    /// <summary>The strings, end to end.</summary>
    public readonly ReadOnlySpan<byte> Bytes => arena.Span;

    /// <summary>Where each string ends among the bytes.</summary>
    public readonly ReadOnlySpan<int> Ends => endOffsets.Span;

    public readonly ReadOnlySpan<byte> this[int index]
    {
        get
        {
            ReadOnlySpan<int> ends = endOffsets.Span;
            int start = index == 0 ? 0 : ends[index - 1];
            return arena.Span[start..ends[index]];
        }
    }

    /// <summary>Bytes by their place among all.</summary>
    public readonly ReadOnlySpan<byte> Slice(int start, int length) => arena.Span.Slice(start, length);

    public readonly ReadOnlyMemory<byte> MemoryOf(int index)
    {
        ReadOnlySpan<int> ends = endOffsets.Span;
        int start = index == 0 ? 0 : ends[index - 1];
        return arena.Memory[start..ends[index]];
    }

    /// <summary>Adds bytes as they are.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        arena.AddRange(bytes);
        endOffsets.Add(arena.Count);
    }

    /// <summary>Adds text; invalid UTF-8 is repaired first, because readers reject a whole file for one bad byte.</summary>
    public void AddText(ReadOnlySpan<byte> utf8) => Add(Utf8Validity.IsValid(utf8) ? utf8 : Repair(utf8));

    /// <summary>Each maximal invalid sequence becomes one U+FFFD. Allocates: damaged text is rare.</summary>
    public static byte[] Repair(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(utf8));

    /// <summary>The least and the greatest value in unsigned byte order, which is code point order; the arena must not be empty.</summary>
    public readonly void FindBounds(out int min, out int max)
    {
        min = max = 0;
        for (int i = 1; i < Count; i++)
        {
            ReadOnlySpan<byte> value = this[i];
            if (value.SequenceCompareTo(this[min]) < 0)
                min = i;
            else if (value.SequenceCompareTo(this[max]) > 0)
                max = i;
        }
    }

    public void Clear()
    {
        arena.Clear();
        endOffsets.Clear();
    }
}
