using System.Diagnostics;
using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using TweetArchive.Dataset;
using TweetArchive.Dataset.Parquet;
using TweetArchive.Tables;

namespace TweetArchive.Benchmarks.Micro;

/// <summary>
/// Two tables as the job writes them from the 739 MB synthetic archive: 400,000 mention edges and 22,000 tagged tweets.
/// The values are made beforehand; a run is append, encode, compress, write to a file.
/// </summary>
[MemoryDiagnoser]
public class ParquetWriting
{
    private const int EdgeRows = 400_000, TweetRows = 22_000;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"tweetarchive-benchmark-{Environment.ProcessId}.parquet");
    private byte[][] _users = [];
    private byte[][] _mentioned = [];
    private byte[][] _texts = [];
    private byte[][] _words = [];
    private Edge[] _edges = [];

    private readonly record struct Edge(byte[] User, byte[] Mentioned, long Tweets, bool InSet, long FirstSeen, long LastSeen);

    /// <summary>
    /// Seconds of the median of nine runs, bytes of the file, bytes allocated by a run: for a look without BenchmarkDotNet.
    /// </summary>
    public static void Print(TextWriter output)
    {
        var benchmark = new ParquetWriting();
        benchmark.Setup();
        output.WriteLine(PeakMemory("before writing"));
        foreach ((string name,
            Action run) in new (string, Action)[] { ("400,000 edges", benchmark.Edges), ("22,000 tweets", benchmark.Tweets) })
        {
            var seconds = new List<double>();
            long allocated = 0;
            for (int i = 0; i < 9; i++)
            {
                long before = GC.GetTotalAllocatedBytes();
                long start = Stopwatch.GetTimestamp();
                run();
                seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                allocated = GC.GetTotalAllocatedBytes() - before;
            }

            double first = seconds[0];
            seconds.Sort();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name}: first {first:0.000} s, median {seconds[4]:0.000} s, best {seconds[0]:0.000} s, file "
                    + $"{new FileInfo(benchmark._path).Length:N0} bytes, allocated {allocated:N0} bytes"));
        }

        output.WriteLine(PeakMemory("so far"));
        benchmark.TwelveTables(500_000);
        output.WriteLine(PeakMemory("12 tables by 2 threads, 500,000 rows each"));
        benchmark.TwelveTables(2_000_000);
        output.WriteLine(PeakMemory("12 tables by 2 threads, 2,000,000 rows each"));
        benchmark.Cleanup();
    }

    private static string PeakMemory(string when)
    {
        using var self = Process.GetCurrentProcess();
        return string.Create(CultureInfo.InvariantCulture, $"peak working set, {when}: {self.PeakWorkingSet64 >> 20} MiB");
    }

    /// <summary>What the end of a job looks like: twelve tables open, two threads, each merging one table after the other.</summary>
    private void TwelveTables(int rows) => Parallel.For(0, 2, new ParallelOptions { MaxDegreeOfParallelism = 2 }, thread =>
    {
        string[] paths = [.. Enumerable.Range(0, 6).Select(i => $"{_path}.{thread}.{i}")];
        ParquetTableWriter[] writers = [
            .. paths.Select(path => ParquetTableWriter.Create(path, TableList.MentionEdges, new Dictionary<string, string>()))];
        foreach (ParquetTableWriter writer in writers)
        {
            for (int row = 0; row < rows; row++)
                AppendEdge(writer, _edges[row % _edges.Length]);
            writer.Complete();
        }

        foreach (string path in paths)
            File.Delete(path);
    });

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _users = [.. Enumerable.Range(0, 3_000).Select(_ => RandomHash(random))];
        Array.Sort(_users, (a, b) => a.AsSpan().SequenceCompareTo(b));
        _mentioned = [
            .. Enumerable.Range(0, 60_000)
                .Select(i => i % 3 == 0 ? RandomHash(random)
                    : Encoding.UTF8.GetBytes(random.NextInt64(10_000, 4_000_000_000).ToString(CultureInfo.InvariantCulture)))];
        string[] vocabulary =
        [
            .. Enumerable.Range(0, 4_000)
                .Select(_ => new string([.. Enumerable.Range(0, random.Next(2, 10)).Select(_ => (char)random.Next('a', 'z' + 1))])),
            .. Enumerable.Range(0, 4_000)
                .Select(_ => new string([.. Enumerable.Range(0, random.Next(2, 9)).Select(_ => (char)random.Next('\u0627', '\u064B'))])),
        ];
        _words = [.. vocabulary.Select(Encoding.UTF8.GetBytes)];
        _texts = [
            .. Enumerable.Range(0, TweetRows)
                .Select(_ =>
                    Encoding.UTF8.GetBytes(
                        string.Join(' ',
                            Enumerable.Range(0, random.Next(5, 25))
                                .Select(_ => vocabulary[(int)(vocabulary.Length * Math.Pow(random.NextDouble(), 2))])) + " https://t.co/"
                                + random.NextInt64()))];
        _edges = [.. Enumerable.Range(0, EdgeRows).Select(row =>
        {
            long first = RandomTime(random);
            return new Edge(_users[(int)((long)row * _users.Length / EdgeRows)],
                _mentioned[(int)(_mentioned.Length * Math.Pow(random.NextDouble(), 1.5))],
                random.Next(1, 20), random.Next(8) == 0, first, first + (random.Next(1_000) * 60_000L));
        })];
    }

    [Benchmark]
    public void Edges()
    {
        using ParquetTableWriter writer = ParquetTableWriter.Create(_path, TableList.MentionEdges, new Dictionary<string, string>());
        foreach (Edge edge in _edges)
            AppendEdge(writer, edge);
        writer.Complete();
    }

    [Benchmark]
    public void Tweets()
    {
        var random = new Random(3);
        TableSpec spec = TableList.Tweets;
        using ParquetTableWriter writer = ParquetTableWriter.Create(_path, spec, new Dictionary<string, string>());
        for (int row = 0; row < TweetRows; row++)
        {
            int user = random.Next(_users.Length);
            for (int i = 0; i < spec.Columns.Length; i++)
            {
                ColumnSpec column = spec.Columns[i];
                ColumnBuffer buffer = writer[i];
                switch (column.Type)
                {
                    case ColumnType.Text: AppendText((TextBuffer)buffer, column, user, row, random); break;
                    case ColumnType.TextList: AppendList((TextListBuffer)buffer, random); break;
                    case ColumnType.Long when column.Nullable && random.Next(2) == 0: buffer.AppendNull(); break;
                    case ColumnType.Long:
                        ((LongBuffer)buffer)
                        .Append(column.Name == "byte_offset" ? row * 660L : column.Name == "record" ? row * 51L
                            : column.Name.EndsWith("id", StringComparison.Ordinal) ? random.NextInt64(1L << 59) : random.Next(500)); break;
                    case ColumnType.Timestamp: ((TimestampBuffer)buffer).Append(RandomTime(random)); break;
                    case ColumnType.Date: ((DateBuffer)buffer).Append(14_000 + (user % 3_000)); break;
                    case ColumnType.Flag: ((FlagBuffer)buffer).Append(random.Next(3) == 0); break;
                    default: buffer.AppendNull(); break; // coordinates are all but always missing
                }
            }

            writer.EndRow();
        }

        writer.Complete();
    }

    [GlobalCleanup]
    public void Cleanup() => File.Delete(_path);

    private static void AppendEdge(ParquetTableWriter writer, in Edge edge)
    {
        ((TextBuffer)writer[0]).Append("ira_iran_2018"u8);
        ((TextBuffer)writer[1]).Append(edge.User);
        ((TextBuffer)writer[2]).Append(edge.Mentioned);
        ((LongBuffer)writer[3]).Append(edge.Tweets);
        ((FlagBuffer)writer[4]).Append(edge.InSet);
        ((TimestampBuffer)writer[5]).Append(edge.FirstSeen);
        ((TimestampBuffer)writer[6]).Append(edge.LastSeen);
        writer.EndRow();
    }

    private static byte[] RandomHash(Random random)
    {
        byte[] hash = new byte[32];
        random.NextBytes(hash);
        return Encoding.UTF8.GetBytes(Convert.ToBase64String(hash));
    }

    /// <summary>UTC milliseconds with the archives' resolution of a minute, 2012 to 2018.</summary>
    private static long RandomTime(Random random) => 1_325_376_000_000 + (random.Next(3_155_760) * 60_000L);

    private void AppendText(TextBuffer buffer, ColumnSpec column, int user, int row, Random random)
    {
        switch (column.Name)
        {
            case "userid" or "user_display_name" or "user_screen_name": buffer.Append(_users[user]); break;
            case "user_profile_description": buffer.Append(_texts[user]); break;
            case "tweet_text": buffer.Append(_texts[row]); break;
            case "in_reply_to_userid" or "retweet_userid" when random.Next(3) > 0: buffer.AppendNull(); break;
            case "in_reply_to_userid" or "retweet_userid": buffer.Append(_mentioned[random.Next(_mentioned.Length)]); break;
            case "dataset" or "source_file": buffer.Append("ira_iran_2018/iranian_tweets_csv_hashed.csv"u8); break;
            default: buffer.Append(_words[user % 40]); break;
        }
    }

    private void AppendList(TextListBuffer buffer, Random random)
    {
        buffer.BeginList();
        for (int items = random.Next(4); items > 0; items--)
            buffer.AppendItem(_words[random.Next(_words.Length)]);
        buffer.EndList();
    }
}
