using System.Globalization;
using TweetArchive.Query.Verify;
using TweetArchive.Requests;
using TweetArchive.Synth;
using Xunit;

namespace TweetArchive.Tests.Verify;

/// <summary>
/// A sound dataset agrees in everything; damage of every kind is found, even if the manifest was made to agree with it.
/// </summary>
public sealed class VerifyTests(VerifyTests.Sound sound) : IClassFixture<VerifyTests.Sound>
{
    /// <summary>A small dataset with users file and all tweets, made once.</summary>
    public sealed class Sound : IDisposable
    {
        private readonly TempDatasets temp = new();

        public Sound()
        {
            SynthResult synth = temp.Synth(900, seed: 5);
            Csv = synth.TweetsPath;
            Folder = temp.Run([synth.TweetsPath, synth.UsersPath!], o => o with { Lexicon = SmallLexicon.Value }).Out;
            Inputs = [synth.TweetsPath, synth.UsersPath!];
        }

        public string Folder { get; }

        public string Csv { get; }

        public string[] Inputs { get; }

        internal TempDatasets Temp => temp;

        public void Dispose() => temp.Dispose();
    }

    [Fact]
    public void A_sound_dataset_agrees_in_everything_and_with_its_csv()
    {
        VerifyResult result = DamagedDataset.Verify(sound.Folder, o => o with { Inputs = sound.Inputs });
        Assert.DoesNotContain(result.Checks, c => c.Status != CheckStatus.Ok);
        foreach (string group in new[] { "files", "manifest", "schema", "statistics", "predicates", "order", "sums", "evidence", "tweets",
            "input" })
            Assert.Contains(result.Checks, c => c.Group == group);
        Assert.True(result.Checks.Count > 120);
    }

    [Theory]
    [InlineData(TweetsMode.Tagged, SynthDialect.Thailand202009, QuotingStyle.Minimal)]
    [InlineData(TweetsMode.None, SynthDialect.Ira201810, QuotingStyle.All)]
    public void Datasets_with_fewer_tweets_agree_too(TweetsMode mode, SynthDialect dialect, QuotingStyle quoting)
    {
        SynthResult synth = sound.Temp.Synth(700, $"other{mode}_tweets_csv_hashed.csv", dialect, seed: 9, quoting: quoting);
        FinishedRun run = sound.Temp.Run([synth.TweetsPath, synth.UsersPath!], o => o with { Tweets = mode });
        VerifyResult result = DamagedDataset.Verify(run.Out, o => o with { Inputs = [synth.TweetsPath] });
        Assert.DoesNotContain(result.Checks, c => c.Status == CheckStatus.Different);
        Assert.Contains(result.Checks,
            c => c.Group == "input" && c.Name.StartsWith("daily_totals", StringComparison.Ordinal) && c.Status == CheckStatus.Ok);
    }

    [Fact]
    public void Duplicates_and_damage_are_no_differences()
    {
        byte[] csv = File.ReadAllBytes(sound.Csv);
        int header = csv.AsSpan().IndexOf((byte)'\n') + 1;
        string twice = sound.Temp.File("twice_tweets_csv_hashed.csv"), damaged = sound.Temp.File("damaged_tweets_csv_hashed.csv");
        File.WriteAllBytes(twice, [.. csv, .. csv.AsSpan(header)]);
        File.WriteAllBytes(damaged, [.. csv, .. "\"12\",\"stray\"\n"u8]);
        FinishedRun run = sound.Temp.Run([twice, damaged]);
        Assert.Equal((900, 1), (run.Result.Counts.Duplicates, run.Result.Counts.Rejected));
        VerifyResult result = DamagedDataset.Verify(run.Out, o => o with { Inputs = [twice, damaged] });
        Assert.DoesNotContain(result.Checks, c => c.Status == CheckStatus.Different);
        Assert.Contains(result.Checks,
            c => c.Status == CheckStatus.NotCompared && c.Detail.Contains("1 records are damaged", StringComparison.Ordinal));
        Assert.Contains(result.Checks,
            c => c.Group == "input" && c.Name.StartsWith("mention_edges", StringComparison.Ordinal) && c.Status == CheckStatus.Ok);
    }

    /// <summary>
    /// Each damage, and a group that must find it (others may too). From "consistent" on, checksum, size and rows in the manifest are
    /// right.
    /// </summary>
    [Theory]
    [InlineData("a flipped byte", "files")]
    [InlineData("a file cut short", "files")]
    [InlineData("a missing file", "files")]
    [InlineData("a part that is not listed", "files")]
    [InlineData("the manifest's accounting", "manifest")]
    [InlineData("another run's file", "schema")]
    [InlineData("consistent: a column left out", "schema")]
    [InlineData("consistent: a stated maximum that is too small", "statistics")]
    [InlineData("consistent: a stated maximum that is too small", "predicates")]
    [InlineData("consistent: rows out of order", "order")]
    [InlineData("consistent: a row twice", "order")]
    [InlineData("consistent: a tweet twice", "order")]
    [InlineData("consistent: a total raised by one", "sums")]
    [InlineData("consistent: in_set turned", "sums")]
    [InlineData("consistent: a mention left out", "evidence")]
    [InlineData("consistent: a target's count raised by one", "evidence")]
    [InlineData("consistent: matched_text moved", "evidence")]
    [InlineData("consistent: an alias that is not in the lexicon", "evidence")]
    [InlineData("consistent: an edge raised by one", "tweets")]
    [InlineData("consistent: likes raised by one", "tweets")]
    [InlineData("consistent: a hashtag lowered", "tweets")]
    [InlineData("consistent: a text changed", "evidence")]
    public void Damage_is_found(string damage, string group)
    {
        using var dataset = new DamagedDataset(sound.Folder);
        Inflict(damage, dataset);
        IReadOnlyList<CheckResult> checks = dataset.Verify();
        CheckResult? found = checks.FirstOrDefault(c => c.Status == CheckStatus.Different && c.Group == group);
        Assert.True(found is not null,
            $"{damage}: not found "
                + $"by {group}, but by: "
                + $"{string.Join("; ", checks.Where(c => c.Status == CheckStatus.Different).Select(c => $"{c.Group}: {c.Name}"))}");
        Assert.True(
            found.Where.Length > 0 && found.Expected.Length > 0 && found.Found.Length > 0 && found.Advice.Length > 0
                && found.Expected != found.Found, found.ToString());
        if (damage.StartsWith("consistent", StringComparison.Ordinal))
            Assert.DoesNotContain(checks, c => c.Group == "files" && c.Status == CheckStatus.Different);
    }

    [Fact]
    public void A_changed_csv_is_found()
    {
        string changed = Path.Combine(Directory.CreateTempSubdirectory("tweetarchive-changed").FullName, Path.GetFileName(sound.Csv));
        File.WriteAllText(changed, File.ReadAllText(sound.Csv).Replace("\"en\"", "\"fr\"", StringComparison.Ordinal));
        VerifyResult result = DamagedDataset.Verify(sound.Folder, o => o with { Inputs = [changed, "/nowhere.csv"] });
        Directory.Delete(Path.GetDirectoryName(changed)!, true);
        CheckResult found = Assert.Single(result.Checks, c => c.Status == CheckStatus.Different);
        Assert.Contains("SHA-256", found.Expected, StringComparison.Ordinal);
        Assert.Equal("/nowhere.csv: no such file", Assert.Single(result.Unread));
    }

    [Fact]
    public void Published_figures_are_findings_unless_they_are_exact()
    {
        string figures = sound.Temp.File("figures.tsv");
        File.WriteAllText(figures, "dataset\tmeasure\tdimension\tvalue\tunit\tbasis\ttolerance\tsource\tnote\n" +
            "demo\ttweets_total\t\t900\ttweets\texact\t0\tus\t\n" +
            "demo\ttweets_total\t\t905\ttweets\tderived\t1%\tus\t\n" +
            "demo\ttweets_total\t\t999\ttweets\tderived\t1%\tus\t\n" +
            "demo\ttweets_total\t\t800\ttweets\tpublished\tlower bound\tus\t\n" +
            "demo\tno_such_measure\t\t1\ttweets\texact\t0\tus\t\n" +
            "other\ttweets_total\t\t1\ttweets\texact\t0\tus\t\n");
        VerifyResult result = DamagedDataset.Verify(sound.Folder, o => o with { Reference = true, Figures = figures });
        Assert.Equal(["within", "within", "outside", "within", "not compared: no rule for this measure"],
            result.Reference.Select(r => r.Verdict));
        Assert.Equal(0, result.Differences);

        File.AppendAllText(figures, "demo\taccounts_with_tweets\t\t1\taccounts\texact\t0\tus\t\n");
        result = DamagedDataset.Verify(sound.Folder, o => o with { Reference = true, Figures = figures });
        Assert.Equal("DIFFERENT", result.Reference[^1].Verdict);
        Assert.Equal("1", Assert.Single(result.Checks, c => c.Status == CheckStatus.Different).Expected);
    }

    [Fact]
    public void A_tag_of_other_letters_with_an_underscore_is_not_latin()
    {
        using var folder = new CommandFolder();
        string row = CommandFolder.Row(901);
        int list = row.IndexOf("[]", StringComparison.Ordinal);
        folder.Run(folder.Csv(row.Remove(list, 2).Insert(list, "[Iran, MEK_2019, آزادی_بیان, ایران_2]")), "--no-report").AssertSaid(0);
        Assert.Equal(["4"], folder.Query("count(*)", "hashtags", "WHERE target_id = '*'"));
        string figures = folder.File("figures.tsv");
        File.WriteAllText(figures, "dataset\tmeasure\tdimension\tvalue\tunit\tbasis\ttolerance\tsource\tnote\n" +
            "x\thashtag_occurrences_total_latin\t\t2\toccurrences\tderived\t1%\tus\t\n");
        VerifyResult result = DamagedDataset.Verify(folder.Out, o => o with { Reference = true, Figures = figures });
        Assert.Equal("within", Assert.Single(result.Reference).Verdict);
    }

    [Fact]
    public void Every_shipped_measure_is_counted_or_named_as_not()
    {
        string[] without = ["accounts_by_set", "rows", "distinct_tweetids", "physical_lines", "texts_with_newline",
            "texts_truncated_with_ellipsis", "mek_family_candidates_unique", "mek_family_mentions_labelled_yes"];
        Assert.Equal(without.Order(),
            ReferenceFigure.Load(null).Select(f => f.Measure).Distinct().Where(m => !ReferenceMeasures.All.ContainsKey(m)).Order());

        SynthResult synth = sound.Temp.Synth(400, "iranian_tweets_csv_hashed.csv");
        FinishedRun run = sound.Temp.Run([synth.TweetsPath, synth.UsersPath!]);
        VerifyResult result = DamagedDataset.Verify(run.Out, o => o with { Reference = true });
        Assert.All(result.Reference, r => Assert.False(r.Verdict.StartsWith("not compared", StringComparison.Ordinal), r.Measure));
        Assert.Contains(result.Reference, r => r.Measure == "weekly_tweets_estimate");
        Assert.Equal("400", Assert.Single(result.Reference, r => r.Measure == "tweets_total").Found);
    }

    private static void Inflict(string damage, DamagedDataset dataset)
    {
        const string Tweets = "tweets/part-00001.parquet";
        switch (damage)
        {
            case "a flipped byte":
                byte[] bytes = File.ReadAllBytes(dataset.File("mentions.parquet"));
                bytes[bytes.Length / 2] ^= 0x10;
                File.WriteAllBytes(dataset.File("mentions.parquet"), bytes);
                break;
            case "a file cut short":
                File.WriteAllBytes(dataset.File("accounts.parquet"), File.ReadAllBytes(dataset.File("accounts.parquet"))[..^100]);
                break;
            case "a missing file":
                File.Delete(dataset.File("hours.parquet"));
                break;
            case "a part that is not listed":
                File.Copy(dataset.File(Tweets), dataset.File("tweets/part-00002.parquet"));
                break;
            case "the manifest's accounting":
                dataset.EditManifest(m => m["inputs"]![0]!["accounting"]!["rejected"] = 3);
                break;
            case "another run's file":
                dataset.EditManifest(m => m["lexicon"]!["sha256"] = new string('0', 64));
                break;
            case "consistent: a column left out":
                dataset.Rewrite("hours.parquet", "SELECT * EXCLUDE (hour) FROM original");
                break;
            case "consistent: a stated maximum that is too small":
                using (var duck = new DuckDb())
                {
                    string largest = (string)duck.Scalar($"SELECT max(hashtag) FROM {DuckDb.Table(dataset.File("hashtags.parquet"))}")!;
                    dataset.PatchFooter("hashtags.parquet", largest, new string('!', System.Text.Encoding.UTF8.GetByteCount(largest)));
                }

                break;
            case "consistent: rows out of order":
                dataset.Rewrite("mention_edges.parquet", "SELECT * FROM original ORDER BY mentioned DESC");
                break;
            case "consistent: a row twice":
                dataset.Rewrite("domains.parquet",
                    "SELECT * FROM original UNION ALL (SELECT * FROM original LIMIT 1) ORDER BY dataset, target_id, domain");
                break;
            case "consistent: a tweet twice":
                dataset.Rewrite(Tweets, "SELECT * FROM original UNION ALL (SELECT * FROM original LIMIT 1)");
                break;
            case "consistent: a total raised by one":
                dataset.Rewrite("daily_totals.parquet",
                    "SELECT * REPLACE (CASE WHEN row_number() OVER () = 7 THEN tweets + 1 ELSE tweets END AS tweets) FROM original");
                break;
            case "consistent: in_set turned":
                dataset.Rewrite("retweet_edges.parquet",
                    "SELECT * REPLACE (CASE WHEN row_number() OVER () = 7 THEN NOT retweeted_in_set ELSE retweeted_in_set END AS "
                        + "retweeted_in_set) FROM original");
                break;
            case "consistent: a mention left out":
                dataset.Rewrite("mentions.parquet",
                    "SELECT * FROM original WHERE tweetid <> (SELECT max(tweetid) FROM original WHERE decision = 'tag')");
                break;
            case "consistent: a target's count raised by one":
                dataset.Rewrite("daily_mentions.parquet",
                    "SELECT * REPLACE (CASE WHEN row_number() OVER () = 5 THEN tweets + 1 ELSE tweets END AS tweets) FROM original");
                break;
            case "consistent: matched_text moved":
                dataset.Rewrite("mentions.parquet", "SELECT * REPLACE (CAST(match_start + 1 AS INTEGER) AS match_start) FROM original");
                break;
            case "consistent: an alias that is not in the lexicon":
                dataset.Rewrite("mentions.parquet",
                    "SELECT * REPLACE (CASE WHEN row_number() OVER () = 2 THEN 'invented' ELSE alias END AS alias) FROM original");
                break;
            case "consistent: an edge raised by one":
                dataset.Rewrite("mention_edges.parquet",
                    "SELECT * REPLACE (CASE WHEN row_number() OVER () = 2 THEN tweets + 1 ELSE tweets END AS tweets) FROM original");
                break;
            case "consistent: likes raised by one":
                dataset.Rewrite("daily_mentions.parquet",
                    "SELECT * REPLACE (CASE WHEN row_number() OVER () = 5 THEN like_count + 1 ELSE like_count END AS like_count) FROM "
                        + "original");
                break;
            case "consistent: a hashtag lowered":
                dataset.Rewrite("hashtags.parquet",
                    "SELECT * FROM original WHERE NOT (target_id = '*' AND hashtag = (SELECT hashtag FROM original WHERE target_id = '*' "
                        + "ORDER BY tweets DESC, hashtag LIMIT 1))");
                break;
            case "consistent: a text changed":
                dataset.Rewrite(Tweets,
                    "SELECT * REPLACE (CASE WHEN len(targets) > 0 THEN 'x' || tweet_text ELSE tweet_text END AS tweet_text) FROM original");
                break;
            default:
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"no such damage: {damage}"));
        }
    }
}
