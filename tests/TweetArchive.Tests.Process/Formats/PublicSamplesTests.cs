using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>
/// Files in the forms in which tweets are passed on, <c>../shared/samples/public</c>, each with the answer that its README gives; skipped
/// by name where that folder is not there.
/// </summary>
public sealed class PublicSamplesTests : IDisposable
{
    private const string Eight = "tweetid, tweet_text, CAST(floor(epoch(tweet_time) / 60) AS BIGINT), userid, is_retweet, "
        + "in_reply_to_tweetid, in_reply_to_userid, coalesce(array_to_string(hashtags, ' '), '')";
    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    /// <summary>Dialects that keep every letter and digit.</summary>
    [SampleFact("public")]
    public void The_eight_rows_in_every_dialect()
    {
        string[] wanted = Rows("semicolons");
        Assert.Equal(8, wanted.Length);
        Assert.StartsWith("970001234567890123|", wanted[0], StringComparison.Ordinal);
        Assert.Contains("FreeIran Iran", wanted[1], StringComparison.Ordinal);
        Assert.Contains(@"C:\MEK\new", wanted[4], StringComparison.Ordinal);
        string[] dialects =
        [
            "r_write_csv_na", "backslash_quotes", "crcrlf_all_quoted", "ids_as_formulas", "unicode_text", "release_columns",
            "release_columns_parquet",
            "packed_xz", "time_offset", "time_iso_z",
        ];
        foreach (string dialect in dialects)
            Assert.Equal(wanted, Rows(dialect));
    }

    [SampleFact("public/r_write_csv_na")]
    public void Na_is_nothing_but_in_texts_and_names()
    {
        FinishedRun run = Run("r_write_csv_na");
        using var duck = new DuckDb();
        foreach (string sql in new[]
        {
            $"FROM {run.Table("hashtags")} WHERE hashtag = 'na'", $"FROM {run.Table("mention_edges")} WHERE mentioned = 'NA'",
                $"FROM {run.Table("accounts")} WHERE userid = 'NA'",
            $"FROM {run.Table("clients")} WHERE tweet_client_name = 'NA'",
            $"FROM {run.Table("tweets")} WHERE tweet_language = 'NA' OR list_contains(urls, 'NA')",
        })
            Assert.Equal(0, duck.Long("SELECT count(*) " + sql));
    }

    [SampleFact("public/two_column_orders")]
    public void Two_orders_of_columns()
    {
        FinishedRun run = Run("two_column_orders");
        Assert.Equal((16L, 1L), (run.Result.Counts.Tweets, run.Result.Inputs[0].RejectReasons["repeated_header"]));
        using var duck = new DuckDb();
        Assert.Equal(["970001234567890123|111111111|2"],
            duck.Lines($"SELECT in_reply_to_tweetid, in_reply_to_userid, count(*) FROM {run.Table("tweets")} WHERE in_reply_to_tweetid "
                + "IS NOT NULL GROUP BY ALL"));
    }

    [SampleFact("public/numpy_lists")]
    public void Lists_of_numpy()
    {
        FinishedRun run = Run("numpy_lists");
        using var duck = new DuckDb();
        Assert.Equal(["970002469135780246|FreeIran Iran NCRI", "970004938271560492|"],
            duck.Lines("SELECT tweetid, coalesce(array_to_string(hashtags, ' '), '') FROM "
                + $"{run.Table("tweets")} WHERE record IN (2, 4) ORDER BY 1"));
        Assert.Equal(["333333333 444444444"],
            duck.Lines($"SELECT array_to_string(user_mentions, ' ') FROM {run.Table("tweets")} WHERE record = 4"));
    }

    [SampleFact("public/ids_15_digits")]
    public void Rounded_ids_are_said() =>
        Assert.Contains("rounded_tweetids", Run("ids_15_digits").Result.Inputs[0].Remarks.Select(r => r.Code));

    [SampleFact("public/windows_1252")]
    public void A_code_page()
    {
        FinishedRun run = Run("windows_1252");
        Assert.Equal(7, run.Result.Counts.Tweets);
        Assert.Contains("encoding", run.Result.Inputs[0].Remarks.Select(r => r.Code));
        using var duck = new DuckDb();
        Assert.Equal(1, duck.Long($"SELECT count(*) FROM {run.Table("tweets")} WHERE tweet_text LIKE '%– naïve café%'"));
    }

    [SampleFact("public/array_on_one_line.json")]
    public void Json()
    {
        Assert.Equal(3, Run("array_on_one_line.json").Result.Counts.Tweets);
        Assert.Equal(2, Run("search_response.json").Result.Counts.Tweets);
    }

    [SampleFact("public/long_posts_v2.jsonl")]
    public void Long_posts()
    {
        FinishedRun run = Run("long_posts_v2.jsonl");
        using var duck = new DuckDb();
        Assert.Equal(["426|NCRI|555000222|False", "443"],
            duck.Lines("SELECT length(tweet_text), array_to_string(hashtags, ' '), array_to_string(user_mentions, ' '), "
                + $"text_truncated FROM {run.Table("tweets")} ORDER BY record")
                .Select((l, i) => i == 0 ? l : l.Split('|')[0]));
        Assert.Equal(["mek|2", "rajavi_maryam|2"], duck.Lines($"SELECT target_id, count(DISTINCT tweetid) FROM {run.Table("mentions")} "
            + "WHERE target_id IN ('mek', 'rajavi_maryam') AND decision = 'tag' GROUP BY 1 ORDER BY 1"));
    }

    [SampleFact("public/twarc_csv_april_2021.csv")]
    public void Generations_of_twarc_csv()
    {
        Assert.Equal(["False", "True|1400000000000000777", "False"], Retweets("twarc_csv_april_2021.csv"));
        FinishedRun run = Run("twarc_csv_0_7.csv");
        using var duck = new DuckDb();
        Assert.Equal(["NCRI|https://example.org/story|inventedtwo|False|", "Peace News|||True|1400000000000000777"],
            duck.Lines("SELECT array_to_string(hashtags, ' '), coalesce(array_to_string(urls, ' '), ''), "
                + "coalesce(array_to_string(user_mentions, ' '), ''), is_retweet, coalesce(CAST(retweet_tweetid AS VARCHAR), '') FROM "
                + $"{run.Table("tweets")} ORDER BY record")
                .Select((l, i) => i == 0 ? l : Without(l)));
        run = Run("twarc_csv_escaped_text.csv");
        Assert.Equal(2, duck.Long(
            $"SELECT count(DISTINCT tweetid) FROM {run.Table("mentions")} WHERE target_id = 'mek' AND decision = 'tag'"));
        Assert.Equal(1, duck.Long(
            $"SELECT count(*) FROM {run.Table("tweets")} WHERE tweet_text LIKE 'مجاهدین خلق در پاریس' || chr(10) || '%'"));
    }

    [SampleFact("public/mixed_folder")]
    public void A_folder_of_all_sorts()
    {
        FinishedRun run = Run("mixed_folder");
        Assert.Equal((9L, 4), (run.Result.Counts.Tweets, run.Result.Inputs.Count));
    }

    [SampleFact("public/collectors")]
    public void Collectors()
    {
        foreach ((string file, long tweets) in new[] { ("twint.csv", 1L), ("rtweet.csv", 1L), ("academictwitter_tidy.csv", 2L) })
            Assert.Equal((tweets, 0L), (Run("collectors/" + file).Result.Counts.Tweets, Run("collectors/" + file).Result.Counts.Rejected));
    }

    /// <summary>The second tweet's links and mentions are those of the retweeted one, which the README does not say.</summary>
    private static string Without(string line) => string.Join('|', line.Split('|').Select((c, i) => i is 1 or 2 ? "" : c));

    private string[] Retweets(string sample)
    {
        FinishedRun run = Run(sample);
        using var duck = new DuckDb();
        return [.. duck.Lines("SELECT is_retweet, coalesce(CAST(retweet_tweetid AS VARCHAR), '') FROM "
            + $"{run.Table("tweets")} ORDER BY record").Select(l => l.TrimEnd('|'))];
    }

    private string[] Rows(string sample)
    {
        FinishedRun run = Run(sample);
        Assert.Equal(0, run.Result.Counts.Rejected);
        using var duck = new DuckDb();
        return [.. duck.Lines($"SELECT {Eight} FROM {run.Table("tweets")} ORDER BY record")];
    }

    private FinishedRun Run(string sample) => temp.Run([Path.Combine(Repository.Samples, "public", sample)]);
}
