using System.IO.Compression;
using System.Text;
using SharpCompress.Compressors.BZip2;
using TweetArchive.Testing;

namespace TweetArchive.Soak;

/// <summary>A small whole file of each format that the command reads, to be damaged.</summary>
internal static class SeedFiles
{
    private static readonly (string Name, Func<Random, Workshop, byte[]> Make)[] Formats =
    [
        ("x_tweets_csv_hashed.csv", (random, shop) => File.ReadAllBytes(shop.Synth(random, 20, 300, "seed.csv").TweetsPath)),
        ("x_users_csv_hashed.csv", (random, shop) => File.ReadAllBytes(shop.Synth(random, 20, 300, "seed.csv").UsersPath!)),
        ("stream.json", (random, _) => Lines(random, Version1)),
        ("collected.jsonl", (random, _) => Lines(random, Version2)),
        ("tweets.js",
            (random, _) =>
                $"window.YTD.tweets.part0 = [\n{string.Join(",\n", Many(random, i => $"{{\"tweet\":{Version1(i)}}}"))}\n]".Utf8()),
        ("IRAhandle_tweets_1.csv",
            (random, _) =>
                (FiveThirtyEight
                    + string.Concat(
                        Many(random,
                            i => $"9.06E+17,A{i % 9},\"Rajavi,\n{i}\",x,English,10/{1 + (i % 5)}/2017 "
                                + "19:58,x,5,6,7,,Right,0,RightTroll,0\n"))).Utf8()),
    ];

    private static readonly (string Name, Func<Random, byte[]> Make)[] PeoplesForms =
    [
        ("columns.json", random => Objects(random, (names, rows) => $"{{{string.Join(",", names.Select((name, c) =>
            $"\"{name}\":{{{string.Join(",", rows.Select((r, n) => $"\"{n}\":{r[c]}"))}}}"))}}}")),
        ("split.json", random => Objects(random, (names, rows) => $"{{\"columns\":[{string.Join(",", names.Select(n => $"\"{n}\""))}],"
            + $"\"data\":[{string.Join(",", rows.Select(r => $"[{string.Join(",", r)}]"))}]}}")),
        ("by_id.json", random => Objects(random, (names, rows) => $"{{{string.Join(",", rows.Select(r => $"{r[0]}:{Flat(names, r)}"))}}}")),
        ("hits.json", random => Objects(random, (names, rows) => "{\"took\":1,\"hits\":{\"total\":{},\"hits\":["
            + $"{string.Join(",\n", rows.Select(r => $"{{\"_id\":1,\"_source\":{Flat(names, r)}}}"))}]}},\"more\":[{{}}]}}")),
        ("quoted_tweets.csv", random => Objects(random, (names, rows) => string.Join("\n", rows.Prepend(names)
            .Select(r => string.Join(",", r.Select(c => $"'{c.Trim('"').Replace("'", "''", StringComparison.Ordinal)}'")))))),
        ("bare_tweets.tsv", random => Objects(
            random, (names, rows) => string.Join("\n", rows.Prepend(names).Select(r => string.Join("\t", r))))),
        ("objects.csv", random => ("created_at,id_str,full_text,user,entities\n" + string.Concat(Many(random, i =>
            $"Wed Oct 10 20:19:24 +0000 2018,{i},\"MEK,\n{i}\",\"{{'id_str': '{i % 9}', 'name': \"\"it's\"\"}}\","
                + "\"{'hashtags': [{'text': 'a'}]}\"\n"))).Utf8()),
        ("printed.txt", random => Lines(random, Printed)),
        ("pretty.txt", random => Lines(random, i => Printed(i).Replace(", ", ",\n ", StringComparison.Ordinal))),
        ("strings.txt", random => Lines(random, i => System.Text.Json.JsonSerializer.Serialize(Version1(i)))),
        ("two_formats.jsonl", random => Lines(random, i => i % 2 == 0 ? Version1(i) : Version2(i))),
        ("exploded.csv", random => ("tweetid,userid,tweet_text,tweet_time,hashtags\n" + string.Concat(Many(random, i =>
            $"{970001234567890123 + (i / 3)},7,MEK,2018-03-04 05:01,tag{i}\n"))).Utf8()),
        ("blank_rows.csv", random => ("tweetid,userid,tweet_text,tweet_time,hashtags\n" + string.Concat(Many(random, i =>
            i % 3 == 1 ? $"{970001234567890123 + i},7,MEK,2018-03-04 05:01,tag\n" : $",,,,tag{i}\n"))).Utf8()),
        ("numbered.csv", random => ("tweetid,userid,tweet_text,tweet_time,hashtags_1,hashtags_2\n" + string.Concat(Many(random, i =>
            $"{970001234567890123 + i},7,MEK,2018-03-04 05:01,a,b{i}\n"))).Utf8()),
        ("guessed.csv", random => ("Tweet Id;Username;Text;Datetime\n" + string.Concat(Many(random, i =>
            $"{970001234567890123 + i};ana;MEK {i};2018-03-04 05:01\n"))).Utf8()),
    ];

    private const string FiveThirtyEight =
        "external_author_id,author,content,region,language,publish_date,harvested_date,following,followers,updates,post_type,"
        + "account_type,retweet,account_category,new_june_2018\n";

    /// <summary>A file's name and bytes; real ones of <c>../shared/samples</c> among them where that folder is present.</summary>
    public static (string Name, byte[] Bytes) Any(Random random, Workshop shop)
    {
        if (Real.Value.Length > 0 && random.Chance(0.3))
        {
            string path = random.Pick(Real.Value);
            return (Path.GetFileName(path), File.ReadAllBytes(path));
        }

        if (random.Chance(0.3))
        {
            (string form, Func<Random, byte[]> write) = random.Pick(PeoplesForms);
            return (form, write(random));
        }

        (string name, Func<Random, Workshop, byte[]> make) = random.Pick(Formats);
        byte[] bytes = make(random, shop);
        return (name, bytes);
    }

    /// <summary>As it is, or packed once or twice.</summary>
    public static (string Name, byte[] Bytes) Packed(Random random, (string Name, byte[] Bytes) file)
    {
        while (random.Chance(0.35))
        {
            file = random.Next(3) switch
            {
                0 => (file.Name + ".gz", Through(file.Bytes, to => new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true))),
                1 => (file.Name + ".bz2",
                    Through(file.Bytes, to => BZip2Stream.Create(to, SharpCompress.Compressors.CompressionMode.Compress, false))),
                _ => (file.Name + ".zip", Zip(file)),
            };
        }

        return file;
    }

    private static readonly Lazy<string[]> Real = new(() => !Directory.Exists(Repository.Samples) ? []
        : [.. new DirectoryInfo(Repository.Samples).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(f => f.Length < 300_000 && f.Extension is not (".md" or ".txt")).Select(f => f.FullName).Order(StringComparer.Ordinal)]);

    private static IEnumerable<T> Many<T>(Random random, Func<int, T> make)
    {
        int count = random.Next(5, 200);
        return Enumerable.Range(1, count).Select(make);
    }

    private static byte[] Lines(Random random, Func<int, string> make) => string.Concat(Many(random, i => make(i) + "\n")).Utf8();

    /// <summary>Rows of the releases' columns, each cell as JSON.</summary>
    private static byte[] Objects(Random random, Func<string[], string[][], string> write) =>
        write(["tweetid", "userid", "tweet_text", "tweet_time", "is_retweet", "hashtags"],
            [.. Many(random, i => i).Select(i => (string[])[$"\"{970001234567890123 + i}\"", $"\"u{i % 9}\"",
                $"\"it's MEK, {i} \\\"\\\\ مجاهدین خلق\"", "\"2018-03-04 05:01\"", i % 5 == 0 ? "true" : "false",
                "[\"a\", \"b\"]"])]).Utf8();

    private static string Flat(string[] names, string[] cells) =>
        $"{{{string.Join(",", names.Select((name, c) => $"\"{name}\":{cells[c]}"))}}}";

    private static string Printed(int i) =>
        $"{{'id_str': '{i}', 'full_text': \"MEK's {i}\", 'created_at': 'Wed Oct 10 20:19:24 +0000 2018', 'user': {{'id_str': '{i % 9}'}}}}";

    private static string Version1(int i) =>
        $$$"""{"id_str":"{{{i}}}","created_at":"Sat Sep 28 18:05:{{{i % 60:00}}} +0000 2019","text":"مجاهدین خلق {{{i}}} \"}{\\","user":{"id_str":"{{{i % 11}}}","screen_name":"u"}}""";

    private static string Version2(int i) =>
        $$$"""{"data":[{"id":"{{{2000 + i}}}","author_id":"{{{i % 7}}}","created_at":"2021-01-02T03:04:05.000Z","text":"MEK {{{i}}} #tag","entities":{"hashtags":[{"tag":"tag"}]}}]}""";

    private static byte[] Through(byte[] bytes, Func<Stream, Stream> pack)
    {
        using var to = new MemoryStream();
        using (Stream packed = pack(to))
            packed.Write(bytes);
        return to.ToArray();
    }

    private static byte[] Zip((string Name, byte[] Bytes) file)
    {
        using var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, true, Encoding.UTF8))
        {
            using Stream entry = zip.CreateEntry(file.Name).Open();
            entry.Write(file.Bytes);
        }

        return to.ToArray();
    }
}
