using TweetArchive.Archives;
using TweetArchive.Checkpoints;
using TweetArchive.Planning;
using TweetArchive.Releases;
using TweetArchive.Requests;
using TweetArchive.Tables;
using TweetArchive.Tables.Duplicates;
using TweetArchive.Tables.Spills;

namespace TweetArchive.Reading;

/// <summary>
/// The records that are in the input a second time: of every tweet of a dataset all but the first, with --dedupe of every tweet of the
/// run all but those of the latest release.
/// </summary>
internal sealed class FoundDuplicates : IDisposable
{
    // The latest release last.
    private readonly IReadOnlyList<string> datasets;
    private readonly Scratch scratch;
    private readonly FinishedUnit[] again;

    private FoundDuplicates(
        IReadOnlyList<FinishedUnit> units, IReadOnlyList<ArchiveEntry> entries, RunOptions options, string scratchPath,
        ScratchMemory memory)
    {
        AllTweets = units;
        datasets = ReleaseOrder.Sort(entries.Select(e => e.Dataset));
        Dictionary<string, int> numbers = datasets.Select((d, n) => (d, n)).ToDictionary(d => d.d, d => d.n, StringComparer.Ordinal);
        scratch = new Scratch(scratchPath, memory);
        Across = new DuplicatesTable(datasets, scratch);
        Offsets = DuplicateFinder.Find(
            units.Select(u => u.Partial.Ids), [.. entries.Select(e => numbers[e.Dataset])], options.Dedupe, Across, options.Threads);
        again = [.. units.Where(u => u.Pieces.Any(Holds))];
    }

    /// <summary>The units as they were read, with every copy of a tweet: they know every tweetid.</summary>
    public IReadOnlyList<FinishedUnit> AllTweets { get; }

    /// <summary>Where the records to leave out start, by entry, ascending.</summary>
    public IReadOnlyDictionary<int, long[]> Offsets { get; }

    /// <summary>The tweets that are in several datasets.</summary>
    public DuplicatesTable Across { get; }

    /// <summary>The units that hold records to leave out, numbered again: a unit's number is its place in its plan.</summary>
    public IReadOnlyList<Unit> UnitsToReadAgain => [.. again.Select((u, i) => u.Unit with { Number = i })];

    /// <summary>Looks for them by the tweetids that the units kept.</summary>
    /// <param name="scratchPath">Where tweetids of several datasets wait.</param>
    /// <exception cref="IOException">A scratch file cannot be read or written.</exception>
    public static FoundDuplicates Among(
        IReadOnlyList<FinishedUnit> units, IReadOnlyList<ArchiveEntry> entries, RunOptions options, string scratchPath,
        ScratchMemory memory) =>
        new(units, entries, options, scratchPath, memory);

    /// <summary>What became of the pieces of a unit when it was read the first time.</summary>
    /// <param name="unit">Of <see cref="UnitsToReadAgain"/>.</param>
    public IReadOnlyList<FinishedPiece> FirstReading(Unit unit) => again[unit.Number].Pieces;

    /// <summary>All units, with those that were read again in the place of their first reading.</summary>
    /// <param name="read">Of <see cref="UnitsToReadAgain"/>, in their order.</param>
    public IReadOnlyList<FinishedUnit> Replace(IReadOnlyList<FinishedUnit> read)
    {
        Dictionary<int, FinishedUnit> replaced = again.Zip(read).ToDictionary(p => p.First.Unit.Number, p => p.Second);
        return [.. AllTweets.Select(u => replaced.GetValueOrDefault(u.Unit.Number, u))];
    }

    /// <summary>With --dedupe, tweets of the dataset that are counted in a later release.</summary>
    public long CountedElsewhere(string dataset) => Across.CountedElsewhere[datasets.TakeWhile(d => d != dataset).Count()];

    public void Dispose()
    {
        Across.Dispose();
        scratch.Dispose();
    }

    private bool Holds(FinishedPiece piece)
    {
        if (!Offsets.TryGetValue(piece.Piece.Entry, out long[]? offsets))
            return false;
        // An entry that is translated is measured in translated bytes, while its records are where they are in the file.
        if (piece.Piece.Whole)
            return true;
        int first = Array.BinarySearch(offsets, piece.Start);
        first = first < 0 ? ~first : first;
        return first < offsets.Length && offsets[first] < piece.End;
    }
}
