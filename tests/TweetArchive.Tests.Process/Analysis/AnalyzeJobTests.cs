using System.Text.Json.Nodes;
using TweetArchive.Analysis;
using TweetArchive.Dataset;
using TweetArchive.Requests;
using TweetArchive.Synth;
using TweetArchive.Tables;
using Xunit;

namespace TweetArchive.Tests.Analysis;

/// <summary>The frame: manifest, determinism, scope, errors.</summary>
[Collection(nameof(PlantedDataset))]
public sealed class AnalyzeJobTests(PlantedDataset planted)
{
    [Fact]
    public void Every_file_is_in_the_manifest_with_its_checksum()
    {
        string dataset = planted.FinishedRun.Out;
        JsonArray files = JsonNode.Parse(File.ReadAllBytes(Path.Combine(dataset, "manifest.json")))!["files"]!.AsArray();
        Dictionary<string, string> listed = files.ToDictionary(f => $"{f!["name"]}", f => $"{f!["sha256"]}");
        Assert.All(planted.Result.Files, f => Assert.Equal(f.Sha256, listed[f.Name]));
        string[] there = [.. Directory.EnumerateFiles(dataset, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(dataset, f)).Where(f => f != "manifest.json")];
        Assert.Equal(there.Order(StringComparer.Ordinal), listed.Keys.Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(dataset, ".work")));
    }

    [Fact]
    public void A_new_run_knows_what_to_remove() =>
        Assert.Equal(TableList.AddedByAnalyses, Analyses.All.SelectMany(a => a.Tables).Select(t => t.Name)
            // What people read, by evaluate --labels.
            .Append("estimates").Order(StringComparer.Ordinal));

    [Fact]
    public void The_same_bytes_for_any_threads_and_any_memory()
    {
        using var folder = new TempDatasets();
        // Languages are learned for most of the time: another test has them.
        SynthStories stories = SynthStories.All & ~SynthStories.Languages;
        var few = new SynthOptions { Tweets = 4_000, OutPath = folder.File("few_tweets_csv_hashed.csv"), Stories = stories };
        FinishedRun run = folder.Run([SynthArchive.Write(few).TweetsPath]);
        AnalyzeResult result = PlantedDataset.Analyze(run.Out);
        AnalyzeResult other = PlantedDataset.Analyze(run.Out, o => o with { Threads = 1, Memory = 40_000 });
        Assert.Equal(["reference_neighbours.parquet", "tweet_languages.parquet"],
            result.Files.Where(f => f.Rows == 0 && f.Name.EndsWith(".parquet", StringComparison.Ordinal)).Select(f => f.Name));
        Assert.Equal(result.Files, other.Files);
        Assert.Equal(other.Files, PlantedDataset.Analyze(run.Out, o => o with { Threads = 3 }).Files);
    }

    [Fact]
    public void The_same_languages_for_any_threads_and_any_memory()
    {
        using var folder = new TempDatasets();
        FinishedRun run = folder.Run([PlantedDataset.Languages(folder, 1_200).TweetsPath]);
        AnalyzeResult result = PlantedDataset.Analyze(run.Out, o => o with { Only = ["language"] });
        Assert.True(result.Files.Single(f => f.Name == "tweet_languages.parquet").Rows > 0);
        AnalyzeResult other = PlantedDataset.Analyze(run.Out, o => o with { Threads = 1, Memory = 60_000, Only = ["language"] });
        Assert.Equal(result.Files, other.Files);
    }

    [Fact]
    public void Some_analyses_replace_their_tables_alone()
    {
        FinishedRun again = planted.Again(TweetsMode.Tagged);
        PlantedDataset.Analyze(again.Out, o => o with { Only = ["spikes", "labels"] });
        AnalyzeResult result = PlantedDataset.Analyze(again.Out, o => o with { Only = ["coordination"] });
        Assert.Equal("tagged", result.Scope);
        Assert.Contains(result.Done.Single().Notes, n => n.Contains("only tagged tweets", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(again.Out, "spikes.parquet")));
        JsonNode manifest = JsonNode.Parse(File.ReadAllBytes(Path.Combine(again.Out, "manifest.json")))!;
        Assert.Equal(["coordination", "labels", "spikes"],
            manifest["analyses"]!.AsObject().Select(a => a.Key).Order(StringComparer.Ordinal));
        using var db = new DuckDb();
        Assert.Equal("tagged", db.Scalar(
            $"select decode(value) from parquet_kv_metadata({DuckDb.Quote(Path.Combine(again.Out, "coordination_edges.parquet"))}) "
            + "where decode(key) = 'tweetarchive.scope'"));
    }

    [Fact]
    public void Without_tweets_what_needs_them_is_empty_and_says_so()
    {
        FinishedRun again = planted.Again(TweetsMode.None);
        AnalyzeResult result = PlantedDataset.Analyze(again.Out);
        using var db = new DuckDb();
        Assert.Equal(0, db.Long($"select count(*) from {again.Table("coordination_edges")}"));
        Assert.Equal(0, db.Long($"select count(*) from {again.Table("narrative_copies")}"));
        Assert.Equal(3, db.Long($"select count(*) from {again.Table("spikes")} where period = 'day' and top_tweetids is null"));
        Assert.Contains(result.Done, d => d.Notes.Any(n => n.Contains("--tweets all", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_damaged_part_is_named_and_nothing_is_written()
    {
        FinishedRun again = planted.Again(TweetsMode.All);
        string part = Path.Combine(again.Out, "tweets", "part-00001.parquet");
        byte[] bytes = File.ReadAllBytes(part);
        File.WriteAllBytes(part, bytes[..(bytes.Length / 2)]);
        string message = Assert.Throws<DatasetException>(() => PlantedDataset.Analyze(again.Out)).Message;
        Assert.Contains("part-00001.parquet", message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(again.Out, "spikes.parquet")));
        Assert.False(Directory.Exists(Path.Combine(again.Out, ".work")));
    }

    [Theory]
    [InlineData("--only", "spikes,nonsense")]
    [InlineData("--window", "-1")]
    [InlineData("--window", "90")]
    [InlineData("--most-accounts", "1")]
    [InlineData("--lookalikes", "/does/not/exist")]
    public void Wrong_options_are_named(string option, string value) =>
        CommandLine.Run("analyze", planted.FinishedRun.Out, option, value).AssertFailed(2, option);

    [Fact]
    public void What_is_no_dataset_is_refused()
    {
        string empty = planted.File("empty");
        Directory.CreateDirectory(empty);
        CommandLine.Run("analyze", empty).AssertFailed(2, "manifest.json", "tweetarchive run");
        CommandLine.Run("analyze", planted.File("nowhere")).AssertFailed(2, "no such folder");
        Assert.Empty(Directory.EnumerateFileSystemEntries(empty));
    }

    [Fact]
    public void Run_and_analyze_in_one()
    {
        string to = planted.File("both");
        CommandResult result = CommandLine.Run("run", planted.Synth.TweetsPath, "--out", to, "--tweets", "tagged", "--analyze");
        result.AssertSaid(0);
        Assert.Contains("spikes.parquet", result.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(to, "spikes.parquet")));
    }
}
