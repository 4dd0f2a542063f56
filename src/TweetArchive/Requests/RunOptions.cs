using TweetArchive.Archives;
using TweetArchive.Targets;

namespace TweetArchive.Requests;

/// <summary>What a run is asked to do.</summary>
public sealed record RunOptions
{
    /// <summary>Files, folders and globs.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>What the user says about them.</summary>
    public ReadAs ReadAs { get; init; } = ReadAs.Itself;

    /// <summary>The folder of the dataset.</summary>
    public required string Out { get; init; }

    public required Lexicon Lexicon { get; init; }

    /// <summary>Which of its targets each dataset is searched for.</summary>
    public TargetChoice Asked
    {
        get => field ??= TargetChoice.ByRelease(Lexicon);
        init;
    }

    /// <summary>Workers; readers come on top and mostly wait.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Bytes that partials may take in memory before they go to disk.</summary>
    public long Memory { get; init; } = 64L << 20;

    /// <summary>Bytes of input after which finished work is made safe, to continue from there after a crash.</summary>
    public long CheckpointBytes { get; init; } = 1L << 30;

    /// <summary>Do one part of the work and leave its result for a merge; null for all of it.</summary>
    public Shard? Shard { get; init; }

    public TweetsMode Tweets { get; init; } = TweetsMode.Tagged;

    /// <summary>
    /// A tweet that is in several datasets is counted in the latest release alone (<see cref="Releases.ReleaseOrder"/>).
    /// </summary>
    public bool Dedupe { get; init; }

    /// <summary>Stop at the first reject and write nothing.</summary>
    public bool Strict { get; init; }

    /// <summary>More rejects than this make the run a failure (exit code 4); the dataset is still written.</summary>
    public RejectLimit MaxRejects { get; init; } = RejectLimit.None;

    /// <summary>Replace the dataset that <see cref="Out"/> holds.</summary>
    public bool Overwrite { get; init; }

    /// <summary>
    /// A report is made next: until it is, the same command knows that the dataset is done, and continues with the report.
    /// </summary>
    public bool ReportFollows { get; init; }

    /// <summary>
    /// 16 MB for each thread, at least 32 MB, at most 512 MB or a quarter of the machine's memory. More is of no use:
    /// what does not fit is sorted and waits on disk, and merging costs the same.
    /// </summary>
    public static long DefaultMemory(int threads) =>
        Math.Min(Math.Clamp(threads * (16L << 20), 32L << 20, 512L << 20), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);

    /// <summary>Bytes read at a time.</summary>
    public int BlockSize { get; init; } = 512 * 1024;

    /// <summary>Bytes of rows in one part of tweets/: a part is a file that a laptop opens without thinking.</summary>
    public long PartBytes { get; init; } = 128L << 20;

    /// <summary>Longer records are rejects and never held in memory.</summary>
    public int MaxRecordBytes { get; init; } = 16 << 20;
}
