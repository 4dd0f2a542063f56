using TweetArchive.Dataset;
using TweetArchive.Jobs;
using TweetArchive.Merging;
using TweetArchive.Reading;
using TweetArchive.Requests;
using TweetArchive.Synth;
using TweetArchive.Targets;
using Xunit;

namespace TweetArchive.Tests.Jobs;

/// <summary>
/// A release searched for some targets gives the same of these as one that is searched for all; what is left out is counted.
/// </summary>
public sealed class TargetsGroupTests(TargetsGroupTests.Archives archives) : IClassFixture<TargetsGroupTests.Archives>, IDisposable
{
    private static readonly Lexicon Shipped = Lexicon.LoadShipped();

    private readonly TempDatasets temp = new();
    private readonly string[] inputs = archives.Paths;

    /// <summary>Two releases of different states, and a collection that is none.</summary>
    public sealed class Archives : IDisposable
    {
        private readonly TempDatasets temp = new();

        public Archives() => Paths =
        [
            temp.Synth(4_000, "iranian_tweets_csv_hashed.csv", rate: 0.6).TweetsPath,
            temp.Synth(1_500, "thailand_092020_tweets_csv_hashed.csv", SynthDialect.Iran201901, seed: 5, rate: 0.6).TweetsPath,
            temp.Synth(1_000, "mine_tweets_csv_hashed.csv", seed: 6, rate: 0.6).TweetsPath,
        ];

        public string[] Paths { get; }

        public void Dispose() => temp.Dispose();
    }

    public void Dispose() => temp.Dispose();

    [Fact]
    public void Mentions_are_those_of_a_run_about_all_targets_without_the_targets_not_asked()
    {
        FinishedRun all = temp.Run(inputs, o => o with { Asked = TargetChoice.AllOf(Shipped) });
        FinishedRun some = temp.Run(inputs);
        using var duck = new DuckDb();
        foreach (DatasetResult dataset in some.Result.Datasets)
        {
            string[] asked = [.. Shipped.Targets.Where((_, i) => dataset.Asked[i]).Select(t => DuckDb.Quote(t.Id))];
            string here = $"dataset = {DuckDb.Quote(dataset.Name)}", those = $"{here} AND target_id IN ({string.Join(", ", asked)})";
            foreach (string table in new[] { "mentions", "daily_mentions" })
            {
                Assert.Equal(duck.Lines($"SELECT * FROM {all.Table(table)} WHERE {those} ORDER BY ALL"),
                    duck.Lines($"SELECT * FROM {some.Table(table)} WHERE {here} ORDER BY ALL"));
            }

            foreach (string table in new[] { "hashtags", "domains", "clients", "account_targets" })
            {
                Assert.Equal(duck.Lines($"SELECT * FROM {all.Table(table)} WHERE {here} AND (target_id = '*' OR {those}) ORDER BY ALL"),
                    duck.Lines($"SELECT * FROM {some.Table(table)} WHERE {here} ORDER BY ALL"));
            }

            string left = $"FROM {all.Table("mentions")} WHERE {here} AND decision = 'tag' "
                + $"AND target_id NOT IN ({string.Join(", ", asked)})";
            Assert.Equal(duck.Long($"SELECT count(DISTINCT tweetid) {left}"), dataset.LeftOut);
            Assert.Equal(duck.Lines($"SELECT target_id, count(DISTINCT tweetid) {left} GROUP BY 1 ORDER BY 2 DESC, 1"),
                dataset.LeftOutByTarget.Select(t => $"{t.Key}|{t.Value}"));
        }

        Assert.Equal([("iranian", false), ("mine", true), ("thailand_092020", false)],
            some.Result.Datasets.Select(d => (d.Name, d.Asked.All)));
        Assert.True(some.Result.Datasets.Where(d => !d.Asked.All).All(d => d.LeftOut > 50), "little is left out: not a test of much");
        Assert.True(duck.Long($"SELECT count(*) FROM {some.Table("mentions")} WHERE dataset = 'iranian'") > 500,
            "few mentions: not a test of much");
    }

    [Fact]
    public void The_manifest_says_what_was_asked_and_what_that_left_out()
    {
        FinishedRun run = temp.Run(inputs, o => o with { Asked = TargetChoice.Parse(Shipped, "iran") });
        DatasetManifest manifest = DatasetFolder.Open(run.Out).Manifest;
        Assert.Equal("iran", manifest.Options.TargetsGroup);
        foreach ((ManifestDataset said, DatasetResult was) in manifest.Datasets.Zip(run.Result.Datasets))
        {
            Assert.Equal(["iran"], said.Targets!.Groups);
            Assert.Equal(Shipped.Targets.Count, said.Targets.Asked + said.Targets.NotAsked);
            Assert.Equal(was.LeftOut, said.Targets.TweetsLeftOut);
            Assert.Equal(was.LeftOutByTarget, said.Targets.LeftOut);
        }
    }

    [Fact]
    public void Shards_of_a_choice_merge_to_one_run_of_it_and_not_with_those_of_another()
    {
        TargetChoice choice = TargetChoice.Parse(Shipped, "iran,thailand");
        FinishedRun wanted = temp.Run(inputs, o => o with { Asked = choice });
        string[] shards = [temp.File("shard1"), temp.File("shard2")];
        for (int i = 0; i < 2; i++)
            Shard(i + 1, shards[i], choice);
        FinishedRun merged = Merge(shards, "merged");
        Assert.Equal(wanted.Checksums, merged.Checksums);
        Assert.Equal(wanted.Result.Datasets.Select(d => (d.Name, d.LeftOut)), merged.Result.Datasets.Select(d => (d.Name, d.LeftOut)));

        string other = temp.File("other");
        Shard(2, other, TargetChoice.AllOf(Shipped));
        UsageException refused = Assert.Throws<UsageException>(() => Merge([shards[0], other], "refused"));
        Assert.Contains("--targets-group was iran,thailand and is all", refused.Message, StringComparison.Ordinal);
    }

    private void Shard(int number, string to, TargetChoice choice) => RunJob.Run(
        new RunOptions
        {
            Inputs = inputs,
            Out = to,
            Lexicon = Shipped,
            Asked = choice,
            Threads = number,
            Tweets = TweetsMode.All,
            Shard = new Shard(number, 2),
        },
        new RunProgress(), CancellationToken.None);

    private FinishedRun Merge(string[] shards, string to)
    {
        var options = new MergeOptions { Shards = shards, Out = temp.File(to), Lexicon = Shipped, Threads = 2 };
        return new FinishedRun(options.Out, MergeJob.Run(options, new RunProgress(), CancellationToken.None));
    }
}
