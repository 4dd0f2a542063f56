using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace TweetArchive.Tests.Query;

/// <summary>Every question of docs/cookbook.md is asked, and its answer must make sense.</summary>
public sealed partial class CookbookTests(SampleDataset sample) : IClassFixture<SampleDataset>
{
    private static readonly (string Question, string Sql)[] Questions =
        [.. Question().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "cookbook.md")))
            .Select(m => (m.Groups[1].Value, m.Groups[2].Value))];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(1, 20)];

    [Fact]
    public void There_are_twenty() =>
        Assert.Equal(Enumerable.Range(1, 20), Questions.Select(q => int.Parse(q.Question.Split('.')[0], CultureInfo.InvariantCulture)));

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Each_has_an_answer_with_rows_that_are_the_same_twice(int number)
    {
        string answer = sample.Ask(Questions[number - 1].Sql);
        string[] lines = answer.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length > 1, Questions[number - 1].Question + ": no rows");
        Assert.DoesNotContain(lines[1..], l => l.Replace(",", "", StringComparison.Ordinal).Length == 0);
        Assert.Equal(answer, sample.Ask(Questions[number - 1].Sql));
    }

    /// <summary>What must hold of an answer, as a condition on its columns that no row may break.</summary>
    [Theory]
    [InlineData(1, "tweets > 0 AND percent_of_all BETWEEN 0 AND 100 AND target_id <> '*' AND display_name IS NOT NULL")]
    [InlineData(2, "tweets <= all_tweets AND day(month) = 1")]
    [InlineData(3, "isodow(week_ending) = 7 AND tweets > 0")]
    [InlineData(4, "tweets <= all_tweets AND ratio > 0")]
    [InlineData(5, "percent_retweets BETWEEN 0 AND 100 AND coalesce(retweets, 0) <= tweets")]
    [InlineData(6, "by_an_unambiguous_name <= tagged")]
    [InlineData(7, "tweets > 0 AND polarity IN ('neutral', 'hostile', 'self')")]
    [InlineData(8, "contains(tweet_text, matched_text) AND target_id = 'mek'")]
    [InlineData(9, "naming BETWEEN 1 AND in_all AND percent <= 100")]
    [InlineData(10, "percent_of_the_five_busiest BETWEEN 0 AND 100 AND accounts <= tweets")]
    [InlineData(11, "with_target <= in_all AND lift > 0")]
    [InlineData(12, "accounts <= tweets AND first_day <= last_day")]
    [InlineData(13, "naming <= in_all")]
    [InlineData(14, "hour_in_tehran BETWEEN 0 AND 23 AND saturday_to_wednesday + thursday_friday > 0")]
    [InlineData(15, "that_name_a_target <= accounts AND accounts > 0")]
    [InlineData(16, "source <> target AND weight > 0")]
    [InlineData(17, "accounts >= 2 AND accounts <= tweets")]
    [InlineData(18, "target_id < with_target AND tweets > 0")]
    [InlineData(19, "accounts >= 2 AND accounts <= tweets")]
    [InlineData(20, "tweets_28_days_before >= 0 AND date_start IS NOT NULL")]
    public void Each_answer_makes_sense(int number, string condition)
    {
        string sql = Questions[number - 1].Sql.Trim().TrimEnd(';');
        Assert.Equal(["0"], sample.Lines($"SELECT count(*) FROM ({sql}) WHERE (({condition}) IS NOT TRUE)"));
    }

    [Fact]
    public void Figures_are_those_of_the_manifest_and_the_tables()
    {
        Assert.Equal(["495"], sample.Lines("SELECT count(DISTINCT tweetid) FROM mentions WHERE decision = 'tag'"));
        string first = Questions[0].Sql.Trim().TrimEnd(';');
        Assert.Equal(
            sample.Lines(
                "SELECT dataset, target_id, count(DISTINCT tweetid) FROM mentions WHERE decision = 'tag' GROUP BY ALL ORDER BY ALL"),
            sample.Lines($"SELECT dataset, target_id, tweets FROM ({first}) ORDER BY ALL"));
        string hours = Questions[13].Sql.Trim().TrimEnd(';');
        Assert.Equal(sample.Lines("SELECT count(*) FROM tweets WHERE NOT is_retweet"),
            sample.Lines($"SELECT sum(saturday_to_wednesday + thursday_friday) FROM ({hours})"));
    }

    [GeneratedRegex(@"^## (\d+\. .+?)\n.*?^```sql\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Question();
}
