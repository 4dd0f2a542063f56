using System.Globalization;
using System.Text.Json;
using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>query and verify as processes: exit codes, messages, pipes.</summary>
public sealed class QueryCommandTests : IDisposable
{
    private readonly CommandFolder folder = new();

    public QueryCommandTests() =>
        folder.RunAboutAll(folder.Csv(
            CommandFolder.Row(1, "camp Ashraf residents"), CommandFolder.Row(2, "سلام دنیا"), CommandFolder.Row(3)))
            .AssertSaid(0);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_question_in_every_way_it_can_be_put()
    {
        Assert.Equal("n\n3\n", Ask("SELECT count(*) AS n FROM tweets", "--format", "csv").Output);
        string file = folder.Bytes("q.sql", "SELECT tweet_text FROM tweets WHERE tweetid = 2; -- one\n"u8.ToArray());
        CommandResult table = Ask("--file", file);
        table.AssertSaid(0);
        Assert.Equal("tweet_text\n──────────\n\u2068سلام دنیا\u2069\n(1 row)\n", table.Output);
        string kept = folder.File("kept.json");
        Assert.Equal("", Ask("SELECT 1 AS x", "--out", kept).Output);
        Assert.Equal(1, JsonDocument.Parse(File.ReadAllText(kept)).RootElement[0].GetProperty("x").GetInt32());
        Assert.Contains("tweets  3 rows", Ask().Output, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
            Assert.Equal("3\n",
                CommandLine.RunProgram("sh",
                    ["-c", $"echo 'SELECT 3' | {CommandLine.InShell} query '{folder.Out}' - --format csv | tail -n 1"]).Output);
    }

    [Fact]
    public void Mistakes_are_explained()
    {
        Ask("SELECT nosuch FROM tweets").AssertFailed(2, "nosuch", "LINE 1", "tweetarchive query " + folder.Out);
        Ask("SELEC").AssertFailed(2, "syntax error", "cookbook.md");
        Ask("DELETE FROM tweets").AssertFailed(2, "only queries");
        Ask("SELECT 1", "--format", "parquet").AssertFailed(2, "--out");
        Ask("SELECT 1", "--file", "x.sql").AssertFailed(2, "twice");
        Ask("--file", folder.File("none.sql")).AssertFailed(2, "no such file");
        Ask(" ").AssertFailed(2, "empty");
        CommandLine.Run("query", folder.File("none"), "SELECT 1").AssertFailed(2, "no such folder");
        CommandLine.Run("query").AssertFailed(2, "--help");
    }

    [Fact]
    public void A_reader_that_stops_early_and_an_interrupt()
    {
        if (!OperatingSystem.IsLinux())
            return;
        string query = $"{CommandLine.InShell} query '{folder.Out}'";
        CommandResult head = CommandLine.RunProgram("bash",
            ["-c", $"{query} \"SELECT i, repeat('x', 100) FROM range(1000000000) t(i)\" --format csv | head -n 2; exit "
                + "${PIPESTATUS[0]}"]);
        head.AssertSaid(0);
        Assert.StartsWith("i,", head.Output, StringComparison.Ordinal);
        Assert.Equal("", head.Error);

        var started = System.Diagnostics.Stopwatch.StartNew();
        CommandResult interrupted = CommandLine.Run(
            ["query", folder.Out, "SELECT count(*) FROM range(100000000000) a(x), range(100) b(y) WHERE x % 7 = y"], process =>
        {
            if (started.Elapsed.TotalSeconds < 2)
                return false;
            OutputFolderTests.Shell("kill", "-INT", process.Id.ToString(CultureInfo.InvariantCulture));
            return true;
        });
        interrupted.AssertFailed(130, "interrupted");
    }

    [Fact]
    public void Verify_says_ok_a_difference_and_where()
    {
        CommandResult sound = CommandLine.Run("verify", folder.Out, "--input", folder.File("x_tweets_csv_hashed.csv"));
        sound.AssertSaid(0);
        Assert.Contains("ok            input: daily_totals (tweets, accounts) = recount", sound.Output, StringComparison.Ordinal);
        Assert.Contains("none differs", sound.Output, StringComparison.Ordinal);
        CommandLine.Run("verify", folder.Out, "--input", folder.File("nowhere.csv"), "--quiet").AssertSaid(3, "not read: ", "nowhere.csv");

        File.Delete(Path.Combine(folder.Out, "hours.parquet"));
        CommandResult damaged = CommandLine.Run("verify", folder.Out, "--quiet");
        damaged.AssertSaid(5);
        Assert.StartsWith("DIFFERENT     files: checksum of hours.parquet: at hours.parquet: expected a file, found none. What to do: ",
            damaged.Output, StringComparison.Ordinal);
        CommandResult json = CommandLine.Run("verify", folder.Out, "--json");
        Assert.Equal(5, json.ExitCode);
        List<JsonElement> lines = [
            .. json.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
        Assert.Equal("hours.parquet",
            Assert.Single(lines, l => l.GetProperty("status").GetString() == "different").GetProperty("where").GetString());
        CommandLine.Run("verify", folder.File("none")).AssertFailed(2, "no such folder");
        CommandLine.Run("verify", folder.Out, "--figures", folder.File("none.tsv")).AssertFailed(2, "no such file");
    }

    private CommandResult Ask(params string[] args) => CommandLine.Run(["query", folder.Out, .. args]);
}
