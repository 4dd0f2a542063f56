using System.IO.Compression;
using System.Text;
using System.Text.Json;
using TweetArchive.Tweets;
using Xunit;

namespace TweetArchive.Testing;

/// <summary>A folder with small archives for the command, and the dataset it writes.</summary>
internal sealed class CommandFolder : IDisposable
{
    public static string Header { get; } = string.Join(',', TweetColumns.Names.Select(n => $"\"{n}\"")) + "\n";

    public string Path { get; } = Directory.CreateTempSubdirectory("tweetarchive-cli").FullName;

    public string Out => File("out");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A record of a tweets file in column order A, all fields quoted.</summary>
    public static string Row(long id, string text = "hello", string user = "user1", string time = "2018-01-02 03:04", string idText = "") =>
        string.Join(',', TweetColumns.Names.Select(n => $"\"{n switch
        {
            "tweetid" => idText.Length > 0 ? idText : $"{id}",
            "userid" => user,
            "tweet_text" => text,
            "tweet_time" => time,
            "is_retweet" => "false",
            "tweet_language" => "en",
            "tweet_client_name" => "Web",
            "hashtags" or "urls" or "user_mentions" => "[]",
            _ => "",
        }}\"")) + "\n";

    public string Csv(params string[] records) => Bytes("x_tweets_csv_hashed.csv", Encoding.UTF8.GetBytes(Header + string.Concat(records)));

    public string Bytes(string name, byte[] bytes)
    {
        System.IO.File.WriteAllBytes(File(name), bytes);
        return File(name);
    }

    public string Zip(string name, params (string Entry, string Text)[] entries)
    {
        using ZipArchive zip = ZipFile.Open(File(name), ZipArchiveMode.Create, Encoding.UTF8);
        foreach ((string entry, string text) in entries)
        {
            using Stream stream = zip.CreateEntry(entry, CompressionLevel.NoCompression).Open();
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return File(name);
    }

    /// <summary>One target for `run`, where it does not matter which: the shipped names cost a third of a short run.</summary>
    public static IReadOnlyList<string> OneTarget { get; } =
        ["--targets", System.IO.Path.Combine(AppContext.BaseDirectory, "one_target.tsv")];

    /// <summary>`run` about <see cref="OneTarget"/>.</summary>
    public CommandResult Run(params string[] args) => RunAboutAll([.. args, .. OneTarget]);

    /// <summary>`run` about the shipped targets.</summary>
    public CommandResult RunAboutAll(params string[] args) => CommandLine.Run(["run", .. args, "--out", Out, "--tweets", "all"]);

    /// <summary>The accounting of the manifest: records, tweets, rejected.</summary>
    public void AssertCounts(long records, long tweets, long rejected)
    {
        using JsonDocument manifest = JsonDocument.Parse(System.IO.File.ReadAllBytes(System.IO.Path.Combine(Out, "manifest.json")));
        JsonElement counts = manifest.RootElement.GetProperty("accounting");
        Assert.Equal((records, tweets, rejected),
            (counts.GetProperty("records").GetInt64(), counts.GetProperty("tweets").GetInt64(), counts.GetProperty("rejected").GetInt64()));
    }

    public List<string> Query(string columns, string table, string rest = "")
    {
        using var duck = new DuckDb();
        string path = System.IO.Path.Combine(Out, table == "tweets" ? "tweets/*.parquet" : table + ".parquet");
        return duck.Lines($"SELECT {columns} FROM {DuckDb.Table(path)} {rest}");
    }

    public void AssertNothingWritten() =>
        Assert.False(Directory.Exists(Out),
            "something was left in --out: " + (Directory.Exists(Out) ? string.Join(", ", Directory.EnumerateFileSystemEntries(Out)) : ""));

    public void Dispose() => Directory.Delete(Path, true);
}
