using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TweetArchive.Text;

/// <summary>
/// Items that never change, one after the other: an array, or a part of a file that is mapped into memory, of which only the pages that are
/// looked at are ever read.
/// </summary>
internal readonly unsafe struct Flat<T>
    where T : unmanaged
{
    // Keeps a pinned array; null for a mapping, which stays.
    private readonly T[]? owner;
    private readonly T* first;

    /// <param name="items">Copied.</param>
    public Flat(ReadOnlySpan<T> items)
    {
        T[] pinned = GC.AllocateUninitializedArray<T>(Math.Max(1, items.Length), pinned: true);
        items.CopyTo(pinned);
        owner = pinned;
        first = (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
        Length = items.Length;
    }

    /// <param name="first">The first item, in a <see cref="MappedFile"/>.</param>
    /// <param name="length">How many there are.</param>
    internal Flat(byte* first, int length)
    {
        this.first = (T*)first;
        Length = length;
    }

    public int Length { get; }

    public ReadOnlySpan<T> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(first, Length);
    }

    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    public ref readonly T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)index >= (uint)Length)
                ThrowOutside(index);
            return ref first[index];
        }
    }

    /// <summary>An item without a look at its index: for indexes that cannot be too large.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly T At(nint index) => ref first[index];

    public static implicit operator Flat<T>(T[] items) => new(items);

    public ReadOnlySpan<T>.Enumerator GetEnumerator() => Span.GetEnumerator();

    public override string ToString() => $"{Length} × {typeof(T).Name}{(owner is null ? ", mapped" : "")}";

    private static void ThrowOutside(int index) => throw new ArgumentOutOfRangeException(nameof(index), index, null);
}
