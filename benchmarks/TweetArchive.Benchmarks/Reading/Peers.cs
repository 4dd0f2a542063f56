using System.Text;
using CsvHelper;
using Sylvan.Data.Csv;
using SylvanReader = Sylvan.Data.Csv.CsvDataReader;

namespace TweetArchive.Benchmarks.Reading;

/// <summary>
/// Other readers over the same bytes, each in its fastest form. CsvHelper reads the UTF-8 bytes; Sylvan reads characters, so decoding
/// is part of what it costs, and its lengths are of characters.
/// </summary>
internal static class Peers
{
    private static readonly CsvReaderOptions options = new()
    {
        Separator = ',',
        HasHeader = true,
        TrackLineNumbers = false,
        BufferSize = ReadingShape.BlockSize,
    };

    public static IEnumerable<ReadingRung> CsvHelper(ReadingShape shape)
    {
        const string Reader = "CsvHelper 34";
        foreach (string from in new[] { "memory", "file" })
        {
            yield return new(Reader, ReadingRung.Records, from, 1, () => Read(Open(shape, from), _ => 1));
            if (shape.Eight.Length > 0)
                yield return new(Reader, ReadingRung.Eight, from, 1, () => ReadEight(Open(shape, from), shape.Eight));
            yield return new(Reader, ReadingRung.Raw, from, 1, () => ReadRaw(Open(shape, from)));
            yield return new(Reader, ReadingRung.Unescaped, from, 1, () => ReadAll(Open(shape, from)));
            if (shape.Eight.Length > 0)
                yield return new(Reader, ReadingRung.Eight, from, 2, () => InParallel(Open(shape, from), r => Eight(r, shape.Eight)));
            yield return new(Reader, ReadingRung.Unescaped, from, 2, () => InParallel(Open(shape, from), All));
        }
    }

    public static IEnumerable<ReadingRung> Sylvan(ReadingShape shape)
    {
        foreach (string from in new[] { "memory", "file" })
        {
            yield return new("Sylvan 1.4", ReadingRung.Records, from, 1, () => ReadSylvan(shape, from, fields: false));
            yield return new("Sylvan 1.4", $"{ReadingRung.Unescaped}, as characters", from, 1, () => ReadSylvan(shape, from, fields: true));
        }
    }

    private static CsvReader Open(ReadingShape shape, string from) => from == "file"
        ? CsvReader.Create(
            new FileStream(shape.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan), options)
        : CsvReader.Create(shape.File.AsMemory(), options);

    private static long Read(CsvReader reader, Func<CsvReader, long> perRecord)
    {
        using (reader)
        {
            long sum = 0;
            while (reader.Read())
                sum += perRecord(reader);
            return sum;
        }
    }

    // Written out, not through a delegate: a call per record would be ours, not the reader's.
    private static long ReadEight(CsvReader reader, int[] places)
    {
        using (reader)
        {
            long sum = 0;
            while (reader.Read())
                sum += Eight(reader, places);
            return sum;
        }
    }

    private static long ReadRaw(CsvReader reader)
    {
        using (reader)
        {
            long sum = 0;
            while (reader.Read())
            {
                for (int i = 0; i < reader.FieldCount; i++)
                    sum += reader.GetRawSpan(i).Length;
            }

            return sum;
        }
    }

    private static long ReadAll(CsvReader reader)
    {
        using (reader)
        {
            long sum = 0;
            while (reader.Read())
                sum += All(reader);
            return sum;
        }
    }

    private static long InParallel(CsvReader reader, Func<CsvReader, long> perRecord)
    {
        using (reader)
        {
            long sum = 0;
            foreach (long one in reader.ParallelEnumerate(perRecord, 2))
                sum += one;
            return sum;
        }
    }

    /// <summary>Parsed with our parsers: the readers are compared, not the parsers.</summary>
    private static long Eight(CsvReader reader, int[] places)
    {
        long sum = EightCells.Parse(reader.GetSpan(places[0]), reader.GetSpan(places[1]), reader.GetSpan(places[2]),
            reader.GetSpan(places[3]));
        for (int i = 4; i < 8; i++)
            sum += reader.GetSpan(places[i]).Length;
        return sum;
    }

    private static long All(CsvReader reader)
    {
        long sum = 0;
        for (int i = 0; i < reader.FieldCount; i++)
            sum += reader.GetSpan(i).Length;
        return sum;
    }

    private static long ReadSylvan(ReadingShape shape, string from, bool fields)
    {
        Stream stream = from == "file" ? File.OpenRead(shape.Path) : new MemoryStream(shape.File);
        using SylvanReader reader = SylvanReader.Create(
            new StreamReader(stream, Encoding.UTF8, false, ReadingShape.BlockSize),
            new CsvDataReaderOptions { HasHeaders = true, Delimiter = ',', BufferSize = ReadingShape.BlockSize });
        long sum = 0;
        while (reader.Read())
        {
            if (!fields)
                sum++;
            for (int i = 0; fields && i < reader.FieldCount; i++)
                sum += reader.GetFieldSpan(i).Length;
        }

        return sum;
    }
}
