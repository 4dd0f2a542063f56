using System.Globalization;
using System.Text.Json;
using TweetArchive.Synth;
using Xunit;

namespace TweetArchive.Tests.Synth;

/// <summary>The truth file against the archive, recounted from the cells alone.</summary>
public class SynthTruthTests
{
    public static TheoryData<SynthDialect, SynthVariant, QuotingStyle> All()
    {
        var data = new TheoryData<SynthDialect, SynthVariant, QuotingStyle>();
        foreach (SynthDialect dialect in Enum.GetValues<SynthDialect>())
        {
            foreach (SynthVariant variant in Enum.GetValues<SynthVariant>())
                data.Add(dialect, variant, variant == SynthVariant.B ? QuotingStyle.Minimal : QuotingStyle.All);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Recounting_the_cells_gives_the_figures_of_the_truth_file(SynthDialect dialect, SynthVariant variant, QuotingStyle quoting)
    {
        using var folder = new SynthFolder();
        SynthResult result = SynthArchive.Write(folder.Options(1500) with { Dialect = dialect, Variant = variant, Quoting = quoting });
        List<SynthRow> rows = SynthReader.Read(folder.Tweets);
        Assert.Equal(variant == SynthVariant.C ? 30 : 31, rows[0].Columns.Count());
        Assert.Equal(variant == SynthVariant.A ? "in_reply_to_tweetid" : "in_reply_to_userid", rows[0].Columns.ElementAt(15));

        using JsonDocument truth = JsonDocument.Parse(File.ReadAllBytes(result.TruthPath));
        JsonElement root = truth.RootElement;
        Assert.Equal(rows.Count, root.GetProperty("records").GetInt64());
        Assert.Equal(rows.Count(IsRetweet), root.GetProperty("retweets").GetInt64());
        Assert.Equal(rows.Select(row => row["userid"]).Distinct().Count(), root.GetProperty("accounts").GetInt32());
        Assert.Equal(SynthReader.Read(result.UsersPath!).Count, root.GetProperty("users_file_accounts").GetInt32());

        Check(root, "daily_totals", ["day", "tweet_language", "is_retweet"], rows,
            row => [Key(row["tweet_time"][..10], row["tweet_language"], IsRetweet(row))]);
        Check(root, "hashtags", ["target_id", "hashtag"], rows, row => Hashtags(row).Select(tag => Key("*", tag)));
        Check(root, "domains", ["target_id", "domain"], rows,
            row => row.List("urls").Select(Domain).Distinct().Select(domain => Key("*", domain)));
        Check(root, "clients", ["target_id", "tweet_client_name"], rows, row => [Key("*", row["tweet_client_name"])]);
    }

    [Fact]
    public void The_tables_of_targets_agree_with_one_another()
    {
        using var folder = new SynthFolder();
        SynthResult result = folder.Write(5000);
        using JsonDocument truth = JsonDocument.Parse(File.ReadAllBytes(result.TruthPath));
        var tagged = truth.RootElement.GetProperty("daily_mentions").EnumerateArray()
            .Where(row => row.GetProperty("decision").GetString() == "tag").ToList();
        foreach (string table in new[] { "clients", "hours" })
        {
            var byTarget = truth.RootElement.GetProperty(table).EnumerateArray()
                .Where(row => row.GetProperty("target_id").GetString() != "*").ToList();
            Assert.Equal(Sums(tagged), Sums(byTarget));
        }

        Assert.Equal(result.TaggedTweets, truth.RootElement.GetProperty("tagged_tweets").GetInt64());
        Assert.InRange(result.TaggedTweets, 1400, 1600);
        Assert.InRange(result.CandidateTweets, 40, 200);
    }

    private static Dictionary<string, long> Sums(List<JsonElement> rows) =>
        rows.GroupBy(row => row.GetProperty("target_id").GetString()!).OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(row => row.GetProperty("tweets").GetInt64()));

    /// <summary>Rows of the whole archive: key → tweets and accounts.</summary>
    private static void Check(JsonElement root, string table, string[] keys, List<SynthRow> rows,
        Func<SynthRow, IEnumerable<string>> keysOf)
    {
        var counted = rows.SelectMany(row => keysOf(row).Select(key => (key, account: row["userid"]))).GroupBy(item => item.key)
            .Select(group => Key(group.Key, group.Count(), group.Select(item => item.account).Distinct().Count()))
            .Order(StringComparer.Ordinal);
        var written = root.GetProperty(table).EnumerateArray()
            .Where(row => !row.TryGetProperty("target_id", out JsonElement target) || target.GetString() == "*")
            .Select(row =>
                Key([.. keys.Select(key => row.GetProperty(key).ToString()), row.GetProperty("tweets").GetInt32(),
                    row.GetProperty("accounts").GetInt32()])).Order(StringComparer.Ordinal);
        Assert.Equal(counted, written);
    }

    private static string Key(params object[] parts) =>
        string.Join('|', parts.Select(part => Convert.ToString(part, CultureInfo.InvariantCulture)));

    private static bool IsRetweet(SynthRow row) => row["is_retweet"].Equals("true", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Hashtags(SynthRow row)
    {
        string[] inText = [
            .. row["tweet_text"].Split(' ', '\n').Where(word => word.StartsWith('#')).Select(word => word.Trim('#', ',', '.', '"'))];
        Assert.DoesNotContain(inText, tag => tag.EndsWith('…'));
        Assert.Equal(inText.Distinct().Order(StringComparer.Ordinal), row.List("hashtags").Order(StringComparer.Ordinal));
        return inText.Distinct();
    }

    private static string Domain(string url)
    {
        string host = new Uri(url).Host;
        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }
}
