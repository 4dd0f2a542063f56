using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using TweetArchive.Testing;

namespace TweetArchive.Soak;

/// <summary>
/// Much of one thing, and four times as much of it: the time grows with the size and no faster, and memory stays within bounds.
/// </summary>
internal sealed record Floods() : Trial("floods", "much of one thing")
{
    private const double MostGrowth = 9; // of four times the input; a square would take sixteen times as long
    private const double ShortSeconds = 4; // below it the start of the process is most of the time
    private const long MostBytes = 900L << 20;

    private static readonly byte[] EmptyGzip = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static readonly (string Name, int Size, Func<int, byte[]> Make)[] Kinds =
    [
        ("one hashtag many times", 8000, n => Tweet(Repeat("#MEK ", n))),
        ("one name many times", 8000, n => Tweet(Repeat("Maryam Rajavi ", n))),
        ("many hashtags in one text", 6000, n => Tweet(Joined(n, i => $"#tag{i} "))),
        ("many hashtags in the file", 20000, n => Tweets(n, i => $"#tag{i}")),
        ("many mentions in one text", 6000, n => Tweet(Joined(n, i => $"@user{i} "))),
        ("many links in one text", 4000, n => Tweet(Joined(n, i => $"https://host{i}.org/x "))),
        ("many accounts", 20000, n => Tweets(n, _ => "x")),
        ("quotes", 400_000, n => Tweet(Repeat("\"\"", n))),
        ("brackets in a line of JSON", 400_000, n => Repeat("[", n).Utf8()),
        ("empty lines", 2_000_000, n => (CommandFolder.Header + Repeat("\n", n)).Utf8()),
        ("letters with many marks", 100_000, n => Tweet("e" + Repeat("\u0301", n))),
        ("one long word", 1_000_000, n => Tweet(Repeat("a", n))),
        ("entities", 100_000, n => Tweet(Repeat("&amp;", n))),
        ("empty members in a zip", 1200, n => Zip(n)),
        ("empty members in a gz", 40_000, n => Gzip(n)),
    ];

    public override void Run(Random random, Workshop shop)
    {
        (string name, int size, Func<int, byte[]> make) = random.Pick(Kinds);
        size = (int)(size * (0.5 + random.NextDouble()));
        shop.Log.Add($"{name}: {size} and {4 * size}");
        double small = Seconds(shop, name, make(size), "small");
        double large = Seconds(shop, name, make(4 * size), "large");
        Workshop.Expect(large < ShortSeconds || large < MostGrowth * small,
            $"{name}: {small:0.0} s for {size}, {large:0.0} s for four times as many");
    }

    private static double Seconds(Workshop shop, string name, byte[] bytes, string folder)
    {
        Directory.CreateDirectory(shop.File(folder));
        string file = shop.File(
            $"{folder}/x_tweets_csv_hashed.csv"
                + (name.EndsWith("zip", StringComparison.Ordinal) ? ".zip" : name.EndsWith("gz", StringComparison.Ordinal) ? ".gz" : ""));
        if (name.Contains("JSON", StringComparison.Ordinal))
            file = shop.File($"{folder}/x.jsonl");
        File.WriteAllBytes(file, bytes);
        var watch = Stopwatch.StartNew();
        CommandResult result = shop.Command("run", file, "--out", shop.File(folder + "/out"), "--threads", "1", "--max-rejects", "100%",
            "--no-report");
        double seconds = watch.Elapsed.TotalSeconds;
        Workshop.Expect(result.PeakBytes < MostBytes, $"{name}: {result.PeakBytes >> 20} MiB of memory for {bytes.Length} bytes");
        return seconds;
    }

    private static string Repeat(string piece, int count) => new StringBuilder().Insert(0, piece, count).ToString();

    private static string Joined(int count, Func<int, string> piece) => string.Concat(Enumerable.Range(0, count).Select(piece));

    private static byte[] Tweet(string text) => (CommandFolder.Header + CommandFolder.Row(1, text)).Utf8();

    private static byte[] Tweets(int count, Func<int, string> text) =>
        (CommandFolder.Header + Joined(count, i => CommandFolder.Row(i + 1, text(i), $"user{i}"))).Utf8();

    private static byte[] Zip(int members)
    {
        using var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, true))
        {
            for (int i = 0; i < members; i++)
                zip.CreateEntry($"{i}_tweets.csv", CompressionLevel.NoCompression).Open().Dispose();
        }

        return to.ToArray();
    }

    private static byte[] Gzip(int members)
    {
        using var to = new MemoryStream();
        using (var gzip = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Tweet("hello"));
        for (int i = 0; i < members; i++)
            to.Write(EmptyGzip);
        return to.ToArray();
    }
}
