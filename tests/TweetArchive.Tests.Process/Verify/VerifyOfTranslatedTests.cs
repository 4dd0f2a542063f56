using System.Security.Cryptography;
using System.Text;
using TweetArchive.Analysis;
using TweetArchive.Query.Verify;
using Xunit;

namespace TweetArchive.Tests.Verify;

/// <summary>Inputs in other forms than the releases are compared as far as another reader understands them, the rest is named.</summary>
public sealed class VerifyOfTranslatedTests : IDisposable
{
    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    private static readonly string[][] Rows = [.. EightRows.Rows];

    private static readonly Dictionary<string, Func<string>> Forms = new()
    {
        ["lines.jsonl"] = () => string.Concat(Rows.Select(r => EightRows.Json(r) + "\n")),
        ["array.json"] = () => $"[{string.Join(",", Rows.Select(EightRows.Json))}]",
        ["inside.json"] = () => $"{{\"body\": {{\"items\": [{string.Join(",\n", Rows.Select(EightRows.Json))}]}}}}",
        ["tabs_tweets.tsv"] = () => EightRows.Table("\t", (c, v) => EightRows.Quoted(List(c, v), "\t")),
        ["semicolons_tweets.csv"] = () => EightRows.Table(";", (c, v) => EightRows.Quoted(List(c, v), ";")),
        ["retweet.jsonl"] = () => """
            {"id_str": "970001234567890123", "created_at": "Sun Mar 04 05:01:17 +0000 2018", "text": "RT @a: MEK and mo…",
            "user": {"id_str": "7"},
            "retweeted_status": {"id_str": "960001234567890123", "text": "MEK and more of it", "user": {"id_str": "8", "screen_name": "a"}}}
            """,
    };

    public static TheoryData<string> Names => [.. Forms.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Ids_and_texts_are_found_in_the_input(string name)
    {
        string input = temp.File(name);
        File.WriteAllText(input, Forms[name]());
        FinishedRun run = temp.Run([input], o => o with { Lexicon = SmallLexicon.Value });
        VerifyResult result = DamagedDataset.Verify(run.Out, o => o with { Inputs = [input] });
        Assert.Equal(CheckStatus.Ok, Single(result, "every id").Status);
        Assert.Equal(CheckStatus.Ok, Single(result, "every text").Status);
        Assert.Equal(CheckStatus.NotCompared, Single(result, "counts of " + name).Status);
        Assert.Equal(0, result.Differences);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_not_in_the_input_is_a_difference(string name)
    {
        if (name == "retweet.jsonl")
            return; // One alone that is missing is taken for a way of writing that is not known.
        string input = temp.File(name);
        string text = Forms[name]();
        File.WriteAllText(input, text);
        FinishedRun run = temp.Run([input], o => o with { Lexicon = SmallLexicon.Value });
        // The input is another one now, and the manifest agrees with it.
        byte[] other = Encoding.UTF8.GetBytes(text.Replace(Rows[2][0], "970000000000000001", StringComparison.Ordinal)
            .Replace("Mojahedin of Iran", "Mojahedin of Iraq", StringComparison.Ordinal));
        string manifest = Path.Combine(run.Out, "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(input))), Convert.ToHexStringLower(SHA256.HashData(other)),
            StringComparison.Ordinal));
        File.WriteAllBytes(input, other);
        VerifyResult result = DamagedDataset.Verify(run.Out, o => o with { Inputs = [input] });
        Assert.Equal((CheckStatus.Different, 1L, "in the input: " + Rows[2][0]),
            Single(result, "every id") is var ids ? (ids.Status, ids.Differences, ids.Expected) : default);
        Assert.Equal((CheckStatus.Different, 1L),
            Single(result, "every text") is var texts ? (texts.Status, texts.Differences) : default);
    }

    [Fact]
    public void Tweets_without_ids_are_no_difference()
    {
        var table = new StringBuilder("external_author_id,author,content,region,language,publish_date,harvested_date,following,followers,"
            + "updates,post_type,account_type,retweet,account_category,new_june_2018\n");
        for (int i = 0; i < 40; i++)
            table.Append($"9.06E+17,A{i % 9},Maryam Rajavi {i},x,English,10/{1 + (i % 5)}/2017 19:58,x,5,6,7,,Right,0,RightTroll,0\n");
        string input = temp.File("IRAhandle_tweets_1.csv");
        File.WriteAllText(input, table.ToString());
        FinishedRun run = temp.Run([input], o => o with { Lexicon = SmallLexicon.Value });
        VerifyResult result = DamagedDataset.Verify(run.Out);
        Assert.DoesNotContain(result.Checks, c => c.Status == CheckStatus.Different);
        Assert.Contains(result.Checks, c => c.Status == CheckStatus.NotCompared
            && c.Detail.Contains("40 mentions are of tweets without an id", StringComparison.Ordinal));
    }

    /// <summary>Forty tweets of nine accounts on five days, no two of an account in one minute.</summary>
    [Fact]
    public void Analyses_count_tweets_without_ids_and_have_null_for_the_id()
    {
        var table = new StringBuilder("external_author_id,author,content,region,language,publish_date,harvested_date,following,followers,"
            + "updates,post_type,account_type,retweet,account_category,new_june_2018\n");
        for (int i = 0; i < 40; i++)
        {
            table.Append($"9.06E+17,A{i % 9},Maryam Rajavi spoke of a free country to everyone there,x,,10/{1 + (i % 5)}/2017 19:58,"
                + "x,5,6,7,,Right,0,RightTroll,0\n");
        }

        string input = temp.File("IRAhandle_tweets_1.csv");
        File.WriteAllText(input, table.ToString());
        FinishedRun run = temp.Run([input], o => o with { Lexicon = SmallLexicon.Value });
        AnalyzeJob.Run(new AnalyzeOptions { Dataset = run.Out, Threads = 2 }, new AnalyzeProgress(), CancellationToken.None);
        using var db = new DuckDb();
        Assert.Equal(40, db.Long($"select sum(tweets)::bigint from {run.Table("label_used")} where target_id = 'rajavi_maryam'"));
        Assert.Equal("40|0|1|0", db.Lines($"select count(*), count(tweetid), (select count(*) from {run.Table("narrative_clusters")}), "
            + $"(select count(example_tweetid) from {run.Table("narrative_clusters")}) from {run.Table("narrative_copies")}").Single());
        Assert.DoesNotContain(DamagedDataset.Verify(run.Out).Checks, c => c.Status == CheckStatus.Different);
    }

    private static CheckResult Single(VerifyResult result, string beginning) =>
        Assert.Single(result.Checks, c => c.Group == "input" && c.Name.StartsWith(beginning, StringComparison.Ordinal));

    private static string List(string column, string cell) => EightRows.IsList(column) ? EightRows.Python(cell) : cell;
}
