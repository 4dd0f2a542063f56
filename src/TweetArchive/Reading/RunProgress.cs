namespace TweetArchive.Reading;

/// <summary>Numbers that grow during a run, for the display of its progress.</summary>
public sealed class RunProgress : IProgress<(int Number, int Of, string Name)>
{
    private readonly HashSet<int> begun = [];
    private long bytes;
    private long records;

    /// <summary>Work that an interrupted run had done: bytes done before, and bytes in all. Raised before reading begins.</summary>
    public event Action<long, long>? Resumed;

    /// <summary>Bytes to read in this phase, unpacked.</summary>
    public long TotalBytes { get; internal set; }

    public long Bytes => Interlocked.Read(ref bytes);

    public long Records => Interlocked.Read(ref records);

    /// <summary>"reading", "reading again without duplicates" or "writing".</summary>
    public string Phase { get; private set; } = "reading";

    /// <summary>The file that was begun last, or the table; null before the first.</summary>
    public (int Number, int Of, string Name)? Item { get; private set; }

    /// <summary>A table is being written.</summary>
    public void Report((int Number, int Of, string Name) value) => Item = value;

    internal void Add(long newBytes, long newRecords)
    {
        Interlocked.Add(ref bytes, newBytes);
        Interlocked.Add(ref records, newRecords);
    }

    /// <summary>A piece of a file is being read.</summary>
    /// <param name="of">Files of this phase.</param>
    internal void Begin(int entry, int of, string name)
    {
        lock (begun)
        {
            if (begun.Add(entry))
                Item = (begun.Count, of, name);
        }
    }

    /// <summary>Bytes that need not be read again.</summary>
    internal void Skip(long done)
    {
        if (done > 0)
            Resumed?.Invoke(done, TotalBytes);
        TotalBytes -= done;
    }

    internal void Restart(string phase, long totalBytes)
    {
        Phase = phase;
        TotalBytes = totalBytes;
        Item = null;
        lock (begun)
            begun.Clear();
        Interlocked.Exchange(ref bytes, 0);
        Interlocked.Exchange(ref records, 0);
    }
}
