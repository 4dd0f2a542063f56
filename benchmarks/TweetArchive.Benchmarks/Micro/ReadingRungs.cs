using BenchmarkDotNet.Attributes;
using TweetArchive.Csv;
using TweetArchive.Tweets;

namespace TweetArchive.Benchmarks.Micro;

/// <summary>
/// Our reader, rung by rung, over one archive in memory on one thread: newlines counted (the floor), stage 1 with the best
/// strategy, eight columns parsed, every field visited and unescaped. Each rung does all that the one before does.
/// </summary>
[MemoryDiagnoser]
[ThroughputColumns]
public class ReadingRungs
{
    private ArchiveInMemory archive = null!;
    private SeparatorIndex index = null!;
    private RecordScanner scanner = null!;
    private EightColumns eightColumns;
    private AllFields allFields;

    [GlobalSetup]
    public void Setup()
    {
        archive = ArchiveInMemory.Load();
        index = new SeparatorIndex();
        scanner = new RecordScanner(Tokeniser.Best, archive.Shape);
        eightColumns = new EightColumns(archive.Schema);
        allFields = new AllFields();
    }

    [Benchmark(Baseline = true, Description = "newlines counted")]
    public int Newlines() => archive.File.AsSpan().Count((byte)'\n');

    [Benchmark(Description = "separators indexed")]
    public int Index()
    {
        int fields = 0;
        foreach ((byte[] padded, int length) in archive.Blocks)
        {
            Tokeniser.Best.Index(padded, length, index);
            fields += index.FieldCount;
        }

        return fields;
    }

    [Benchmark(Description = "8 columns parsed")]
    public long ParseEight()
    {
        eightColumns.Sum = 0;
        foreach ((byte[] padded, int length) in archive.Blocks)
            scanner.Scan(padded, length, cutShort: false, ref eightColumns);
        return eightColumns.Sum;
    }

    [Benchmark(Description = "all fields unescaped")]
    public long VisitAll()
    {
        allFields.Sum = 0;
        foreach ((byte[] padded, int length) in archive.Blocks)
            scanner.Scan(padded, length, cutShort: false, ref allFields);
        return allFields.Sum;
    }

    /// <summary>Two numbers, a time and a flag parsed, four texts unescaped.</summary>
    private struct EightColumns(TweetSchema schema) : IRecordHandler
    {
        private readonly FieldText text = new();
        private readonly int[] places = [.. EightCells.Columns.Select(c => schema[c])];

        public long Sum;

        public void OnRecord(in Record record)
        {
            text.StartRecord();
            Sum += EightCells.Parse(text.Read(record, places[0]), text.Read(record, places[1]), text.Read(record, places[2]), text.Read(record, places[3]));
            for (int i = 4; i < 8; i++)
                Sum += text.Read(record, places[i]).Length;
        }

        public readonly void OnReject(int start, int length, RejectReason reason, string detail) => throw new InvalidDataException(detail);
    }

    private struct AllFields() : IRecordHandler
    {
        private readonly FieldText text = new();

        public long Sum;

        public void OnRecord(in Record record)
        {
            text.StartRecord();
            for (int i = 0; i < record.Columns; i++)
                Sum += text.Read(record, i).Length;
        }

        public readonly void OnReject(int start, int length, RejectReason reason, string detail) => throw new InvalidDataException(detail);
    }
}
