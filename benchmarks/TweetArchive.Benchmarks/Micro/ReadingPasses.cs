using BenchmarkDotNet.Attributes;
using TweetArchive.Benchmarks.Reading;

namespace TweetArchive.Benchmarks.Micro;

/// <summary>
/// The rungs of <c>reading</c> under BenchmarkDotNet, one pass over the synthetic archive an operation. BenchmarkDotNet measures one
/// after the other; <c>reading</c> alternates, which is what a shared machine needs for ratios.
/// </summary>
[MemoryDiagnoser]
public class ReadingPasses
{
    private static readonly Lazy<List<ReadingRung>> rungs = new(
        () => ReadingRung.All(ReadingShape.Load(ReadingShape.Archive, new ReadingOptions())));

    private Func<long> run = () => 0;

    public static IEnumerable<string> Names => rungs.Value.Select(r => r.ToString());

    [ParamsSource(nameof(Names))]
    public string Rung { get; set; } = "";

    [GlobalSetup]
    public void Setup() => run = rungs.Value.First(r => r.ToString() == Rung).Run;

    [Benchmark]
    public long Pass() => run();
}
