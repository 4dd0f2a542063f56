using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using TweetArchive.Dataset;
using TweetArchive.Jobs;
using TweetArchive.Media;
using TweetArchive.Reading;
using TweetArchive.Requests;
using Xunit;

namespace TweetArchive.Tests.Media;

/// <summary>Media archives given to a run: the index, its join with the tweets, checksums, and files that are used again.</summary>
public sealed class MediaRunTests : IDisposable
{
    // Snowflake ids of 2017-06-22 and of a week later.
    private const long First = 877919995476496385;
    private const long Later = First + (7L * 86_400_000 << 22);

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    [Fact]
    public void The_index_names_every_file_its_tweet_and_whether_that_was_read()
    {
        Tweets("ira_tweets_csv_hashed.csv", (First, "user1"), (First + 1, "user2"));
        Zip("ira_tweet_media_hashed_1.zip", ($"media/photo/{First}-a.jpg", [1, 2, 3]), ("__MACOSX/x.jpg", [1]),
            ("media/video/5-b.mp4", [4]), ($"media/photo/{First}-c.png", [5, 6]));
        Zip("ira_profile_media_hashed_1.zip", ("user1_banner.jpg", [7]));
        Zip("other_tweet_media_hashed_1.zip", ($"{First}-a.jpg", [1, 2, 3]));
        FinishedRun run = temp.Run([temp.Path]);
        Assert.Equal((RunOutcome.Done, new MediaResult(3, 5, 2, null)), (run.Result.Outcome, run.Result.Media));

        using var duck = new DuckDb();
        Assert.Equal(
        [
            "ira|5|ira_tweet_media_hashed_1.zip|media/video/5-b.mp4|∅|video|1|false",
            $"ira|{First}|ira_tweet_media_hashed_1.zip|media/photo/{First}-a.jpg|∅|picture|3|true",
            $"ira|{First}|ira_tweet_media_hashed_1.zip|media/photo/{First}-c.png|∅|picture|2|true",
            "ira|∅|ira_profile_media_hashed_1.zip|user1_banner.jpg|user1|picture|1|∅",
            // Nothing of that dataset was read, so it is not known whether it has the tweet, whatever other datasets have.
            $"other|{First}|other_tweet_media_hashed_1.zip|{First}-a.jpg|∅|picture|3|∅",
        ],
        duck.Lines("SELECT dataset, coalesce(CAST(tweetid AS VARCHAR), '∅'), archive, entry, coalesce(userid, '∅'), type, bytes, "
            + $"coalesce(CAST(in_tweets AS VARCHAR), '∅') FROM {run.Table("media")}"));
        uint crc = System.IO.Hashing.Crc32.HashToUInt32([1, 2, 3]);
        Assert.Equal(2, duck.Long($"SELECT count(*) FROM {run.Table("media")} WHERE crc32 = {crc}"));
        Assert.Equal(0, duck.Long(
            $"SELECT count(*) FROM {run.Table("media")} WHERE sha256 IS NOT NULL OR dhash IS NOT NULL OR problem IS NOT NULL"));
        Assert.DoesNotContain(run.Result.Outputs, o => o.Name == "media_reuse.parquet");
        Assert.Contains("\"files_of_tweets_read\": 2", File.ReadAllText(Path.Combine(run.Out, "manifest.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Hashes_find_the_same_files_and_pictures_that_look_alike_within_a_dataset_only()
    {
        Tweets("ira_tweets_csv_hashed.csv", (First, "user1"), (First + 1, "user2"), (Later, "user1"), (Later + 1, "user3"));
        byte[] picture = Png.Waves(1);
        byte[] smaller = Png.Waves(1, 90, 80);
        Zip("ira_tweet_media_hashed_1.zip", ($"p/{First}-a.png", picture), ($"p/{First}-b.png", picture),
            ($"p/{First + 1}-c.png", picture), ($"v/{First}-v.mp4", [9, 9]));
        Zip("ira_tweet_media_hashed_2.zip", ($"p/{Later}-d.png", smaller), ($"p/{Later + 1}-e.png", Png.Waves(2)), ("v/77-w.mp4", [9, 9]));
        Zip("other_tweet_media_hashed_1.zip", ($"p/{First}-a.png", picture), ($"p/{First}-x.png", Png.Waves(3)));
        FinishedRun run = temp.Run([temp.Path]);
        MediaJobResult hashed = Hash(run);

        using var duck = new DuckDb();
        string sha = Convert.ToHexStringLower(SHA256.HashData(picture));
        Assert.True(DifferenceHash.TryCompute(picture, out ulong hash, out _));
        Assert.Equal(4, duck.Long($"SELECT count(*) FROM {run.Table("media")} WHERE sha256 = '{sha}' AND dhash = {(long)hash}"));
        Assert.Equal(5, duck.Long($"SELECT count(*) FROM {run.Table("media")} WHERE dataset = 'ira' AND dhash IS NOT NULL"));
        List<string> groups = duck.Lines($"""
            SELECT dataset, match, coalesce(left(sha256, 8), '∅'), distance, files, distinct_files, tweets, tweets_with_account, accounts, coalesce(strftime(first_seen, '%Y-%m-%d'), '∅'), strftime(last_seen, '%Y-%m-%d')
            FROM {run.Table("media_reuse")} ORDER BY match DESC, files DESC
            """);
        Assert.Equal(
        [
            $"ira|same_bytes|{sha[..8]}|0|3|1|2|2|2|2017-06-22|2017-06-22",
            $"ira|same_bytes|{Convert.ToHexStringLower(SHA256.HashData([9, 9]))[..8]}|0|2|1|2|1|1|∅|2017-06-22",
            "ira|near_picture|∅|3|4|2|3|3|2|2017-06-22|2017-06-29",
        ], groups);
        Assert.Equal(3, hashed.Media.ReuseGroups);
        var dataset = DatasetFolder.OpenWhole(run.Out);
        Assert.Contains("media_reuse.parquet", dataset.Manifest.Files.Select(f => f.Name));
        Assert.Equal((true, 3), (dataset.Manifest.Media!.Hashed, dataset.Manifest.Media.ReuseGroups));
        // The hash of a group finds its pictures again.
        Assert.Equal(4, duck.Long($"SELECT count(*) FROM {run.Table("media")} m JOIN {run.Table("media_reuse")} r ON m.dataset = "
            + "r.dataset AND r.match = 'near_picture' AND bit_count(xor(m.dhash, r.dhash)) <= 2 * r.distance"));
    }

    [Fact]
    public void Accounts_are_not_known_of_tweets_that_are_not_in_the_tweets_table()
    {
        Tweets("ira_tweets_csv_hashed.csv", (First, "user1"), (First + 1, "user2"));
        Zip("ira_tweet_media_hashed_1.zip", ($"{First}-a.mp4", [1]), ($"{First + 1}-b.mp4", [1]));
        FinishedRun run = temp.Run([temp.Path], o => o with { Tweets = TweetsMode.Tagged });
        Hash(run);
        using var duck = new DuckDb();
        Assert.Equal(["2|0|true"],
            duck.Lines($"SELECT tweets, tweets_with_account, CAST(accounts IS NULL AS VARCHAR) FROM {run.Table("media_reuse")}"));
    }

    [Fact]
    public void Damage_is_named_and_the_rest_is_there()
    {
        Tweets("ira_tweets_csv_hashed.csv", (First, "user1"));
        Zip("ira_tweet_media_hashed_1.zip", ($"p/{First}-a.png", Png.Waves(1)), ("p/2-b.png", Png.Waves(2)),
            ("p/3-c.png", Png.Waves(3)[..300]));
        string path = temp.File("ira_tweet_media_hashed_1.zip");
        byte[] zip = File.ReadAllBytes(path);
        int at = zip.AsSpan().IndexOf("p/2-b.png"u8) + 400;
        zip[at] ^= 0xFF;
        zip[at + 1] ^= 0x55;
        File.WriteAllBytes(path, zip);
        File.WriteAllBytes(temp.File("ira_tweet_media_hashed_2.zip"), zip[..^40]);
        FinishedRun run = temp.Run([temp.Path]);
        MediaJobResult hashed = Hash(run);
        Assert.Equal(RunOutcome.SomeInputUnread, hashed.Outcome);
        Assert.Equal(["ira_tweet_media_hashed_1.zip", "ira_tweet_media_hashed_2.zip"],
            hashed.Problems.Select(p => p.SourceName).Order(StringComparer.Ordinal));
        Assert.Contains(hashed.Problems,
            p => p.Message.Contains("1 of its files are damaged, the first: p/2-b.png", StringComparison.Ordinal));
        Assert.Contains(hashed.Notes, n => n.Contains("1 picture has no difference hash", StringComparison.Ordinal));
        using var duck = new DuckDb();
        Assert.Equal(["a|true|true|∅", "b|false|false|damaged: ", "c|true|false|a damaged"],
            duck.Lines("SELECT substr(entry, length(entry) - 4, 1), CAST(sha256 IS NOT NULL AS VARCHAR), CAST(dhash IS NOT NULL AS "
                + $"VARCHAR), coalesce(left(problem, 9), '∅') FROM {run.Table("media")} ORDER BY 1"));
        Assert.Equal(1, run.Result.Counts.Tweets);
        // What the run said of an archive gives way to what is known of it now.
        Assert.Equal(["ira_tweet_media_hashed_1.zip", "ira_tweet_media_hashed_2.zip"],
            DatasetFolder.Open(run.Out).Manifest.UnreadableInputs.Select(u => u.SourceFile).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Media_alone_make_a_dataset_too()
    {
        Zip("ira_tweet_media_hashed_1.zip", ($"{First}-a.jpg", [1]));
        FinishedRun run = temp.Run([temp.Path]);
        using var duck = new DuckDb();
        Assert.Equal(1, duck.Long($"SELECT count(*) FROM {run.Table("media")} WHERE in_tweets IS NULL"));
        Assert.Equal(0, duck.Long($"SELECT count(*) FROM {run.Table("tweets")}"));
    }

    /// <summary>More rows than wait in memory, over many archives, in any number of threads: the same bytes.</summary>
    [Fact]
    public void The_tables_are_the_same_for_any_number_of_threads_and_any_memory()
    {
        Tweets("ira_tweets_csv_hashed.csv", [.. Enumerable.Range(0, 3000).Select(i => (First + i, $"user{i % 7}"))]);
        for (int archive = 1; archive <= 6; archive++)
            Zip($"ira_tweet_media_hashed_{archive}.zip",
                [.. Enumerable.Range(0, 2000).Select(i => ($"photo/{First + (i * archive)}-{archive}-{i}.jpg", new[] { (byte)(i % 50) }))]);
        FinishedRun one = temp.Run([temp.Path], o => o with { Threads = 1 });
        FinishedRun four = temp.Run([temp.File("ira_tweets_csv_hashed.csv"), temp.File("ira_tweet_media_hashed_*.zip")],
            o => o with { Threads = 4, Memory = 1 << 16 });
        Assert.Equal(one.Checksums, four.Checksums);
        MediaJobResult hashed = Hash(one, o => o with { Threads = 1 });
        Hash(four, o => o with { Threads = 4, Memory = 1 << 16 });
        foreach (string table in new[] { "media", "media_reuse" })
            Assert.Equal(File.ReadAllBytes(Path.Combine(one.Out, table + ".parquet")),
                File.ReadAllBytes(Path.Combine(four.Out, table + ".parquet")));
        Assert.Equal(12_000, one.Result.Media!.Files);
        Assert.Equal(Enumerable.Range(1, 6).Sum(archive => Enumerable.Range(0, 2000).Count(i => i * archive < 3000)),
            one.Result.Media.OfTweets);
        Assert.Equal(50, hashed.Media.ReuseGroups);
    }

    [Fact]
    public void The_commands_tell_of_media_and_shards_leave_them_out()
    {
        using var folder = new CommandFolder();
        folder.Csv(CommandFolder.Row(First));
        folder.Zip("x_tweet_media_hashed_1.zip", ($"{First}-a.jpg", "x"), ($"{First}-b.jpg", "x"), ("9-c.mp4", "y"));
        CommandResult run = folder.Run(folder.Path);
        run.AssertSaid(0);
        Assert.Contains("3 media files in 1 archive, 2 of them of tweets that were read; for checksums and reuse: tweetarchive media "
            + $"{folder.Out}", run.Output, StringComparison.Ordinal);
        CommandResult media = CommandLine.Run("media", folder.Out, "--input", folder.File("x_tweet_media_hashed_1.zip"));
        media.AssertSaid(0, "2 pictures have no difference hash");
        Assert.Contains("3 media files in 1 archive, 2 of them of tweets that were read; 1 group of files used again", media.Output,
            StringComparison.Ordinal);
        // Twice is the same as once, also for a program that reads the summary.
        Assert.Contains("\"reuse_groups\": 1", CommandLine.Run("media", folder.Out, "--input", folder.Path, "--json").Output,
            StringComparison.Ordinal);
        CommandLine.Run("verify", folder.Out).AssertSaid(0);
        CommandResult inspect = CommandLine.Run("inspect", folder.File("x_tweet_media_hashed_1.zip"));
        inspect.AssertSaid(0);
        Assert.Contains("3 files", inspect.Output, StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"media\",\"files\":3,\"files_of_tweets\":3",
            CommandLine.Run("inspect", folder.File("x_tweet_media_hashed_1.zip"), "--json").Output, StringComparison.Ordinal);
        CommandLine.Run("run", folder.Path, "--out", folder.File("shard"), "--shard", "1/1")
            .AssertSaid(0, "media archives are left out of shards");
        // A dataset without media replaces one with them.
        Assert.True(File.Exists(folder.File("out/media_reuse.parquet")));
        folder.Run(folder.File("x_tweets_csv_hashed.csv"), "--overwrite").AssertSaid(0);
        Assert.False(File.Exists(folder.File("out/media.parquet")) || File.Exists(folder.File("out/media_reuse.parquet")));
    }

    [Fact]
    public void Other_archives_than_those_of_the_run_are_refused_and_nothing_is_changed()
    {
        using var folder = new CommandFolder();
        folder.Csv(CommandFolder.Row(First));
        string csv = folder.File("x_tweets_csv_hashed.csv");
        folder.Zip("x_tweet_media_hashed_1.zip", ($"{First}-a.jpg", "x"), ($"{First}-b.jpg", "x"));
        folder.Zip("x_tweet_media_hashed_2.zip", ("9-c.mp4", "y"));
        string[] archives = [folder.File("x_tweet_media_hashed_1.zip"), folder.File("x_tweet_media_hashed_2.zip")];
        CommandLine.Run("run", csv, archives[0], "--media-hash", "--out", folder.Out).AssertFailed(2, "tweetarchive media");
        folder.Run(csv, archives[0]).AssertSaid(0);
        byte[] before = File.ReadAllBytes(Path.Combine(folder.Out, "media.parquet"));
        CommandLine.Run("media", folder.Out, "--input", archives[1]).AssertFailed(2, "where x_tweet_media_hashed_2.zip!9-c.mp4 comes now");
        CommandLine.Run("media", folder.Out, "--input", archives[0], archives[1])
            .AssertFailed(2, "where x_tweet_media_hashed_2.zip!9-c.mp4 comes now");
        File.Delete(archives[0]);
        folder.Zip("x_tweet_media_hashed_1.zip", ($"{First}-a.jpg", "x"));
        CommandLine.Run("media", folder.Out, "--input", archives[0]).AssertFailed(2, $"{First}-b.jpg is missing");
        CommandLine.Run("media", folder.Out, "--input", csv).AssertFailed(2, "no media archive");
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(folder.Out, "media.parquet")));
        Assert.False(File.Exists(Path.Combine(folder.Out, "media_reuse.parquet")));
        folder.Run(csv, "--overwrite").AssertSaid(0);
        CommandLine.Run("media", folder.Out, "--input", archives[0]).AssertFailed(2, "was given no media archive");
    }

    private MediaJobResult Hash(FinishedRun run, Func<MediaOptions, MediaOptions>? change = null)
    {
        var options = new MediaOptions { Dataset = run.Out, Inputs = [temp.File("*_media_hashed_*.zip")] };
        return MediaJob.Run(change is null ? options : change(options), new RunProgress(), CancellationToken.None);
    }

    private void Tweets(string name, params (long Id, string User)[] tweets) =>
        File.WriteAllText(temp.File(name), CommandFolder.Header + string.Concat(tweets.Select(t => CommandFolder.Row(t.Id, user: t.User))));

    private void Zip(string name, params (string Entry, byte[] Bytes)[] entries)
    {
        using ZipArchive zip = ZipFile.Open(temp.File(name), ZipArchiveMode.Create, Encoding.UTF8);
        foreach ((string entry, byte[] bytes) in entries)
        {
            using Stream stream = zip.CreateEntry(entry).Open();
            stream.Write(bytes);
        }
    }
}
