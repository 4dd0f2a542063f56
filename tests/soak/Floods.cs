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

    private const string Csv = "x_tweets_csv_hashed.csv";
    private const string Exploded = "tweetid,userid,tweet_text,tweet_time,hashtags\n";

    private static readonly byte[] EmptyGzip = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static readonly (string Name, string File, int Size, Func<int, byte[]> Make)[] Kinds =
    [
        ("one hashtag many times", Csv, 8000, n => Tweet(Repeat("#MEK ", n))),
        ("one name many times", Csv, 8000, n => Tweet(Repeat("Maryam Rajavi ", n))),
        ("many hashtags in one text", Csv, 6000, n => Tweet(Joined(n, i => $"#tag{i} "))),
        ("many hashtags in the file", Csv, 20000, n => Tweets(n, i => $"#tag{i}")),
        ("many mentions in one text", Csv, 6000, n => Tweet(Joined(n, i => $"@user{i} "))),
        ("many links in one text", Csv, 4000, n => Tweet(Joined(n, i => $"https://host{i}.org/x "))),
        ("many accounts", Csv, 20000, n => Tweets(n, _ => "x")),
        ("quotes", Csv, 400_000, n => Tweet(Repeat("\"\"", n))),
        ("brackets in a line of JSON", "x.jsonl", 400_000, n => Repeat("[", n).Utf8()),
        ("empty lines", Csv, 2_000_000, n => (CommandFolder.Header + Repeat("\n", n)).Utf8()),
        ("letters with many marks", Csv, 100_000, n => Tweet("e" + Repeat("\u0301", n))),
        ("one long word", Csv, 1_000_000, n => Tweet(Repeat("a", n))),
        ("entities", Csv, 100_000, n => Tweet(Repeat("&amp;", n))),
        ("empty members in a zip", Csv + ".zip", 1200, n => Zip(n)),
        ("empty members in a gz", Csv + ".gz", 40_000, n => Gzip(n)),

        ("rows with objects of Python", "x.csv", 20_000, n => Objects(n, i => "{'hashtags': [{'text': 'tag'}]}")),
        ("items in one cell of Python", "x.csv", 40_000, n => Objects(3, i => $"{{'hashtags': [{Repeat("{'text': 'a'}, ", n)}]}}")),
        ("open brackets in one cell of Python", "x.csv", 400_000, n => Objects(3, i => i == 1 ? Repeat("[{", n) : "{'a': 1}")),
        ("open quotes in cells of Python", "x.csv", 20_000, n => Objects(n, i => i == 0 ? "{'a': 1}" : "{'hashtags': 'a")),
        ("printed objects", "x.txt", 20_000, n => Joined(n, Printed).Utf8()),
        ("printed objects without an end", "x.txt", 20_000, n => (Printed(0) + Joined(n, i => Printed(i)[..^3] + "\n")).Utf8()),
        ("brackets in a printed object", "x.txt", 400_000, n => (Printed(0) + "{'a': " + Repeat("{'b': [", n) + "\n" + Printed(1)).Utf8()),
        ("empty lines in a printed object", "x.txt", 400_000, n => (Printed(0) + "{'a':" + Repeat("\n", n) + "1}\n" + Printed(1)).Utf8()),
        ("rows of one tweet", "x.csv", 40_000, n => (Exploded + Joined(n, i => Tagged(1, $"tag{i}"))).Utf8()),
        ("blank rows of one tweet", "x.csv", 40_000, n => (Exploded + Tagged(1, "a") + Joined(n, i => $",,,,tag{i}\n")).Utf8()),
        ("numbered columns", "x.csv", 1200,
            n => (Exploded.Replace("hashtags", Joined(n, i => $"hashtags_{i},"), StringComparison.Ordinal)
                + Joined(200, i => Tagged(i, Repeat("a,", n)))).Utf8()),
        ("damaged tweets on a page", "x.json", 6000, n => ("{\"data\":[" + Joined(n, i => Web(i) + ",") + "]}").Utf8()),
        ("tweets of two formats", "x.jsonl", 20_000,
            n => Joined(n, i => (i % 2 == 0 ? Printed(i).Replace('\'', '"') : $"{{\"id\":\"{i}\",\"text\":\"a\",\"author_id\":\"7\","
                + "\"created_at\":\"2020-01-01T00:00:00Z\"}\n")).Utf8()),
    ];

    public override void Run(Random random, Workshop shop)
    {
        (string name, string file, int size, Func<int, byte[]> make) = random.Pick(Kinds);
        size = (int)(size * (0.5 + random.NextDouble()));
        shop.Log.Add($"{name}: {size} and {4 * size}");
        double small = Seconds(shop, name, make(size), "small/" + file);
        double large = Seconds(shop, name, make(4 * size), "large/" + file);
        Workshop.Expect(large < ShortSeconds || large < MostGrowth * small,
            $"{name}: {small:0.0} s for {size}, {large:0.0} s for four times as many");
    }

    private static double Seconds(Workshop shop, string name, byte[] bytes, string path)
    {
        string file = shop.File(path);
        string folder = Directory.CreateDirectory(Path.GetDirectoryName(file)!).FullName;
        File.WriteAllBytes(file, bytes);
        var watch = Stopwatch.StartNew();
        CommandResult result = shop.Command("run", file, "--out", Path.Combine(folder, "out"), "--threads", "1", "--max-rejects", "100%",
            "--no-report");
        double seconds = watch.Elapsed.TotalSeconds;
        Workshop.Expect(result.ExitCode is 0 or 3 or 6, $"{name}: exit code {result.ExitCode}, {result.Error}");
        if (result.ExitCode is 0 or 3)
            Workshop.ExpectAccounted(Path.Combine(folder, "out"));
        Workshop.Expect(result.PeakBytes < MostBytes, $"{name}: {result.PeakBytes >> 20} MiB of memory for {bytes.Length} bytes");
        return seconds;
    }

    private static string Repeat(string piece, int count) => new StringBuilder().Insert(0, piece, count).ToString();

    private static string Joined(int count, Func<int, string> piece) => string.Concat(Enumerable.Range(0, count).Select(piece));

    private static byte[] Tweet(string text) => (CommandFolder.Header + CommandFolder.Row(1, text)).Utf8();

    private static byte[] Tweets(int count, Func<int, string> text) =>
        (CommandFolder.Header + Joined(count, i => CommandFolder.Row(i + 1, text(i), $"user{i}"))).Utf8();

    private static byte[] Objects(int rows, Func<int, string> entities) =>
        ("created_at,id_str,full_text,user,entities\n" + Joined(rows,
            i => $"Wed Oct 10 20:19:24 +0000 2018,{i + 1},MEK,\"{{'id_str': '7'}}\",\"{entities(i)}\"\n")).Utf8();

    private static string Printed(int i) =>
        $"{{'id_str': '{i + 1}', 'full_text': 'MEK', 'created_at': 'Wed Oct 10 20:19:24 +0000 2018', 'user': {{'id_str': '7'}}}}\n";

    private static string Tagged(int id, string hashtags) => $"{970_001_234_567_890_123 + id},7,MEK,2018-03-04 05:01,{hashtags}\n";

    /// <summary>Every second one is not JSON.</summary>
    private static string Web(int i) => "{\"tweet_results\":{\"result\":{\"__typename\":\"Tweet\",\"rest_id\":\"1\",\"legacy\":{"
        + $"\"id_str\":\"{i + 1}\",\"full_text\":\"MEK\",\"user_id_str\":\"7\",\"created_at\":\"Wed Oct 10 20:19:24 +0000 2018\""
        + (i % 2 == 0 ? "}}}}" : "}}");

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
