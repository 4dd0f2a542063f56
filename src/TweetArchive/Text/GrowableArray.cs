using System.Runtime.CompilerServices;

namespace TweetArchive.Text;

/// <summary>A list whose storage is visible and is kept between row groups. A mutable struct: hold it in a field, never copy it.</summary>
internal struct GrowableArray<T>
    where T : unmanaged
{
    /// <summary>Storage above this is given back after a row group: one monstrous value must not stay paid for.</summary>
    private const int KeepBytes = 32 << 20;

    private T[]? storage;

    /// <param name="capacity">Items that there is room for without growing.</param>
    public GrowableArray(int capacity)
    {
        storage = GC.AllocateUninitializedArray<T>(capacity);
        Count = 0;
    }

    /// <param name="items">The first items; not copied.</param>
    public GrowableArray(T[] items)
    {
        storage = items;
        Count = items.Length;
    }

    public int Count { get; private set; }

    public readonly Span<T> Span => storage.AsSpan(0, Count);

    public readonly ReadOnlyMemory<T> Memory => storage.AsMemory(0, Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T item)
    {
        T[]? items = storage;
        int count = Count;
        if (items is null || (uint)count >= (uint)items.Length)
            items = Grow(1);
        items[count] = item;
        Count = count + 1;
    }

    public void AddRange(ReadOnlySpan<T> source)
    {
        T[]? items = storage;
        if (items is null || items.Length - Count < source.Length)
            items = Grow(source.Length);
        source.CopyTo(items.AsSpan(Count));
        Count += source.Length;
    }

    public void Clear()
    {
        Count = 0;
        if (storage is not null && (long)storage.Length * Unsafe.SizeOf<T>() > KeepBytes)
            storage = null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T[] Grow(int more)
    {
        long needed = (long)Count + more;
        if (needed > Array.MaxLength)
            throw new InvalidOperationException(
                $"A row group's column would hold {needed:N0} elements; one array holds {Array.MaxLength:N0}.");
        long doubled = Math.Min(Math.Max(2L * (storage?.Length ?? 0), 64), Array.MaxLength);
        T[] grown = GC.AllocateUninitializedArray<T>((int)Math.Max(needed, doubled));
        Span.CopyTo(grown);
        return storage = grown;
    }
}
