using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using TweetArchive.Archives.Inflate;
using TweetArchive.Benchmarks.Job;

namespace TweetArchive.Benchmarks.Inflate;

/// <summary>
/// <c>inflate</c>: one gzip file in memory, unpacked by turns by the library and by us. Both give the same bytes, or the command fails.
/// </summary>
internal static class InflateCommand
{
    private const int WarmUps = 2;

    private readonly record struct Way(string Name, Func<Stream> Open);

    public static int Run(InflateOptions options)
    {
        string csv = SyntheticFile.Get(options.Data, options.Tweets);
        byte[] plain = File.ReadAllBytes(csv);
        Console.WriteLine(Text($"{Machine.Describe()}\n{options.Tweets:N0} tweets, {plain.Length / 1e6:N1} MB; MB/s of output, medians of {options.Runs} rounds by turns; × against GZipStream of the same round\n"));
        Console.WriteLine("| packed by | ratio | GZipStream | ours | × |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (CompressionLevel level in new[] { CompressionLevel.Fastest, CompressionLevel.Optimal, CompressionLevel.SmallestSize })
        {
            byte[] packed = Pack(plain, level);
            Way[] ways =
            [
                new("GZipStream", () => new GZipStream(new MemoryStream(packed), CompressionMode.Decompress)),
                new("ours", () => new InflateStream(new MemoryStream(packed), gzip: true)),
            ];
            double[][] seconds = [.. ways.Select(_ => new double[options.Runs])];
            for (int run = -WarmUps; run < options.Runs; run++)
            {
                for (int i = 0; i < ways.Length; i++)
                {
                    long start = Stopwatch.GetTimestamp();
                    if (ReadAll(ways[i].Open, run < 0 ? plain : null) != plain.Length)
                    {
                        Console.Error.WriteLine($"{ways[i].Name} does not give the bytes that were packed.");
                        return 1;
                    }

                    if (run >= 0)
                        seconds[i][run] = Stopwatch.GetElapsedTime(start).TotalSeconds;
                }
            }

            double Speed(int i) => plain.Length / JobReport.Median(seconds[i]) / 1e6;
            double Times(int i) => JobReport.Median(seconds[0].Zip(seconds[i], (theirs, ours) => theirs / ours));
            Console.WriteLine(Text($"| {level} | {(double)plain.Length / packed.Length:0.0} | {Speed(0):N0} | {Speed(1):N0} | {Times(1):0.00} |"));
        }

        return 0;
    }

    /// <param name="wanted">To be compared with; null where time counts.</param>
    /// <returns>Bytes read, or -1 if they are not those wanted.</returns>
    private static long ReadAll(Func<Stream> open, byte[]? wanted)
    {
        using Stream stream = open();
        byte[] buffer = new byte[512 * 1024];
        long total = 0;
        while (stream.Read(buffer, 0, buffer.Length) is > 0 and int read)
        {
            if (wanted is not null && !wanted.AsSpan((int)total, read).SequenceEqual(buffer.AsSpan(0, read)))
                return -1;
            total += read;
        }

        return total;
    }

    private static byte[] Pack(byte[] plain, CompressionLevel level)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level, leaveOpen: true))
            gzip.Write(plain);
        return packed.ToArray();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
