using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using SharpCompress.Compressors.BZip2;

namespace TweetArchive.Benchmarks.Growth;

/// <summary>A kind of input that can be made as large as one likes.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Start">The size to begin with.</param>
/// <param name="Write">Makes the input of a size in an empty folder.</param>
/// <param name="OneRecord">All of it is one record, or one object of JSON.</param>
/// <param name="Targets">The targets of a size, where it is they that grow: the content of a file for --targets.</param>
internal sealed record InputShape(
    string Name, int Start, Action<string, int> Write, bool OneRecord = false, Func<int, string>? Targets = null);

/// <summary>
/// Kinds of input of which one thing grows and everything else stays, among them every kind that was once found to cost its square.
/// </summary>
internal static class InputShapes
{
    private const string CsvName = "x_tweets_csv_hashed.csv";

    public static IReadOnlyList<InputShape> All { get; } =
    [
        // One tweet
        Csv("hashtags in the cell of one tweet", 2000, n => Rows.One(("hashtags", List(n, i => $"tag{i}")))),
        Csv("hashtags in one text", 2000, n => Rows.One(("tweet_text", Repeat(n, i => $"#tag{i} ")))),
        Csv("hashtags in cell and text", 2000,
            n => Rows.One(("hashtags", List(n, i => $"tag{i}")), ("tweet_text", Repeat(n, i => $"#tag{i} ")))),
        Csv("hashtags before a long blank", 2000, n => Rows.One(("tweet_text", Repeat(n, i => $"#tag{i} ") + new string(' ', 8 * n)))),
        Csv("mentions in the cell of one tweet", 2000, n => Rows.One(("user_mentions", List(n, i => $"{100000 + i}")))),
        Csv("links in the cell of one tweet", 2000, n => Rows.One(("urls", List(n, i => $"http://host{i}.org/a")))),
        Csv("poll choices of one tweet", 2000, n => Rows.One(("poll_choices", List(n, i => $"choice {i}")))),
        Csv("one hashtag of a target, repeated", 1000, n => Rows.One(("tweet_text", Repeat(n, _ => "#MEK ")))),
        Csv("one name of a target, repeated", 1000, n => Rows.One(("tweet_text", Repeat(n, _ => "Mojahedin-e Khalq ")))),
        Csv("a blocked name, repeated", 1000, n => Rows.One(("tweet_text", Repeat(n, _ => "MEK inhibitor ")))),
        Csv("a name and its context, repeated", 1000, n => Rows.One(("tweet_text", Repeat(n, _ => "MEK Iran regime ")))),
        Csv("handles in one text", 2000, n => Text(Repeat(n, i => $"@name{i} "))),
        Csv("links in one text", 2000, n => Text(Repeat(n, i => $"http://host{i}.org/a "))),
        Csv("closing brackets after a link", 20_000, n => Text("http://host.org/a" + new string(')', n))),
        Csv("dots and letters", 20_000, n => Text(Repeat(n, _ => "a."))),
        Csv("at signs and letters", 20_000, n => Text(Repeat(n, _ => "a@"))),
        Csv("schemes without hosts", 20_000, n => Text(Repeat(n, _ => "http://"))),
        Csv("HTML entities", 20_000, n => Text(Repeat(n, _ => "&amp;"))),
        Csv("marks on one letter", 20_000, n => Text("a" + Repeat(n, _ => "\u0301"))),
        Csv("quotes in one text", 20_000, n => Text(new string('"', n))),
        Csv("line ends in one text", 20_000, n => Text(new string('\n', n))),

        // Many tweets
        Many("accounts", 2000, n => Rows.Table(Enumerable.Range(0, n).Select(i => new[] { ("userid", $"{i}x") }))),
        Many("clients", 2000, n => Rows.Table(Enumerable.Range(0, n).Select(i => new[] { ("tweet_client_name", $"client {i}") }))),
        Many("hashtags made to collide", 2000,
            n => Rows.Table(CollidingTexts.Ascii().Take(n).Select(t => new[] { ("hashtags", $"['{t}']") }))),
        Many("copies of one tweet", 2000, n => Rows.Table(Enumerable.Range(0, n).Select(_ => new[] { ("tweetid", "1") }))),
        Many("a stray quote in every second record", 2000,
            n => Encoding.UTF8.GetBytes(Rows.Header + Repeat(n, i => i % 2 == 0 ? Rows.Row(i)
                : Rows.Row(i).Replace("nothing of note", "nothing \" note", StringComparison.Ordinal)))),
        Many("lines that are no records", 20_000,
            n => Encoding.UTF8.GetBytes(Rows.Header + Rows.Row(0) + Repeat(n, _ => "no record\n") + Rows.Row(1))),

        // Collections
        File("objects on a page of API v2", 500, "page.json",
            n => "{\"data\":[" + Join(n, V2Tweet) + "],\"includes\":{\"users\":[" + Join(n, V2User) + "]}}"),
        File("hashtags of one tweet of API v1.1", 2000, "tweets.jsonl",
            n => V1Tweet("{\"hashtags\":[" + Join(n, i => $"{{\"text\":\"tag{i}\",\"indices\":[0,1]}}") + "]}")),

        // Archives
        new("entries of a zip", 100, (folder, n) => Zip(folder, n)),
        new("entries of a tar", 100, (folder, n) => Tar(System.IO.File.Create(Path.Combine(folder, "x.tar")), n)),
        new("entries of a packed tar", 100,
            (folder, n) => Tar(new GZipStream(System.IO.File.Create(Path.Combine(folder, "x.tar.gz")), CompressionLevel.Fastest), n)),
        new("members of a gzip", 500,
            (folder, n) => Packed(folder, "gz", n, to => new GZipStream(to, CompressionLevel.Fastest))),
        new("streams of a bzip2", 100, (folder, n) =>
            Packed(folder, "bz2", n, to =>
            BZip2Stream.Create(to, SharpCompress.Compressors.CompressionMode.Compress, decompressConcatenated: false))),
        new("files in a folder", 100, (folder, n) => Files(folder, n, i => $"x_tweets_csv_hashed_{i}.csv")),
        new("datasets", 100, (folder, n) => Files(folder, n, i => $"set{i}_tweets_csv_hashed.csv")),

        // Targets
        Many("aliases with a common beginning", 1000, _ => Beginnings()) with
        {
            Targets = n => "target_id\talias\n" + Repeat(n, i => $"one\tthecommonbeginning{i}\none\tthe common beginning {i}\n"),
        },

        .. ReaderShapes.All,
    ];

    /// <summary>Texts with many places at which all those aliases could begin, and none does.</summary>
    private static byte[] Beginnings() => Rows.Table(Enumerable.Range(0, 1000)
        .Select(i => new[] { ("tweet_text", Repeat(10, _ => "thecommonbeginning of the common beginning ")) }));

    private static string V2Tweet(int i) =>
        $"{{\"id\":\"{i + 1}\",\"text\":\"t\",\"author_id\":\"{i + 1}\",\"created_at\":\"2020-01-01T00:00:00.000Z\"}}";

    /// <summary>Of the ids both halves are equal, so that their exclusive or, the hash of a number in .NET, is the same.</summary>
    private static string V2User(int i) => $"{{\"id\":\"{((long)i << 32) + i}\",\"username\":\"u{i}\"}}";

    private static string V1Tweet(string entities) =>
        "{\"id_str\":\"1\",\"id\":1,\"full_text\":\"t\",\"created_at\":\"Wed Oct 10 20:19:24 +0000 "
        + "2018\",\"user\":{\"id_str\":\"1\",\"screen_name\":\"a\"},\"entities\":" + entities + "}\n";

    private static InputShape Many(string name, int start, Func<int, byte[]> content) =>
        new(name, start, (folder, n) => System.IO.File.WriteAllBytes(Path.Combine(folder, CsvName), content(n)));

    private static InputShape Csv(string name, int start, Func<int, byte[]> content) =>
        Many(name, start, content) with { OneRecord = true };

    /// <summary>A tweet of a target, with a hashtag: it is looked at by everything that looks at texts.</summary>
    private static byte[] Text(string text) => Rows.One(("tweet_text", "#MEK in Iran " + text));

    private static InputShape File(string name, int start, string file, Func<int, string> content) =>
        new(name, start, (folder, n) => System.IO.File.WriteAllText(Path.Combine(folder, file), content(n)), OneRecord: true);

    private static string Repeat(int n, Func<int, string> one)
    {
        var text = new StringBuilder();
        for (int i = 0; i < n; i++)
            text.Append(one(i));
        return text.ToString();
    }

    private static string Join(int n, Func<int, string> one) => string.Join(',', Enumerable.Range(0, n).Select(one));

    private static string List(int n, Func<int, string> item) =>
        "[" + string.Join(", ", Enumerable.Range(0, n).Select(i => $"'{item(i)}'")) + "]";

    private static byte[] Small(int i) => Encoding.UTF8.GetBytes(Rows.Header + Rows.Row(i));

    private static void Zip(string folder, int n)
    {
        using ZipArchive zip = ZipFile.Open(Path.Combine(folder, "x.zip"), ZipArchiveMode.Create);
        for (int i = 0; i < n; i++)
        {
            using Stream entry = zip.CreateEntry($"x_tweets_csv_hashed_{i}.csv", CompressionLevel.Fastest).Open();
            entry.Write(Small(i));
        }
    }

    private static void Tar(Stream to, int n)
    {
        using Stream stream = to;
        using var tar = new TarWriter(stream);
        for (int i = 0; i < n; i++)
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"x_tweets_csv_hashed_{i}.csv")
            {
                DataStream = new MemoryStream(Small(i)),
            });
    }

    private static void Packed(string folder, string extension, int n, Func<Stream, Stream> pack)
    {
        using FileStream file = System.IO.File.Create(Path.Combine(folder, CsvName + "." + extension));
        for (int i = 0; i < n; i++)
        {
            // The library's bzip2 writes nothing but its first bytes where it is to leave the file open.
            var packed = new MemoryStream();
            using (Stream member = pack(packed))
                member.Write(i == 0 ? Encoding.UTF8.GetBytes(Rows.Header + Rows.Row(0)) : Encoding.UTF8.GetBytes(Rows.Row(i)));
            file.Write(packed.ToArray());
        }
    }

    private static void Files(string folder, int n, Func<int, string> name)
    {
        for (int i = 0; i < n; i++)
            System.IO.File.WriteAllBytes(Path.Combine(folder, name(i)), Small(i));
    }
}
