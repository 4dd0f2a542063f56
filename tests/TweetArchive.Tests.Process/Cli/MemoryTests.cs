using System.Formats.Tar;
using System.Globalization;
using System.Text;
using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>The command's peak memory does not grow with the input, even if every tweet brings keys that no other has.</summary>
public sealed class MemoryTests : IDisposable
{
    // What may grow up to a limit: a merge takes 64 KiB for each of at most 128 runs, a row group of a table up to 16 MiB.
    private const long Slack = 48L << 20;
    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    /// <summary>Three hundred thousand tweets have two million keys: 150 MB, if they were held.</summary>
    [Fact]
    public void Five_times_the_distinct_keys_take_no_more_memory() => AssertFlat(60_000, 300_000, "8M");

    /// <summary>Thirty-six million keys.</summary>
    [LongFact]
    public void Six_million_tweets_take_the_memory_of_one_million() => AssertFlat(1_000_000, 6_000_000, "64M");

    /// <summary>A month of the stream grab is 43,200 entries: what is kept of each is its line in the manifest.</summary>
    [Fact]
    public void An_archive_of_many_entries_takes_a_few_kilobytes_for_each()
    {
        long few = PeakOfEntries(2_000);
        long many = PeakOfEntries(20_000);
        Assert.True(many < few + (18_000 * 6_000L), $"{few >> 20} MiB for 2,000 entries, {many >> 20} MiB for 20,000");
    }

    /// <summary>What <c>json.dump(list, file)</c> writes: only the current tweets are held.</summary>
    [Fact]
    public void An_array_on_one_line_is_streamed() => AssertArrayIsFlat(20, 120);

    [LongFact]
    public void An_array_of_a_gigabyte_on_one_line_is_streamed() => AssertArrayIsFlat(100, 1_024);

    private void AssertArrayIsFlat(int few, int many)
    {
        long smaller = PeakOfArray(few);
        long larger = PeakOfArray(many);
        Assert.True(larger < smaller + Slack, $"{smaller >> 20} MiB for {few} MiB, {larger >> 20} MiB for {many} MiB");
    }

    private long PeakOfArray(int megabytes)
    {
        string input = temp.File($"array{megabytes}.json");
        using (var file = new StreamWriter(input, false, new UTF8Encoding(false), 1 << 20))
        {
            string text = new('x', 800);
            file.Write('[');
            for (int i = 0; i < megabytes * 1024; i++)
                file.Write($$"""{{(i == 0 ? "" : ", ")}}{"id_str": "{{1_000_000_000_000 + i}}", "created_at": "Sat Sep 28 18:05:00 +0000 2019", "full_text": "MEK {{i}} {{text}}", "user": {"id_str": "{{i % 99}}", "screen_name": "u"} }""");
            file.Write(']');
        }

        CommandResult result = CommandLine.Run("run", input, "--out", temp.File($"array{megabytes}"), "--threads", "2", "--memory", "32M",
            "--tweets", "none", "--no-report", "--json");
        result.AssertSaid(0);
        Assert.Contains($"\"tweets\": {megabytes * 1024}", result.Output, StringComparison.Ordinal);
        File.Delete(input);
        return result.PeakBytes;
    }

    private long PeakOfEntries(int entries)
    {
        string input = temp.File($"stream{entries}.tar");
        using (var tar = new TarWriter(File.Create(input)))
        {
            for (int i = 0; i < entries; i++)
            {
                string tweet = $$"""{"id_str":"{{1_000_000_000_000 + i}}","created_at":"Sat Sep 28 18:05:00 +0000 2019","text":"MEK {{i}}","user":{"id_str":"{{i % 99}}","screen_name":"u"} }""";
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile,
                    $"2019/09/{i / 1440:00}/{i / 60 % 24:00}/{i % 60:00}.json")
                {
                    DataStream = new MemoryStream(Encoding.UTF8.GetBytes(tweet + "\n")),
                });
            }
        }

        CommandResult result = CommandLine.Run(
            "run", input, "--out", temp.File($"stream{entries}"), "--threads", "2", "--memory", "32M", "--no-report", "--quiet");
        result.AssertSaid(0);
        return result.PeakBytes;
    }

    private void AssertFlat(int few, int many, string memory)
    {
        long smaller = Peak(few, memory);
        long larger = Peak(many, memory);
        Assert.True(larger < smaller + Slack, $"{smaller >> 20} MiB for {few} tweets, {larger >> 20} MiB for {many}");
        Assert.InRange(larger, 1, 250L << 20);
    }

    private long Peak(int tweets, string memory)
    {
        string input = temp.File($"keys{tweets}_tweets_csv_hashed.csv");
        Write(input, tweets);
        string to = temp.File($"out{tweets}");
        CommandResult result = CommandLine.Run("run", input, "--out", to, "--threads", "2", "--memory", memory, "--quiet");
        result.AssertSaid(0);
        using var duck = new DuckDb();
        Assert.Equal([$"{3L * tweets}"], duck.Lines($"SELECT count(*) FROM {DuckDb.Table(Path.Combine(to, "mention_edges.parquet"))}"));
        Assert.Equal([$"{2L * tweets}"], duck.Lines($"SELECT count(*) FROM {DuckDb.Table(Path.Combine(to, "hashtags.parquet"))}"));
        File.Delete(input);
        return result.PeakBytes;
    }

    private static void Write(string path, int tweets)
    {
        using var file = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 20);
        file.Write(CommandFolder.Header);
        string[] names = CommandFolder.Header.TrimEnd('\n').Split(',');
        for (int i = 0; i < tweets; i++)
        {
            for (int c = 0; c < names.Length; c++)
            {
                string cell = names[c].Trim('"') switch
                {
                    "tweetid" => (1_000_000_000_000L + i).ToString(CultureInfo.InvariantCulture),
                    "userid" => $"user{i % 1000}",
                    "tweet_text" => $"text of tweet {i} #tag{i} #other{i}",
                    "tweet_time" => "2018-01-02 03:04",
                    "is_retweet" => "false",
                    "urls" => $"[http://site{i}.example/x]",
                    "hashtags" => $"[tag{i}, other{i}]",
                    "user_mentions" => $"[{i}01, {i}02, {i}03]",
                    _ => "",
                };
                file.Write(c == 0 ? "\"" : ",\"");
                file.Write(cell);
                file.Write('"');
            }

            file.Write('\n');
        }
    }
}
