namespace TweetArchive.Reading;

/// <summary>Numbers that grow during a run, for the display of its progress.</summary>
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
