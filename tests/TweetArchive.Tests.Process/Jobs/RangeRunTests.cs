using TweetArchive.Synth;
using Xunit;

namespace TweetArchive.Tests.Jobs;

/// <summary>Whole runs whose plain files are read in many ranges write the bytes of a run that reads them in one piece.</summary>
public class RangeRunTests
{
    [Theory]
    [InlineData(QuotingStyle.All)]
    [InlineData(QuotingStyle.Minimal)]
    public void Pieces_change_no_byte(QuotingStyle quoting)
    {
        using var temp = new TempDatasets();
        SynthResult synth = temp.Synth(4_000, quoting: quoting);
        SynthResult other = temp.Synth(600, "other_tweets_csv_hashed.zip", SynthDialect.Iran201901, seed: 5);
        Damage(synth.TweetsPath);
        string[] inputs = [synth.TweetsPath, synth.UsersPath!, other.TweetsPath];
        FinishedRun wanted = temp.Run(inputs, o => o with { Threads = 1 });
        Assert.True(wanted.Result.Counts.Rejected > 20, $"{wanted.Result.Counts.Rejected} rejects");
        foreach ((int threads, long checkpoint, long memory) in new[] { (1, 1L << 18, 64L << 20), (3, 1L << 19, 1), (2, 1, 64L << 20) })
        {
            FinishedRun run = temp.Run(inputs, o => o with { Threads = threads, CheckpointBytes = checkpoint, Memory = memory });
            Assert.Equal(wanted.Checksums, run.Checksums);
            Assert.Equal(wanted.Result.Counts, run.Result.Counts);
            Assert.Equal(wanted.Result.Inputs.Select(i => (i.Sha256, i.Counts, i.FirstReject)),
                run.Result.Inputs.Select(i => (i.Sha256, i.Counts, i.FirstReject)));
            Assert.False(Directory.Exists(Path.Combine(run.Out, ".work")), "scratch is left");
        }
    }

    /// <summary>Both copies in many pieces: the places of duplicates are those of the whole file.</summary>
    [Fact]
    public void Duplicates_across_pieces_count_once()
    {
        using var temp = new TempDatasets();
        SynthResult synth = temp.Synth(2_000);
        FinishedRun once = temp.Run([synth.TweetsPath, synth.UsersPath!]);
        // A later name of the same dataset, so that the records of the copy are the duplicates.
        string copy = temp.File("demo_tweets_csv_hashed_2.csv");
        File.Copy(synth.TweetsPath, copy);
        FinishedRun twice = temp.Run([synth.TweetsPath, copy, synth.UsersPath!], o => o with { CheckpointBytes = 1 << 18 });
        Assert.Equal(once.Checksums, twice.Checksums);
        Assert.Equal((2_000, 2_000), (twice.Result.Counts.Tweets, twice.Result.Counts.Duplicates));
        Assert.Equal([0, 2_000, 0], twice.Result.Inputs.Select(i => i.Counts.Duplicates));
    }

    /// <summary>A small table is one file; tweets are as many parts as they need, one after the other, and a glob reads them.</summary>
    [Fact]
    public void Tweets_come_in_parts_that_are_read_together()
    {
        using var temp = new TempDatasets();
        string[] inputs = [temp.Synth(3_000, users: false).TweetsPath];
        FinishedRun whole = temp.Run(inputs);
        FinishedRun parts = temp.Run(inputs, o => o with { PartBytes = 300_000, CheckpointBytes = 1 << 18 });
        Assert.Equal(16, whole.Checksums.Count);
        Assert.InRange(parts.Checksums.Count, 18, 32);
        Assert.Equal(whole.Checksums.Where(f => !f.Key.StartsWith("tweets/", StringComparison.Ordinal)),
            parts.Checksums.Where(f => !f.Key.StartsWith("tweets/", StringComparison.Ordinal)));
        using var duck = new DuckDb();
        Assert.Equal(duck.Lines($"SELECT * FROM {whole.Table("tweets")} ORDER BY record"),
            duck.Lines($"SELECT * FROM {parts.Table("tweets")} ORDER BY record"));
        Assert.Equal(["3000|1|3000"], duck.Lines($"SELECT count(*), min(record), max(record) FROM {parts.Table("tweets")}"));
    }

    /// <summary>Hostile bytes all over the file, its header spared.</summary>
    private static void Damage(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        int header = bytes.AsSpan().IndexOf((byte)'\n') + 1;
        var random = new Random(12);
        for (int i = 0; i < 300; i++)
            bytes[random.Next(header + 5_000, bytes.Length)] = "\",\n\r\0"u8[random.Next(5)];
        File.WriteAllBytes(path, bytes);
    }
}
