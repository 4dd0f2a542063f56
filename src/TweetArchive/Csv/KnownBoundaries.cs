using TweetArchive.Archives;

namespace TweetArchive.Csv;

/// <summary>
/// Boundaries of one file, and the long stretches without one that were gone through to find them: in a file without records, every piece
/// would else be searched to the file's end. For all readers of the file.
/// </summary>
internal sealed class KnownBoundaries
{
    /// <summary>Shorter stretches are gone through faster than they are looked up.</summary>
    private const long ShortestStretch = 1 << 20;

    private readonly Lock gate = new();
    private readonly List<(long From, long To)> stretches = [];

    /// <inheritdoc cref="RecordBoundary.Find(ArchiveEntry, RecordShape, long, long)"/>
    public long Find(ArchiveEntry entry, RecordShape shape, long firstRecord, long at)
    {
        lock (gate)
        {
            foreach ((long from, long to) in stretches)
            {
                if (at >= from && at <= to)
                    return to;
            }
        }

        long found = RecordBoundary.Find(entry, shape, firstRecord, at);
        if (found - at >= ShortestStretch)
        {
            lock (gate)
                stretches.Add((at, found));
        }

        return found;
    }
}
