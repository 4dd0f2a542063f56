using TweetArchive.Archives;
using TweetArchive.Releases;
using TweetArchive.Tweets;

namespace TweetArchive.Inspecting;

/// <summary>Something to expect of a run over a file.</summary>
/// <param name="Code">For programs: a word that stays the same.</param>
/// <param name="Message">For people.</param>
public sealed record Trouble(string Code, string Message);

/// <summary>What an entry is, told from samples of it.</summary>
public sealed record EntryInspection(ArchiveEntry Entry)
{
    /// <summary>Null where the header could not be read.</summary>
    public RowKind? Kind { get; init; }

    /// <summary>A, B, C, users or other; the format's name where it is not that of the releases.</summary>
    public string? Variant { get; init; }

    /// <summary>It is in another format than the releases.</summary>
    public bool OtherFormat { get; init; }

    public CellDialect? Dialect { get; init; }

    public IReadOnlyList<string> MissingColumns { get; init; } = [];

    /// <summary>What is known of the dataset; null if the registry does not know it.</summary>
    public Release? Release => ReleaseRegistry.Shipped.Find(Entry.Dataset);

    /// <summary>Exact if the entry was read whole; otherwise its bytes over the mean length of the sampled records.</summary>
    public long RecordsEstimated { get; init; }

    public bool Exact { get; init; }

    /// <summary>Records that were looked at.</summary>
    public long RecordsSampled { get; init; }

    /// <summary>Places of the file from which they are.</summary>
    public int PlacesSampled { get; init; }

    /// <summary>Bytes asked of the file, unpacked.</summary>
    public long BytesRead { get; init; }

    /// <summary>Earliest tweet_time among the sampled records, UTC milliseconds.</summary>
    public long? FirstTime { get; init; }

    public long? LastTime { get; init; }

    /// <summary>What to expect of a run over it.</summary>
    public IReadOnlyList<Trouble> Trouble { get; init; } = [];

    /// <summary>Why it could not be read, or not to the end of the samples.</summary>
    public string? Problem { get; init; }
}
