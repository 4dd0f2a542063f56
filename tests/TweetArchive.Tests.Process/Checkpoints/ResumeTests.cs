using TweetArchive.Archives;
using TweetArchive.Dataset;
using TweetArchive.Jobs;
using TweetArchive.Reading;
using TweetArchive.Requests;
using TweetArchive.Synth;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Checkpoints;

/// <summary>A run that was stopped resumes with what it had finished, and only with that.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly TempDatasets temp = new();
    private readonly string[] inputs;
    private RunOptions options;

    public ResumeTests()
    {
        SynthResult synth = temp.Synth(12_000);
        inputs = [synth.TweetsPath, synth.UsersPath!];
        options = new RunOptions
        {
            Inputs = inputs,
            Out = temp.File("out"),
            Lexicon = Lexicon.LoadShipped(),
            Threads = 2,
            Tweets = TweetsMode.All,
            CheckpointBytes = 1 << 18
        };
    }

    public void Dispose() => temp.Dispose();

    private string Units => Path.Combine(options.Out, ".work", "units");

    [Fact]
    public void An_interrupted_run_goes_on_where_it_stopped()
    {
        FinishedRun wanted = temp.Run(inputs);
        int kept = Interrupt();
        RunResult result = Resume();
        Assert.Equal(kept, result.ResumedUnits);
        AssertSame(wanted, result);
    }

    /// <summary>What a loss of power may leave: a file that lacks its end, one with a hole, one that never got its name.</summary>
    [Fact]
    public void Files_that_are_not_whole_are_done_again()
    {
        FinishedRun wanted = temp.Run(inputs);
        int kept = Interrupt();
        string[] files = UnitFiles();
        using (FileStream file = File.OpenWrite(files[0]))
            file.SetLength(file.Length / 2);
        using (FileStream file = File.OpenWrite(files[1]))
            file.Write(new byte[512]);
        File.WriteAllBytes(files[2], []);
        File.WriteAllText(Path.Combine(Units, "unit-99999.unit.tmp"), "never named");
        RunResult result = Resume();
        Assert.Equal(kept - 3, result.ResumedUnits);
        AssertSame(wanted, result);
    }

    /// <summary>The second pass, over tweets that occur twice, is resumed as well.</summary>
    [Fact]
    public void A_run_with_duplicates_goes_on_in_either_pass()
    {
        string copy = temp.File("demo_tweets_csv_hashed_2.csv");
        File.Copy(inputs[0], copy);
        string[] twice = [.. inputs, copy];
        FinishedRun wanted = temp.Run(twice);
        Assert.Equal(12_000, wanted.Result.Counts.Duplicates);
        Interrupt(twice);
        Interrupt(twice, "again-*.unit");
        AssertSame(wanted, Resume(twice));
    }

    /// <summary>So is the one that leaves out what a later release has.</summary>
    [Fact]
    public void A_run_that_counts_tweets_of_two_datasets_once_goes_on_in_either_pass()
    {
        string copy = temp.File("thailand_092020_tweets_csv_hashed.csv");
        File.Copy(inputs[0], copy);
        string[] twice = [.. inputs, copy];
        options = options with { Dedupe = true };
        FinishedRun wanted = temp.Run(twice, o => o with { Dedupe = true });
        Assert.Equal((12_000, 12_000), (wanted.Result.Counts.Duplicates, wanted.Result.TweetsInSeveral));
        Interrupt(twice);
        Interrupt(twice, "again-*.unit");
        AssertSame(wanted, Resume(twice));
    }

    [Fact]
    public void Another_run_is_refused_with_what_differs()
    {
        FinishedRun wanted = temp.Run(inputs);
        Interrupt();
        Refused(options with { Tweets = TweetsMode.None }, "--tweets was all and is none");
        Refused(options with { Dedupe = true }, "--dedupe was off and is on");
        Refused(options with { CheckpointBytes = 1 << 20 }, "--checkpoint was 262144 bytes and is 1048576 bytes");
        Refused(options with { Inputs = inputs[..1] }, "demo_users_csv_hashed.csv is missing");
        Refused(options with { Shard = new Shard(1, 2) }, "the number of shards was none and is 2");
        string added = temp.File("later_tweets_csv_hashed.csv");
        File.Copy(inputs[0], added);
        Refused(options with { Inputs = [.. inputs, added] }, "later_tweets_csv_hashed.csv is new");

        byte[] users = File.ReadAllBytes(inputs[1]);
        DateTime written = File.GetLastWriteTimeUtc(inputs[1]);
        File.WriteAllBytes(inputs[1], users[..^1]);
        Refused(options, FormattableString.Invariant($"demo_users_csv_hashed.csv had {users.Length} bytes and has {users.Length - 1}"));
        byte[] other = [.. users];
        other[^5] ^= 1;
        File.WriteAllBytes(inputs[1], other);
        Refused(options, "demo_users_csv_hashed.csv holds something else");
        File.WriteAllBytes(inputs[1], users);
        File.SetLastWriteTimeUtc(inputs[1], written.AddSeconds(1));
        Refused(options, "demo_users_csv_hashed.csv was written to on");

        // And what was done is still there for the run that it belongs to.
        File.SetLastWriteTimeUtc(inputs[1], written);
        RunResult result = Resume();
        Assert.True(result.ResumedUnits > 0);
        AssertSame(wanted, result);
    }

    /// <summary>What only the end of a job depends on may change between a start and its resume: the later command holds.</summary>
    [Fact]
    public void A_limit_of_rejects_that_changed_holds_as_it_is_now()
    {
        File.AppendAllText(inputs[0], "\"no tweet\"\n");
        FinishedRun wanted = temp.Run(inputs);
        options = options with { MaxRejects = new RejectLimit(5, null) };
        int kept = Interrupt();
        options = options with { MaxRejects = new RejectLimit(0, null) };
        RunResult result = Resume();
        Assert.Equal((kept, RunOutcome.TooManyRejects), (result.ResumedUnits, result.Outcome));
        AssertSame(wanted, result);
    }

    /// <summary>Its size, its time and its ends are those of before.</summary>
    [Fact]
    public void A_file_that_was_changed_in_its_middle_between_a_start_and_its_resume_is_found()
    {
        Interrupt();
        MiddleOfFile.Change(inputs[0]);
        InputChangedException found = Assert.Throws<InputChangedException>(() => Resume());
        Assert.Contains("are not those of which the checksum was taken", found.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(options.Out, "manifest.json")));
    }

    [Fact]
    public void Only_one_run_at_a_time_works_in_a_folder()
    {
        using OutputFolder held = OutputFolder.Open(options.Out, overwrite: false, "key");
        FolderInUseException refused = Assert.Throws<FolderInUseException>(() => OutputFolder.Open(options.Out, overwrite: false, "key"));
        Assert.Contains("another run is at work", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Something is where a file is to go: the moves stop half-way, and the next run does the rest.</summary>
    [Fact]
    public void A_publication_that_stopped_half_way_is_finished_by_the_next_run()
    {
        FinishedRun old = temp.Run(inputs[..1]);
        FinishedRun wanted = temp.Run(inputs);
        foreach (string obstacle in new[] { "accounts.parquet", "hours.parquet", "rejects.parquet", "tweets", "manifest.json" })
        {
            string to = temp.File("published");
            CopyDataset(old.Out, to);
            string place = Path.Combine(to, obstacle);
            if (Directory.Exists(place))
                Directory.Delete(place, true);
            File.Delete(place);
            if (obstacle == "tweets")
                File.WriteAllText(place, "in the way");
            else
                Directory.CreateDirectory(Path.Combine(place, "in the way"));
            RunOptions again = options with { Out = to, Overwrite = true };
            PublicationException stopped =
                Assert.Throws<PublicationException>(() => RunJob.Run(again, new RunProgress(), CancellationToken.None));
            Assert.Contains("the same command moves what is left of them into place", stopped.Message, StringComparison.Ordinal);
            Assert.False(File.Exists(Path.Combine(to, "manifest.json")), "half a dataset looks like one");

            if (obstacle == "tweets")
                File.Delete(place);
            else
                Directory.Delete(place, true);
            Assert.Throws<FinishedBeforeException>(() => RunJob.Run(again, new RunProgress(), CancellationToken.None));
            Assert.Equal(Files(wanted.Out), Files(to));
            Directory.Delete(to, true);
        }
    }

    private void Refused(RunOptions other, string difference)
    {
        UsageException refused = Assert.Throws<UsageException>(() => RunJob.Run(other, new RunProgress(), CancellationToken.None));
        Assert.Contains(difference, refused.Message, StringComparison.Ordinal);
        Assert.Contains("delete", refused.Message, StringComparison.Ordinal);
    }

    private string[] UnitFiles(string pattern = "unit-*.unit") =>
        Directory.Exists(Units) ? [.. Directory.EnumerateFiles(Units, pattern).Order(StringComparer.Ordinal)] : [];

    /// <summary>Starts a run and cancels it once some units are kept; returns how many are.</summary>
    private int Interrupt(string[]? files = null, string pattern = "unit-*.unit")
    {
        using var cancel = new CancellationTokenSource();
        var watch = new Thread(() =>
        {
            while (UnitFiles(pattern).Length < 4)
                Thread.Sleep(1);
            cancel.Cancel();
        })
        { IsBackground = true };
        watch.Start();
        var stopped = Assert.Throws<InterruptedRunException>(
            () => RunJob.Run(options with { Inputs = files ?? inputs }, new RunProgress(), cancel.Token));
        watch.Join();
        int kept = UnitFiles().Length;
        Assert.Contains($"{kept + UnitFiles("again-*.unit").Length} finished units", stopped.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(options.Out, "manifest.json")));
        return kept;
    }

    private RunResult Resume(string[]? files = null) =>
        RunJob.Run(options with { Inputs = files ?? inputs, Threads = 1, Memory = 1 << 20 }, new RunProgress(), CancellationToken.None);

    private void AssertSame(FinishedRun wanted, RunResult result)
    {
        Assert.Equal(wanted.Checksums, new FinishedRun(options.Out, result).Checksums);
        Assert.Equal(wanted.Result.Inputs.Select(i => i.Sha256), result.Inputs.Select(i => i.Sha256));
        Assert.False(Directory.Exists(Path.Combine(options.Out, ".work")), "scratch is left");
    }

    private static void CopyDataset(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Every Parquet file's bytes, in short.</summary>
    private static List<string> Files(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith("manifest.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(f => Path.GetRelativePath(folder, f)
                + (File.Exists(f) ? " " + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f))) : ""))];
}
