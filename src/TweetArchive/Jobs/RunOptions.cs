using System.Globalization;
using TweetArchive.Archives;
using TweetArchive.Planning;
using TweetArchive.Targets;

namespace TweetArchive.Jobs;

/// <summary>Which tweets tweets/ holds.</summary>
public enum TweetsMode : byte { Tagged, All, None }

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

    /// <summary>Workers; readers come on top and mostly wait.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Bytes that partials may take in memory before they go to disk.</summary>
    public long Memory { get; init; } = 64L << 20;

    /// <summary>Bytes of input after which finished work is made safe, to go on from there after a crash.</summary>
    public long CheckpointBytes { get; init; } = 1L << 30;

    /// <summary>Do one part of the work and leave its result for a merge; null for all of it.</summary>
    public Shard? Shard { get; init; }

    public TweetsMode Tweets { get; init; } = TweetsMode.Tagged;

    /// <summary>A tweet that stands in several datasets is counted in the latest release alone (<see cref="Releases.ReleaseOrder"/>).</summary>
    public bool Dedupe { get; init; }

    /// <summary>Unpack the files of media archives for their checksums and difference hashes; else only the archives' lists are read.</summary>
    public bool MediaHash { get; init; }

    /// <summary>Stop at the first reject and write nothing.</summary>
    public bool Strict { get; init; }

    /// <summary>More rejects than this make the run a failure (exit code 4); the dataset is still written.</summary>
    public RejectLimit MaxRejects { get; init; } = RejectLimit.None;

    /// <summary>Replace the dataset that <see cref="Out"/> holds.</summary>
    public bool Overwrite { get; init; }

    /// <summary>
    /// 16 MB for each thread, at least 64 MB, at most 512 MB or a quarter of the machine's memory. More is of no use:
    /// what does not fit is sorted and waits on disk, and merging costs the same.
    /// </summary>
    public static long DefaultMemory(int threads) =>
        Math.Min(Math.Clamp(threads * (16L << 20), 64L << 20, 512L << 20), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);

    /// <summary>Bytes read at a time.</summary>
    public int BlockSize { get; init; } = 512 * 1024;

    /// <summary>Bytes of rows in one part of tweets/: a part is a file that a laptop opens without thinking.</summary>
    public long PartBytes { get; init; } = 128L << 20;

    /// <summary>Longer records are rejects and never held in memory.</summary>
    public int MaxRecordBytes { get; init; } = 16 << 20;
}

/// <summary>A number of rejects, or a share of the records.</summary>
/// <param name="Count">Rejects allowed; null for no such limit.</param>
/// <param name="Percent">Share of the records allowed, 0–100; null for no such limit.</param>
public sealed record RejectLimit(long? Count, double? Percent)
{
    public static readonly RejectLimit None = new(null, null);

    public bool Exceeded(long rejected, long records) =>
        (Count is { } count && rejected > count) || (Percent is { } percent && rejected * 100.0 > percent * records);

    /// <summary>Reads "100", "0.5%" or "none"; null if it is neither.</summary>
    public static RejectLimit? Parse(string text)
    {
        if (text == "none")
            return None;
        if (text.EndsWith('%') && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percent) && percent <= 100)
            return new RejectLimit(null, percent);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count) ? new RejectLimit(count, null) : null;
    }

    public override string ToString() => FormattableString.Invariant($"{(Count is { } c ? $"{c}" : Percent is { } p ? $"{p}%" : "none")}");
}

/// <summary>A run that cannot be done as asked; nothing was written. The message says what to change.</summary>
public sealed class UsageException(string message) : Exception(message);

/// <summary>A run was stopped, but some of its work is done and kept; the message says how to go on.</summary>
/// <param name="inner">What stopped it.</param>
public sealed class InterruptedRunException(string message, Exception inner) : Exception(message, inner);

/// <summary>A run under --strict met a reject; nothing was written.</summary>
public sealed class StrictRejectException(string message) : Exception(message);

/// <summary>Numbers that grow while a run goes on, for whoever shows them.</summary>
public sealed class RunProgress
{
    private long bytes;
    private long records;

    /// <summary>Bytes to read in this phase, unpacked.</summary>
    public long TotalBytes { get; internal set; }

    public long Bytes => Interlocked.Read(ref bytes);

    public long Records => Interlocked.Read(ref records);

    /// <summary>"reading", "reading again without duplicates" or "writing".</summary>
    public string Phase { get; internal set; } = "reading";

    internal void Add(long newBytes, long newRecords)
    {
        Interlocked.Add(ref bytes, newBytes);
        Interlocked.Add(ref records, newRecords);
    }

    /// <summary>Bytes that need not be read again.</summary>
    internal void Skip(long done) => TotalBytes -= done;

    internal void Restart(string phase, long totalBytes)
    {
        Phase = phase;
        TotalBytes = totalBytes;
        Interlocked.Exchange(ref bytes, 0);
        Interlocked.Exchange(ref records, 0);
    }
}
