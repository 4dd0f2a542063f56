namespace TweetArchive.Analysis.Coordination;

/// <summary>
/// Events put in order of object, minute and account: one pass deals them out by the top bits of the object's hash, then each of the
/// buckets, small enough for a core's cache, is sorted by itself. Buckets are independent, so threads share them out.
/// </summary>
internal sealed class SortedEvents
{
    private const int BucketBits = 11;

    private readonly ObjectEvent[] events;
    private readonly int[] starts;

    public SortedEvents(IReadOnlyList<EventSink> sinks)
    {
        long count = sinks.Sum(s => s.Count);
        if (count > Array.MaxLength)
            throw new InvalidOperationException($"{count} events in one pass");
        int[] next = new int[(1 << BucketBits) + 1];
        foreach (ReadOnlyMemory<ObjectEvent> chunk in sinks.SelectMany(s => s.Chunks))
        {
            foreach (ref readonly ObjectEvent e in chunk.Span)
                next[(e.Object >> (64 - BucketBits)) + 1]++;
        }

        for (int b = 0; b < 1 << BucketBits; b++)
            next[b + 1] += next[b];
        starts = [.. next];
        events = GC.AllocateUninitializedArray<ObjectEvent>((int)count);
        foreach (EventSink sink in sinks)
        {
            foreach (ReadOnlyMemory<ObjectEvent> chunk in sink.Chunks)
            {
                foreach (ref readonly ObjectEvent e in chunk.Span)
                    events[next[e.Object >> (64 - BucketBits)]++] = e;
            }

            sink.Clear();
        }
    }

    public int Count => events.Length;

    public static int Buckets => 1 << BucketBits;

    /// <summary>A bucket's events, in order. Sorts them, so call it once a bucket.</summary>
    public ReadOnlySpan<ObjectEvent> Sorted(int bucket)
    {
        Span<ObjectEvent> some = events.AsSpan(starts[bucket]..starts[bucket + 1]);
        some.Sort();
        return some;
    }

    /// <summary>Length of the run of events of one object that begins at <paramref name="from"/>.</summary>
    public static int RunLength(ReadOnlySpan<ObjectEvent> sorted, int from)
    {
        int to = from + 1;
        while (to < sorted.Length && sorted[to].Object == sorted[from].Object)
            to++;
        return to - from;
    }
}
