using System.Text;
using BenchmarkDotNet.Attributes;
using CsvHelper;
using Sylvan.Data.Csv;
using SylvanReader = Sylvan.Data.Csv.CsvDataReader;

namespace TweetArchive.Benchmarks.Micro;

/// <summary>
/// Other readers over the same bytes on one thread, each in its fastest form. CsvHelper reads the UTF-8 bytes; Sylvan reads
/// characters, so decoding is part of what it costs.
/// </summary>
[MemoryDiagnoser]
[ThroughputColumns]
public class ReadingPeers
{
    private static readonly CsvReaderOptions options = new()
    {
        Separator = ',',
        HasHeader = true,
        TrackLineNumbers = false,
        BufferSize = ArchiveInMemory.BlockSize,
    };

    private ArchiveInMemory archive = null!;
    private int[] places = [];

    [GlobalSetup]
    public void Setup()
    {
        archive = ArchiveInMemory.Load();
        places = [.. EightCells.Columns.Select(c => archive.Schema[c])];
    }

    [Benchmark(Description = "CsvHelper: rows")]
    public long CsvHelperRows()
    {
        using CsvReader reader = CsvReader.Create(archive.File.AsMemory(), options);
        long sum = 0;
        while (reader.Read())
            sum++;
        return sum;
    }

    [Benchmark(Description = "CsvHelper: 8 columns parsed")]
    public long CsvHelperEight()
    {
        using CsvReader reader = CsvReader.Create(archive.File.AsMemory(), options);
        long sum = 0;
        while (reader.Read())
        {
            // Parsed with our parsers: the readers are compared, not the parsers.
            sum += EightCells.Parse(reader.GetSpan(places[0]), reader.GetSpan(places[1]), reader.GetSpan(places[2]), reader.GetSpan(places[3]));
            for (int i = 4; i < 8; i++)
                sum += reader.GetSpan(places[i]).Length;
        }

        return sum;
    }

    [Benchmark(Description = "CsvHelper: all fields raw")]
    public long CsvHelperAllRaw()
    {
        using CsvReader reader = CsvReader.Create(archive.File.AsMemory(), options);
        long sum = 0;
        while (reader.Read())
        {
            for (int i = 0; i < reader.FieldCount; i++)
                sum += reader.GetRawSpan(i).Length;
        }

        return sum;
    }

    [Benchmark(Description = "CsvHelper: all fields unescaped")]
    public long CsvHelperAll()
    {
        using CsvReader reader = CsvReader.Create(archive.File.AsMemory(), options);
        long sum = 0;
        while (reader.Read())
        {
            for (int i = 0; i < reader.FieldCount; i++)
                sum += reader.GetSpan(i).Length;
        }

        return sum;
    }

    [Benchmark(Description = "Sylvan: rows")]
    public long SylvanRows()
    {
        using SylvanReader reader = Sylvan();
        long sum = 0;
        while (reader.Read())
            sum++;
        return sum;
    }

    [Benchmark(Description = "Sylvan: all fields unescaped")]
    public long SylvanAll()
    {
        using SylvanReader reader = Sylvan();
        long sum = 0;
        while (reader.Read())
        {
            for (int i = 0; i < reader.FieldCount; i++)
                sum += reader.GetFieldSpan(i).Length;
        }

        return sum;
    }

    private SylvanReader Sylvan() => SylvanReader.Create(
        new StreamReader(new MemoryStream(archive.File), Encoding.UTF8, false, ArchiveInMemory.BlockSize),
        new CsvDataReaderOptions { HasHeaders = true, Delimiter = ',', BufferSize = ArchiveInMemory.BlockSize });
}
