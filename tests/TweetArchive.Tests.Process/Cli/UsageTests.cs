using System.Text.Json;
using TweetArchive.Synth;
using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>Options, summaries and what else a person meets at the command line.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly CommandFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("--max-rejects=many", "--max-rejects 'many'", "100 or 0.5%")]
    [InlineData("--max-rejects=-1", "--max-rejects '-1'")]
    [InlineData("--max-rejects=101%", "--max-rejects '101%'")]
    [InlineData("--max-rejects=", "--max-rejects")]
    [InlineData("--threads=0", "--threads '0'", "1 to 256")]
    [InlineData("--threads=many", "--threads")]
    [InlineData("--memory=lots", "'lots' is not a size")]
    [InlineData("--memory=0", "--memory '0' is not a size")]
    [InlineData("--memory=", "Required argument missing for option: '--memory'")]
    [InlineData("--memory=NaN", "--memory 'NaN' is not a size")]
    [InlineData("--memory=5X", "--memory '5X' is not a size")]
    [InlineData("--memory=0.1K", "--memory 0.1K: that is 102 B")]
    [InlineData("--memory=1000000000000G", "--memory '1000000000000G' is more than any machine has")]
    [InlineData("--memory=1025T", "--memory '1025T' is more than any machine has")]
    [InlineData("--checkpoint=0", "--checkpoint '0' is not a size")]
    [InlineData("--checkpoint=-1G", "--checkpoint '-1G' is not a size")]
    [InlineData("--checkpoint=9999999T", "--checkpoint '9999999T' is more than any machine has")]
    [InlineData("--threads=", "Required argument missing for option: '--threads'")]
    [InlineData("--threads=-1", "--threads '-1' is not a number from 1 to 256")]
    [InlineData("--threads=257", "--threads '257' is not a number from 1 to 256")]
    [InlineData("--threads=99999999999999999999", "--threads '99999999999999999999' is not a number from 1 to 256")]
    [InlineData("--threads=1.5", "--threads '1.5' is not a number from 1 to 256")]
    [InlineData("--shards=0", "--shards '0' is not a number from 1 to 1000000")]
    [InlineData("--shard=1/9999999999", "--shard 1/9999999999")]
    [InlineData("--shard=0/2", "--shard 0/2")]
    [InlineData("--shard=3/2", "--shard 3/2")]
    [InlineData("--max-rejects=NaN%", "--max-rejects 'NaN%'")]
    [InlineData("--max-rejects=-Infinity%", "--max-rejects '-Infinity%'")]
    [InlineData("--max-rejects=99999999999999999999", "--max-rejects '99999999999999999999'")]
    [InlineData("--memory=-5M", "'-5M' is not a size")]
    [InlineData("--memory=10", "--memory 10: that is 10 B", "10M or 10G")]
    [InlineData("--thraeds=2", "'--thraeds=2'", "Did you mean: --threads?")]
    [InlineData("--tweets=some", "some")]
    [InlineData("--targets=/no/such/lexicon.tsv", "/no/such/lexicon.tsv")]
    public void Wrong_options(string option, params string[] words)
    {
        string csv = folder.Csv(CommandFolder.Row(1));
        CommandLine.Run("run", csv, "--out", folder.Out, option).AssertFailed(2, words);
        folder.AssertNothingWritten();
    }

    /// <summary>Zero, less, much, nothing, another unit: what is not a number within bounds is refused by the option's name.</summary>
    [Theory]
    [InlineData("--window '-1' is not a number from 0 to 60", "analyze", "x", "--window", "-1")]
    [InlineData("--window '1h' is not a number from 0 to 60", "analyze", "x", "--window", "1h")]
    [InlineData("--most-accounts '1' is not a number from 2 to 100000", "analyze", "x", "--most-accounts", "1")]
    [InlineData("--fewest-objects '0' is not a number from 1 to 2147483647", "analyze", "x", "--fewest-objects", "0")]
    [InlineData("--memory '0' is not a size", "analyze", "x", "--memory", "0")]
    [InlineData("--memory '-1M' is not a size", "query", "x", "SELECT 1", "--memory", "-1M")]
    [InlineData("--memory '5000T' is more than any machine has", "verify", "x", "--memory", "5000T")]
    [InlineData("--memory '0' is not a size", "merge", "x", "--out", "y", "--memory", "0")]
    [InlineData("--max-rows '-1' is not a number from 0 to 2147483647", "query", "x", "--max-rows", "-1")]
    [InlineData("--width '-1' is not a number from 0 to 10000", "query", "x", "--width", "-1")]
    [InlineData("--width '2' is not a share between 0 and 1", "sample", "x", "--width", "2")]
    [InlineData("--expected 'NaN' is not a share between 0 and 1", "sample", "x", "--expected", "NaN")]
    [InlineData("--untagged '-1' is not a number from 0 to 1000000", "sample", "x", "--untagged", "-1")]
    [InlineData("--seed 'x' is not a number", "sample", "x", "--seed", "x")]
    [InlineData("--most '0' is not a number from 1 to 1000000", "targets", "suggest", "x", "--most", "0")]
    [InlineData("--simulate '-3' is not a number from 0 to 1000000", "evaluate", "x", "--simulate", "-3")]
    [InlineData("--seed '99999999999' is not a number", "evaluate", "x", "--seed", "99999999999")]
    [InlineData("--tweets '0' is not a number from 1 to 100000000000", "synth", "--out", "x.csv", "--tweets", "0")]
    [InlineData("--tweets '99999999999999999999' is not a number", "synth", "--out", "x.csv", "--tweets", "99999999999999999999")]
    [InlineData("--accounts '-1' is not a number", "synth", "--out", "x.csv", "--tweets", "9", "--accounts", "-1")]
    [InlineData("--mention-rate '7' is not a share from 0 to 1", "synth", "--out", "x.csv", "--tweets", "9", "--mention-rate", "7")]
    [InlineData("--mention-rate 'x' is not a share from 0 to 1", "synth", "--out", "x.csv", "--tweets", "9", "--mention-rate", "x")]
    [InlineData("--seed '-1' is not a number", "synth", "--out", "x.csv", "--tweets", "9", "--seed", "-1")]
    [InlineData("--shards '10001' is not a number from 1 to 10000", "slurm", "x", "--out", "y", "--shards", "10001")]
    [InlineData("--cpus '0' is not a number from 1 to 256", "slurm", "x", "--out", "y", "--shards", "2", "--cpus", "0")]
    public void Numbers_out_of_bounds(string message, params string[] command) => CommandLine.Run(command).AssertFailed(2, message);

    [Fact]
    public void Nothing_to_do()
    {
        CommandLine.Run().AssertSaid(2);
        CommandLine.Run("run").AssertFailed(2, "--out", "--help");
        CommandLine.Run("nonsense").AssertFailed(2, "nonsense");
        CommandResult help = CommandLine.Run("run", "--help");
        help.AssertSaid(0);
        Assert.Contains("Exit codes:", help.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown command 'rnu'. Did you mean: run?", "Try: tweetarchive --help", "rnu", "down")]
    [InlineData("unknown command 'helpp'. Did you mean: help?", "Try: tweetarchive --help", "helpp")]
    [InlineData("unknown command 'rnu'. Did you mean: run?", "Try: tweetarchive --help", "help", "rnu")]
    [InlineData("unknown command 'rnu'. Did you mean: run?", "Try: tweetarchive --help", "rnu", "--help")]
    [InlineData("unknown command 'chekc'. Did you mean: check?", "Try: tweetarchive targets --help", "help", "targets", "chekc")]
    [InlineData("unknown option '--versoin'. Did you mean: --version?", "Try: tweetarchive --help", "--versoin")]
    [InlineData("unknown option '--hlep'. Did you mean: --help?", "Try: tweetarchive run --help", "run", "x", "--out", "y", "--hlep")]
    [InlineData("unknown command 'chekc'. Did you mean: check?", "Try: tweetarchive targets --help", "targets", "chekc")]
    [InlineData("unknown option '--onyl'. Did you mean: --only?", "Try: tweetarchive analyze --help", "analyze", "x", "--onyl", "spikes")]
    [InlineData("unknown option '--zzz'.", "Try: tweetarchive targets check --help", "targets", "check", "--zzz")]
    public void Mistyped_words(string message, string hint, params string[] words)
    {
        CommandResult result = CommandLine.Run(words);
        Assert.Equal(2, result.ExitCode);
        Assert.Equal($"tweetarchive: {message}\n{hint}\n", result.Error);
    }

    [Fact]
    public void Help_and_version_are_words_too()
    {
        Assert.Equal(CommandLine.Run("--version").Output, CommandLine.Run("version").Output);
        Assert.Equal(CommandLine.Run("--help").Output, CommandLine.Run("help").Output);
        Assert.Equal(CommandLine.Run("targets", "check", "--help").Output, CommandLine.Run("help", "targets", "check").Output);
        string[] lines = CommandLine.Run("run", "--help").Output.Split('\n');
        // Examples are as written, everything else is filled.
        Assert.All(lines.Where(l => !l.StartsWith("  tweetarchive", StringComparison.Ordinal)), l => Assert.True(l.Length <= 120, l));
        if (!OperatingSystem.IsWindows())
            CommandLine.Run("/?").AssertFailed(2, "'/?'");
    }

    [Fact]
    public void A_text_that_begins_with_a_handle_is_a_text()
    {
        CommandResult result = CommandLine.Run("targets", "explain", "@AlinejadMasih good luck");
        result.AssertSaid(0);
        Assert.Contains("alinejad: alias 'AlinejadMasih'", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_without_quotes_is_one_query()
    {
        folder.Run(folder.Csv(CommandFolder.Row(1)), "--quiet").AssertSaid(0);
        CommandResult result =
            CommandLine.Run("query", folder.Out, "SELECT", "count(tweetid)", "AS", "n", "FROM", "tweets", "--format", "csv");
        Assert.Equal("n\n1\n", result.Output);
        CommandLine.Run("query", folder.Out, "SELECT", folder.Out, "FROM", "tweets")
            .AssertFailed(2, "without quotes the shell writes names of files for *");
    }

    [Fact]
    public void A_failure_is_json_too()
    {
        CommandResult result = CommandLine.Run("run", folder.File("none.csv"), "--out", folder.Out, "--json");
        Assert.Equal(2, result.ExitCode);
        JsonElement root = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal((2, folder.Out), (root.GetProperty("exit_code").GetInt32(), root.GetProperty("dataset").GetString()));
        Assert.Contains("none.csv", root.GetProperty("problems")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("none.csv", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_as_json_and_as_text_agree()
    {
        SynthResult synth = SynthArchive.Write(new SynthOptions { Tweets = 500, OutPath = folder.File("x_tweets.csv"), MentionRate = 0.3 });
        CommandResult json = folder.RunAboutAll(synth.TweetsPath, synth.UsersPath!, "--json");
        json.AssertSaid(0);
        Assert.Equal("", json.Error);
        JsonElement root = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal((0, 500, 500, 0, synth.TaggedTweets, synth.UsersFileAccounts),
            (Number("exit_code"), Number("records"), Number("tweets"), Number("rejected"), Number("tagged_tweets"), Number("users")));
        Assert.Equal("x", root.GetProperty("datasets")[0].GetProperty("dataset").GetString());
        Assert.Equal(folder.Out, root.GetProperty("dataset").GetString());
        Assert.Equal(Path.Combine(folder.Out, "report.html"), root.GetProperty("report").GetString());
        Assert.True(root.GetProperty("seconds").GetDouble() > 0);
        Assert.Equal(64, root.GetProperty("lexicon_sha256").GetString()!.Length);

        CommandResult text = folder.RunAboutAll(synth.TweetsPath, synth.UsersPath!, "--overwrite");
        Assert.Contains("500 records = 500 tweets + 0 rejected + 0 duplicates", text.Output, StringComparison.Ordinal);
        Assert.Contains($"{synth.TaggedTweets} tweets mention a target", text.Output, StringComparison.Ordinal);
        Assert.Equal("", folder.RunAboutAll(synth.TweetsPath, "--overwrite", "--quiet").Output);

        long Number(string name) => root.GetProperty(name).GetInt64();
    }

    [Fact]
    public void Inspect_says_what_files_are_as_text_and_as_json()
    {
        SynthResult synth = SynthArchive.Write(
            new SynthOptions
            {
                Tweets = 3000,
                OutPath = folder.File("thai_092020_tweets_csv_hashed.zip"),
                Dialect = SynthDialect.Thailand202009,
                Variant = SynthVariant.C
            });
        folder.Bytes("bad.csv", "a,b\n"u8.ToArray());
        CommandResult text = CommandLine.Run("inspect", folder.Path);
        text.AssertSaid(3, "not read: bad.csv:", "has no column");
        Assert.Contains("thai_092020: not a release that this program knows\n", text.Output, StringComparison.Ordinal);
        Assert.Matches("  tweets, order C +3,000 rows  ", text.Output);
        Assert.Contains("coordinates: absent; without poll_choices\n", text.Output, StringComparison.Ordinal);
        Assert.Contains("  accounts   ", text.Output, StringComparison.Ordinal);
        Assert.Contains("2 files in 1 dataset: 3,000 tweets, ", text.Output, StringComparison.Ordinal);

        CommandResult json = CommandLine.Run("inspect", folder.Path, "--json");
        Assert.Equal(3, json.ExitCode);
        List<JsonElement> entries = [
            .. json.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
        Assert.Equal(3, entries.Count);
        JsonElement tweets = entries.Single(e => e.GetProperty("kind").GetString() == "tweets");
        Assert.Equal("thai_092020", tweets.GetProperty("dataset").GetString());
        Assert.Equal((3000, true), (tweets.GetProperty("records_estimated").GetInt64(), tweets.GetProperty("records_exact").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, tweets.GetProperty("release").ValueKind);
        JsonElement users = entries.Single(e => e.GetProperty("kind").GetString() == "users");
        Assert.Equal((synth.UsersFileAccounts, true),
            (users.GetProperty("records_estimated").GetInt64(), users.GetProperty("records_exact").GetBoolean()));
        CommandLine.Run("inspect", folder.File("nothing.csv")).AssertFailed(2, "no such file");
    }

    /// <summary>Ctrl-C while it reads: code 130, and nothing of the run is left.</summary>
    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public void Interrupted(string signal)
    {
        if (!OperatingSystem.IsLinux())
            return;
        SynthResult synth = SynthArchive.Write(
            new SynthOptions { Tweets = 5000, OutPath = folder.File("one_tweets.csv"), UsersFile = false });
        byte[] csv = File.ReadAllBytes(synth.TweetsPath);
        int header = csv.AsSpan().IndexOf((byte)'\n') + 1;
        string big = folder.File("big_tweets.csv");
        using (FileStream file = File.Create(big))
        {
            file.Write(csv.AsSpan(0, header));
            for (int i = 0; i < 120; i++)
                file.Write(csv.AsSpan(header));
        }

        CommandResult result = CommandLine.Run(["run", big, "--out", folder.Out], process =>
        {
            if (!Directory.Exists(Path.Combine(folder.Out, ".work", "dataset")))
                return false;
            OutputFolderTests.Shell("kill", signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return true;
        });
        result.AssertFailed(130, "interrupted", "The same command");
        // A machine that is busy with other things may need longer than the moment that a command has to end by itself.
        Assert.False(File.Exists(Path.Combine(folder.Out, "manifest.json")));
        if (!result.Error.Contains("in the middle", StringComparison.Ordinal))
            folder.AssertNothingWritten();
    }
}
