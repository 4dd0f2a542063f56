using System.IO.Compression;
using System.Text.Json;
using TweetArchive.Archives.Containers;
using TweetArchive.Benchmarks.Job;
using TweetArchive.Collections.JsonFiles;
using TweetArchive.Csv;
using TweetArchive.Text;
using TweetArchive.Tweets;

namespace TweetArchive.Benchmarks.Formats;

/// <summary>
/// <c>formats</c>: the same tweets as other collections write them, from memory, one thread, alternating: a pass of Utf8JsonReader that
/// looks at every token and keeps none; System.Text.Json's documents, of which the same values are taken; our readers, which make the
/// 31 cells of every tweet; and of the packed file unpacking alone, and our readers with unpacking.
/// </summary>
internal static class FormatsCommand
{
    private const int BlockBytes = 512 * 1024;
    private const int WarmUps = 2;

    public static int Run(long tweets, int runs, string data)
    {
        string csv = SyntheticFile.Get(data, tweets);
        Console.WriteLine(
            Text($"{Machine.Describe()}\n{tweets:N0} tweets; MB of JSON for each second of CPU, medians of {runs} rounds by turns; "
                + $"× against the peer of the same round\n"));
        Console.WriteLine("| format | MB | Utf8JsonReader | documents | ours | × reader | × documents | GZipStream alone | ours from gz "
            + "| × |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach ((string name,
            Func<string, byte[]> make) in new (string, Func<string, byte[]>)[] { ("API v1.1, lines", JsonArchives.V1),
                ("API v2, pages", JsonArchives.V2), ("personal archive", JsonArchives.Personal) })
            Compare(name, make(csv), tweets, runs);
        return 0;
    }

    private static void Compare(string name, byte[] plain, long tweets, int runs)
    {
        byte[] packed = Pack(plain);
        Func<long>[] ways =
        [
            () => Tokens(plain),
            () => JsonDocuments.Read(plain),
            () => Cells(new MemoryStream(plain), tweets),
            () => Inflate(packed),
            () => Cells(GzipContainer.Open(new MemoryStream(packed)), tweets),
        ];
        double[][] seconds = [.. ways.Select(_ => new double[runs])];
        for (int run = -WarmUps; run < runs; run++)
        {
            for (int i = 0; i < ways.Length; i++)
            {
                // Of the whole process: collecting the garbage that a way makes is part of its cost.
                TimeSpan start = Environment.CpuUsage.TotalTime;
                ways[i]();
                if (run >= 0)
                    seconds[i][run] = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
            }
        }

        double Speed(int i) => plain.Length / JobReport.Median(seconds[i]) / 1e6;
        double Times(int peer, int ours) => JobReport.Median(seconds[peer].Zip(seconds[ours], (p, o) => p / o));
        Console.WriteLine(
            Text($"| {name} | {plain.Length / 1e6:N0} | {Speed(0):N0} | {Speed(1):N0} | {Speed(2):N0} | {Times(0, 2):0.00} | "
                + $"{Times(1, 2):0.00} | {Speed(3):N0} | {Speed(4):N0} | {Times(3, 4):0.00} |"));
    }

    /// <summary>Every token of every text; the script's text is what comes after its '='.</summary>
    private static long Tokens(ReadOnlySpan<byte> bytes)
    {
        long tokens = 0;
        if (bytes.StartsWith("window"u8))
            bytes = bytes[(bytes.IndexOf((byte)'=') + 1)..];
        else
            return TokensOfLines(bytes);
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
            tokens++;
        return tokens;
    }

    private static long TokensOfLines(ReadOnlySpan<byte> bytes)
    {
        long tokens = 0;
        foreach (Range line in bytes.Split((byte)'\n'))
        {
            if (bytes[line].IsEmpty)
                continue;
            var reader = new Utf8JsonReader(bytes[line]);
            while (reader.Read())
                tokens++;
        }

        return tokens;
    }

    private static long Inflate(byte[] packed)
    {
        using var stream = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        byte[] buffer = new byte[BlockBytes];
        long total = 0;
        while (stream.Read(buffer, 0, buffer.Length) is > 0 and int read)
            total += read;
        return total;
    }

    /// <summary>Blocks as a run cuts them, and the cells of every tweet in them.</summary>
    private static long Cells(Stream stream, long tweets)
    {
        using (stream)
        {
            byte[] buffer = new byte[BlockBytes + Tokeniser.Padding];
            int filled = stream.ReadAtLeast(buffer.AsSpan(0, BlockBytes), BlockBytes, throwOnEndOfStream: false);
            CollectionFormat format = JsonRecognition.Recognise(buffer.AsSpan(0, filled), "",
                () => new OwnAccount("1"u8.ToArray(), [], [], []), out int before);
            RowReader reader = format.NewReader();
            var counted = new Counted();
            int from = before;
            while (filled > 0)
            {
                bool ended = filled < BlockBytes;
                int cut = ended ? filled - from : format.Framing.Cut(buffer.AsSpan(from, filled - from), lastResort: false);
                reader.Read(buffer.AsSpan(from), cut, cutShort: false, new Rows(counted));
                buffer.AsSpan(from + cut, filled - from - cut).CopyTo(buffer);
                filled -= from + cut;
                from = 0;
                filled += stream.ReadAtLeast(buffer.AsSpan(filled, BlockBytes - filled), BlockBytes - filled, throwOnEndOfStream: false);
            }

            return counted.Tweets == tweets ? counted.Bytes
                : throw new InvalidOperationException($"{counted.Tweets} tweets were read, {tweets} were written.");
        }
    }

    private static byte[] Pack(byte[] plain)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(plain);
        return packed.ToArray();
    }

    private static string Text(InvariantText text) => text.ToString();

    private sealed class Counted
    {
        public long Tweets { get; set; }

        public long Bytes { get; set; }
    }

    private readonly struct Rows(Counted counted) : IRowHandler
    {
        public void OnRow<TRow>(TRow row)
            where TRow : struct, ITweetRow, allows ref struct
        {
            counted.Tweets++;
            counted.Bytes += row.Bytes.Length;
        }

        public void OnNotice() => throw new InvalidOperationException("no notice was written");

        public void OnReject(int start, ReadOnlySpan<byte> bytes, RejectReason reason, string detail, SourcePlace? at) =>
            throw new InvalidOperationException(detail);
    }
}
