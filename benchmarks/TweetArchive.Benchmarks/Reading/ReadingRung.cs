namespace TweetArchive.Benchmarks.Reading;

/// <summary>One thing that is measured: a reader that goes once over all bytes of a shape.</summary>
/// <param name="Reader">"tweetarchive avx512", "CsvHelper 34" …</param>
/// <param name="Does">What the pass does; rungs that do the same return the same number.</param>
/// <param name="From">"memory" or "file".</param>
/// <param name="Run">The pass; the number depends on everything that was read.</param>
internal sealed record ReadingRung(string Reader, string Does, string From, int Threads, Func<long> Run)
{
    public const string Newlines = "newlines counted";
    public const string Index = "separators indexed";
    public const string Records = "records";
    public const string Eight = "8 columns parsed";
    public const string Raw = "all fields raw";
    public const string Unescaped = "all fields unescaped";

    /// <summary>All rungs of a shape: the floor, ours with every strategy, the peers.</summary>
    public static List<ReadingRung> All(ReadingShape shape) =>
    [
        new("memchr", Newlines, "memory", 1, () => shape.File.AsSpan().Count((byte)'\n')),
        .. OurReader.Rungs(shape),
        .. Peers.CsvHelper(shape),
        .. Peers.Sylvan(shape),
        .. DuckDbReader.Rungs(shape),
    ];

    public override string ToString() => $"{Reader}: {Does}, {From}, {Threads} {(Threads == 1 ? "thread" : "threads")}";
}
