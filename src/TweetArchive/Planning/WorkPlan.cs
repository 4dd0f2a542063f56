using TweetArchive.Archives;
using TweetArchive.Csv;
using TweetArchive.Requests;

namespace TweetArchive.Planning;

/// <summary>A part of an entry that is read by itself: all of it, or a byte range of a plain file.</summary>
/// <param name="Entry">Its place in the catalog.</param>
/// <param name="From">The range's first byte; where its records start, <see cref="RecordBoundary"/> says.</param>
/// <param name="To">The byte after the range.</param>
/// <param name="Whole">All of the entry.</param>
internal sealed record Piece(int Entry, long From, long To, bool Whole)
{
    public long Bytes => To - From;
}

/// <summary>Pieces of one dataset whose result, a partial, is kept or done again as a whole.</summary>
internal sealed record Unit(int Number, string Dataset, IReadOnlyList<Piece> Pieces)
{
    public long Bytes => Pieces.Sum(p => p.Bytes);
}

/// <summary>
/// What there is to do, divided: entries into pieces, pieces into shards, the pieces of a shard into units. It follows from
/// the input and the options alone, so every shard and every resumed run makes the same plan.
/// </summary>
internal sealed class WorkPlan
{
    // Small, because a piece is read by one worker and the last ones are not shared out.
    private const long MostPieceBytes = 16L << 20;
    private const long LeastPieceBytes = 64 * 1024;

    /// <summary>A plan that was made before.</summary>
    public WorkPlan(IReadOnlyList<ArchiveEntry> entries, EntryHead?[] heads, IReadOnlyList<Unit> units)
    {
        Entries = entries;
        Heads = heads;
        Units = units;
        Boundaries = [.. entries.Select(_ => new KnownBoundaries())];
    }

    /// <summary>Of each entry.</summary>
    public IReadOnlyList<KnownBoundaries> Boundaries { get; }

    public IReadOnlyList<ArchiveEntry> Entries { get; }

    /// <summary>By entry; known for those that are divided.</summary>
    public EntryHead?[] Heads { get; }

    /// <summary>Of this shard.</summary>
    public IReadOnlyList<Unit> Units { get; }

    public long Bytes => Units.Sum(u => u.Bytes);

    /// <summary>A plan of units of this one.</summary>
    public WorkPlan Of(IReadOnlyList<Unit> units) => new(Entries, Heads, units);

    public static WorkPlan Make(IReadOnlyList<ArchiveEntry> entries, RunOptions options, CancellationToken cancelled)
    {
        long total = entries.Sum(e => e.Bytes);
        long pieceBytes = Math.Min(MostPieceBytes, options.CheckpointBytes / 4);
        // Sixteen to a shard: none has more than a sixteenth above its share.
        if (options.Shard is { } shard)
            pieceBytes = Math.Min(pieceBytes, total / shard.Of / 16);
        pieceBytes = Math.Max(pieceBytes, LeastPieceBytes);

        EntryHead?[] heads = new EntryHead?[entries.Count];
        var pieces = new List<Piece>();
        for (int i = 0; i < entries.Count; i++)
        {
            cancelled.ThrowIfCancellationRequested();
            long count = (entries[i].Bytes + pieceBytes - 1) / pieceBytes;
            // The message of a reject under --strict gives record and line numbers, which a range by itself does not know.
            if (count > 1 && !options.Strict && DivisibleHead(entries[i], options, cancelled) is { } head)
            {
                heads[i] = head;
                long length = entries[i].Bytes;
                for (long n = 0; n < count; n++)
                    pieces.Add(new Piece(i, Cut(length, n, count), Cut(length, n + 1, count), Whole: false));
            }
            else
            {
                pieces.Add(new Piece(i, 0, entries[i].Bytes, Whole: true));
            }
        }

        return new WorkPlan(entries, heads, Group(entries, options.Shard is { } s ? OfShard(pieces, s) : pieces, options.CheckpointBytes));
    }

    private static long Cut(long length, long n, long count) => (long)((Int128)length * n / count);

    /// <summary>The head of a plain file whose record starts are proof, so that it can be divided; null for all others.</summary>
    private static EntryHead? DivisibleHead(ArchiveEntry entry, RunOptions options, CancellationToken cancelled)
    {
        if (!entry.IsPlain)
            return null;
        try
        {
            EntryHead head = EntryHead.Read(entry, options, cancelled);
            return head.Divisible ? head : null;
        }
        catch (ArchiveException)
        {
            // Its reader reports it.
            return null;
        }
    }

    /// <summary>The largest pieces first, each to the shard that has least: as even as pieces allow.</summary>
    private static List<Piece> OfShard(IReadOnlyList<Piece> pieces, Shard shard)
    {
        var least = new PriorityQueue<int, (long Bytes, int Shard)>(Enumerable.Range(1, shard.Of).Select(n => (n, (0L, n))));
        var mine = new List<(Piece Piece, int Place)>();
        foreach ((Piece piece, int place) in pieces.Select((p, i) => (p, i)).OrderByDescending(p => p.p.Bytes).ThenBy(p => p.i))
        {
            least.TryDequeue(out int number, out (long Bytes, int Shard) load);
            least.Enqueue(number, (load.Bytes + piece.Bytes, number));
            if (number == shard.Number)
                mine.Add((piece, place));
        }

        return [.. mine.OrderBy(m => m.Place).Select(m => m.Piece)];
    }

    /// <summary>Neighbouring pieces of a dataset, until they come to the bytes of a checkpoint.</summary>
    private static List<Unit> Group(IReadOnlyList<ArchiveEntry> entries, IReadOnlyList<Piece> pieces, long checkpointBytes)
    {
        var units = new List<Unit>();
        var open = new List<Piece>();
        long bytes = 0;
        foreach (Piece piece in pieces)
        {
            if (open.Count > 0 && (bytes >= checkpointBytes || entries[open[0].Entry].Dataset != entries[piece.Entry].Dataset))
                Close();
            open.Add(piece);
            bytes += piece.Bytes;
        }

        if (open.Count > 0)
            Close();
        return units;

        void Close()
        {
            units.Add(new Unit(units.Count, entries[open[0].Entry].Dataset, [.. open]));
            open.Clear();
            bytes = 0;
        }
    }
}
