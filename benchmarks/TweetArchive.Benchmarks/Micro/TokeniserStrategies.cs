using BenchmarkDotNet.Attributes;
using TweetArchive.Csv;

namespace TweetArchive.Benchmarks.Micro;

/// <summary>Stage 1 with each way of finding bytes that this processor has.</summary>
[MemoryDiagnoser]
[ThroughputColumns]
public class TokeniserStrategies
{
    private readonly SeparatorIndex index = new();
    private ArchiveInMemory archive = null!;
    private Tokeniser tokeniser = null!;

    public static IEnumerable<string> Names => Tokeniser.Supported.Select(t => t.Name);

    [ParamsSource(nameof(Names))]
    public string Strategy { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        archive = ArchiveInMemory.Load();
        tokeniser = Tokeniser.Supported.Single(t => t.Name == Strategy);
    }

    [Benchmark(Description = "separators indexed")]
    public int Index()
    {
        int fields = 0;
        foreach ((byte[] padded, int length) in archive.Blocks)
        {
            tokeniser.Index(padded, length, index);
            fields += index.FieldCount;
        }

        return fields;
    }
}
