using System.IO.Compression;
using TweetArchive.Checkpoints;
using TweetArchive.Requests;
using TweetArchive.Synth;
using Xunit;

namespace TweetArchive.Tests.Jobs;

/// <summary>The same input gives the same bytes in every Parquet file, however the work was divided.</summary>
public class SameBytesTests
{
    [Theory]
    [InlineData(SynthDialect.Ira201810, QuotingStyle.All)]
    [InlineData(SynthDialect.Rna202112, QuotingStyle.Minimal)]
    public void Threads_memory_and_block_size_change_no_byte(SynthDialect dialect, QuotingStyle quoting)
    {
        using var temp = new TempDatasets();
        SynthResult synth = temp.Synth(6_000, dialect: dialect, quoting: quoting);
        SynthResult other = temp.Synth(1_500, "other_tweets_csv_hashed.zip", SynthDialect.Iran201901, seed: 5);
        string[] inputs = [synth.TweetsPath, synth.UsersPath!, other.TweetsPath];
        SortedDictionary<string, string> wanted = temp.Run(inputs, o => o with { Threads = 1 }).Checksums;
        Assert.Equal(16, wanted.Count);

        Same("two threads", o => o with { Threads = 2 });
        Same("three threads", o => o with { Threads = 3 });
        Same("1 MB of memory", o => o with { Threads = 2, Memory = 1 << 20 });
        Same("next to no memory", o => o with { Threads = 1, Memory = 1 });
        Same("blocks of 64 KiB", o => o with { Threads = 3, BlockSize = 64 * 1024 });
        Same("blocks of 4 MiB", o => o with { BlockSize = 4 << 20 });
        Same("inputs in another order", o => o with { Inputs = [.. o.Inputs.Reverse()] });

        void Same(string what, Func<RunOptions, RunOptions> change)
        {
            SortedDictionary<string, string> found = temp.Run(inputs, change).Checksums;
            string[] different = [.. wanted.Keys.Where(name => wanted[name] != found.GetValueOrDefault(name))];
            Assert.True(different.Length == 0 && found.Count == wanted.Count, $"{what}: other bytes in {string.Join(", ", different)}");
        }
    }

    /// <summary>A download kept next to its unpacked copy: every tweet occurs twice, and counts once.</summary>
    [Fact]
    public void The_same_archive_twice_gives_the_tables_of_the_archive()
    {
        using var temp = new TempDatasets();
        SynthResult synth = temp.Synth(2_000);
        string zip = temp.File("demo_tweets_csv_hashed.zip");
        using (ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create))
            archive.CreateEntryFromFile(synth.TweetsPath, Path.GetFileName(synth.TweetsPath));

        FinishedRun once = temp.Run([synth.TweetsPath, synth.UsersPath!]);
        foreach (int threads in new[] { 1, 3 })
        {
            FinishedRun twice = temp.Run([zip, synth.TweetsPath, synth.UsersPath!],
                o => o with { Threads = threads, Memory = threads == 1 ? 1 : o.Memory });
            Assert.Equal(once.Checksums, twice.Checksums);
            EntryCounts counts = twice.Result.Counts;
            Assert.Equal((4_000, 2_000, 2_000, 0), (counts.Records - counts.Users, counts.Tweets, counts.Duplicates, counts.Rejected));
            // The plain file comes first by name, so the zip's records are the duplicates.
            Assert.Equal([0, 2_000, 0], twice.Result.Inputs.Select(i => i.Counts.Duplicates));
        }
    }

    /// <summary>Releases are never joined: the same ids in two datasets are two tweets.</summary>
    [Fact]
    public void The_same_tweets_in_two_datasets_stay()
    {
        using var temp = new TempDatasets();
        SynthResult synth = temp.Synth(500, users: false);
        string copy = temp.File("later_tweets_csv_hashed.csv");
        File.Copy(synth.TweetsPath, copy);
        FinishedRun run = temp.Run([synth.TweetsPath, copy]);
        Assert.Equal((1_000, 0), (run.Result.Counts.Tweets, run.Result.Counts.Duplicates));
        using var duck = new DuckDb();
        Assert.Equal(["demo|500", "later|500"],
            duck.Lines($"SELECT dataset, sum(tweets) FROM {run.Table("daily_totals")} GROUP BY 1 ORDER BY 1"));
    }
}
