using System.IO.Compression;
using System.Text;
using TweetArchive.Archives;
using TweetArchive.Dataset;
using TweetArchive.Jobs;
using TweetArchive.Reading;
using TweetArchive.Requests;
using TweetArchive.Synth;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Checkpoints;

/// <summary>The shards of a job merge to the bytes of one run; an incomplete set of shards is named.</summary>
public sealed class ShardTests : IDisposable
{
    private readonly TempDatasets temp = new();
    private readonly string[] inputs;

    public ShardTests()
    {
        SynthResult synth = temp.Synth(3_000);
        SynthResult other = temp.Synth(700, "other_tweets_csv_hashed.zip", SynthDialect.Iran201901, seed: 5);
        SynthResult minimal = temp.Synth(700, "third_tweets_csv_hashed.csv", seed: 6, quoting: QuotingStyle.Minimal, users: false);
        byte[] bytes = File.ReadAllBytes(synth.TweetsPath);
        var random = new Random(2);
        for (int i = 0; i < 50; i++)
            bytes[random.Next(5_000, bytes.Length)] = (byte)'"';
        File.WriteAllBytes(synth.TweetsPath, bytes);
        inputs = [synth.TweetsPath, synth.UsersPath!, other.TweetsPath, minimal.TweetsPath];
    }

    public void Dispose() => temp.Dispose();

    [Fact]
    public void Any_number_of_shards_merges_to_the_bytes_of_one_run()
    {
        FinishedRun wanted = temp.Run(inputs);
        foreach (int of in new[] { 1, 2, 7, 16 })
        {
            string[] shards = MakeShards(inputs, of);
            FinishedRun merged = Merge(shards.Reverse(), $"merged{of}");
            AssertSame(wanted, merged);
            // The larger of two shards has at most the smaller and the largest piece that cannot be divided.
            if (of == 2)
                Assert.All(shards, s => Assert.InRange(UnitBytes(s), 0.25, 0.75));
        }
    }

    /// <summary>A tweet and its copy are in different shards: neither shard can know, the merge can.</summary>
    [Fact]
    public void Duplicates_in_different_shards_count_once()
    {
        string zip = temp.File("demo_tweets_csv_hashed.zip");
        using (ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create))
            archive.CreateEntryFromFile(inputs[0], Path.GetFileName(inputs[0]));
        string[] both = [.. inputs, zip];
        FinishedRun wanted = temp.Run(both);
        Assert.InRange(wanted.Result.Counts.Duplicates, 2_500, 3_000);
        string[] shards = MakeShards(both, 3);
        AssertSame(wanted, Merge(shards, "merged"));

        File.Move(zip, temp.File("elsewhere.zip"));
        UsageException missing = Assert.Throws<UsageException>(() => Merge(shards, "again"));
        Assert.Contains("demo_tweets_csv_hashed.zip!", missing.Message, StringComparison.Ordinal);
        Assert.Contains("Merge where the archives are", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_whole_set_of_shards_is_named_and_nothing_is_written()
    {
        string[] shards = MakeShards(inputs, 4);
        Refused([shards[0], shards[1], shards[3]], "shard 3/4 missing");
        Refused([shards[0], shards[3]], "shards 2/4, 3/4 missing");
        string copy = temp.File("copy");
        Copy(shards[1], copy);
        Refused([.. shards, copy], "shard 2/4 is there 2 times", shards[1], copy);

        string foreign = Path.Combine(temp.Path, "foreign");
        Run(inputs, new Shard(2, 4), foreign, o => o with { Tweets = TweetsMode.None });
        Refused([shards[0], foreign, shards[2], shards[3]], foreign, "another job", "--tweets was all and is none");
        Directory.Delete(foreign, true);
        Run(inputs[..^1], new Shard(2, 4), foreign);
        Refused([shards[0], foreign, shards[2], shards[3]], foreign, "third_tweets_csv_hashed.csv is missing");
        Directory.Delete(foreign, true);
        Run(inputs, new Shard(2, 5), foreign);
        Refused([.. shards, foreign], foreign, "the number of shards was 4 and is 5");

        FinishedRun dataset = temp.Run(inputs[..1]);
        Refused([shards[0], dataset.Out], dataset.Out, "a finished dataset, not a shard");
        Refused([temp.File("nothing")], temp.File("nothing"), "no such folder");
        Refused([Directory.CreateDirectory(temp.File("empty")).FullName], "no finished shard here");

        string unit = Directory.EnumerateFiles(Path.Combine(shards[2], "units")).Order(StringComparer.Ordinal).First();
        using (FileStream file = File.OpenWrite(unit))
            file.SetLength(file.Length - 1);
        Refused(shards, shards[2], "shard 3/4", "do the shard again");
    }

    /// <summary>Schedulers start tasks again that were done.</summary>
    [Fact]
    public void A_shard_that_is_there_is_not_done_again()
    {
        string folder = MakeShards(inputs, 2)[0];
        DateTime before = File.GetLastWriteTimeUtc(Path.Combine(folder, "shard.json"));
        Assert.Equal(RunOutcome.Done, Assert.Throws<FinishedBeforeException>(() => Run(inputs, new Shard(1, 2), folder)).Outcome);
        Assert.Equal(before, File.GetLastWriteTimeUtc(Path.Combine(folder, "shard.json")));
        Assert.Throws<UsageException>(() => Run(inputs, new Shard(2, 2), folder));
        Run(inputs, new Shard(2, 2), folder, o => o with { Overwrite = true });
        Assert.Contains("\"number\": 2", File.ReadAllText(Path.Combine(folder, "shard.json")), StringComparison.Ordinal);
    }

    /// <summary>What is reported of the inputs is reported of the shards, too, even if merge reads an input again.</summary>
    [Fact]
    public void An_encoding_holds_for_the_shards_and_for_what_merge_reads_again()
    {
        string text = CommandFolder.Header
            + string.Concat(Enumerable.Range(1, 40).Select(i => CommandFolder.Row(i, text: "caf\u00e9 " + i)));
        string[] files = [temp.File("latin_tweets_csv_hashed.csv"), temp.File("latin_tweets_csv_hashed_2.csv")];
        foreach (string file in files)
            File.WriteAllText(file, text, Encoding.Latin1);
        RunOptions Latin(RunOptions o) => o with { ReadAs = new ReadAs("iso-8859-1") };
        FinishedRun wanted = temp.Run(files, Latin);
        Assert.Equal(40, wanted.Result.Counts.Duplicates);
        string[] shards = [temp.File("latin1"), temp.File("latin2")];
        for (int i = 0; i < 2; i++)
            Run(files, new Shard(i + 1, 2), shards[i], Latin);
        AssertSame(wanted, Merge(shards, "latin-merged"));
    }

    private static void AssertSame(FinishedRun wanted, FinishedRun merged)
    {
        Assert.Equal(wanted.Checksums, merged.Checksums);
        Assert.Equal(wanted.Result.Counts, merged.Result.Counts);
        Assert.Equal(wanted.Result.Inputs.Select(i => (i.Entry.SourceName, i.Sha256, i.Counts, i.FirstReject)),
            merged.Result.Inputs.Select(i => (i.Entry.SourceName, i.Sha256, i.Counts, i.FirstReject)));
        Assert.Equal(wanted.Result.Targets, merged.Result.Targets);
    }

    /// <summary>The share of a folder's units among the bytes of all shards.</summary>
    private static double UnitBytes(string shard)
    {
        double Bytes(string folder) => Directory.EnumerateFiles(Path.Combine(folder, "units")).Sum(f => new FileInfo(f).Length);
        return Bytes(shard) / Directory.EnumerateDirectories(Path.GetDirectoryName(shard)!).Sum(Bytes);
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private void Refused(IEnumerable<string> shards, params string[] words)
    {
        UsageException refused = Assert.Throws<UsageException>(() => Merge(shards, "refused"));
        Assert.All(words, w => Assert.Contains(w, refused.Message, StringComparison.Ordinal));
        Assert.False(Directory.Exists(temp.File("refused")), "something was written");
    }

    private string[] MakeShards(IEnumerable<string> files, int of)
    {
        string folder = temp.File($"shards{of}");
        if (Directory.Exists(folder))
            Directory.Delete(folder, true);
        string[] shards = [.. Enumerable.Range(1, of).Select(n => Path.Combine(folder, $"{n:D2}"))];
        for (int n = 1; n <= of; n++)
            Run(files, new Shard(n, of), shards[n - 1], o => o with { Threads = 1 + (n % 3) });
        return shards;
    }

    private static void Run(IEnumerable<string> files, Shard shard, string to, Func<RunOptions, RunOptions>? change = null)
    {
        var options = new RunOptions
        {
            Inputs = [.. files],
            Out = to,
            Lexicon = Lexicon.LoadShipped(),
            Threads = 2,
            Tweets = TweetsMode.All,
            Shard = shard
        };
        RunJob.Run(change?.Invoke(options) ?? options, new RunProgress(), CancellationToken.None);
    }

    private FinishedRun Merge(IEnumerable<string> shards, string to)
    {
        var options = new MergeOptions { Shards = [.. shards], Out = temp.File(to), Lexicon = Lexicon.LoadShipped(), Threads = 2 };
        return new FinishedRun(options.Out, MergeJob.Run(options, new RunProgress(), CancellationToken.None));
    }
}
