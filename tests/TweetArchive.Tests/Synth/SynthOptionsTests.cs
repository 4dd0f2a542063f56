using TweetArchive.Synth;
using TweetArchive.Synth.Random;
using Xunit;

namespace TweetArchive.Tests.Synth;

public class SynthOptionsTests
{
    [Fact]
    public void Defaults_are_those_of_the_2018_set()
    {
        var options = new SynthOptions { Tweets = SynthOptions.ModelTweets, OutPath = "iran_201810_tweets_csv_hashed.csv" };
        Assert.Equal(660, options.AccountsWithTweets);
        Assert.Equal(770, options.AccountsListed);
        Assert.Equal("iran_201810_users_csv_hashed.csv", options.UsersPath);
        Assert.Equal("iran_201810_tweets_csv_hashed.truth.json", options.TruthPath);
        Assert.Equal("demo_users.csv", (options with { OutPath = "demo.zip" }).UsersPath);
    }

    [Fact]
    public void What_cannot_be_used_is_refused_with_a_hint()
    {
        using var folder = new SynthFolder();
        SynthOptions good = folder.Options();
        Refused(good with { Tweets = 0 }, "--tweets 0");
        Refused(good with { OutPath = folder.Path }, ".csv or .zip");
        Refused(good with { OutPath = Path.Combine(folder.Path, "missing", "a.csv") }, "make it first");
        Refused(good with { Accounts = 3000 }, "--accounts 3000");
        Refused(good with { MentionRate = 1.5 }, "--mention-rate");
        Refused(good with { MentionRate = double.NaN }, "--mention-rate");
        Refused(good with { From = new DateOnly(2006, 3, 21) }, "--from 2006-03-21");
        Refused(good with { To = new DateOnly(2011, 1, 1) }, "--to 2011-01-01");
        Assert.Contains("iran201906", Assert.Throws<ArgumentException>(() => SynthNames.ParseDialect("iran")).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SynthNames.ParseVariant("D"));
    }

    [Fact]
    public void Files_of_an_earlier_run_are_kept_unless_overwriting_is_asked_for()
    {
        using var folder = new SynthFolder();
        folder.Write();
        Refused(folder.Options(), "--overwrite");
        SynthArchive.Write(folder.Options(10) with { Overwrite = true });
        Assert.Equal(10, SynthReader.Read(folder.Tweets).Count);
    }

    [Theory]
    [InlineData(1, "2018-08-01", "2018-08-01")]
    [InlineData(50, "2010-11-05", "2010-11-06")]
    [InlineData(300, "2024-01-01", "2024-12-31")]
    public void Small_archives_and_unusual_days_work(int tweets, string from, string to)
    {
        using var folder = new SynthFolder();
        SynthArchive.Write(folder.Options(tweets, rate: 1) with { From = Day(from), To = Day(to), Accounts = Math.Min(tweets, 40) });
        List<SynthRow> rows = SynthReader.Read(folder.Tweets);
        Assert.Equal(tweets, rows.Count);
        Assert.Equal(Math.Min(tweets, 40), rows.Select(row => row["userid"]).Distinct().Count());
        Assert.All(rows, row => Assert.InRange(Day(row["tweet_time"][..10]), Day(from), Day(to)));
    }

    [Fact]
    public void Random_numbers_are_those_of_the_published_generator()
    {
        // SplitMix64 of seed 0 begins with e220a8397b1dcdaf, 6e789e6aa1b965f4, 06c45d188009454f, f88bb8a8724c81ec.
        var random = new SynthRandom(0, 0);
        ulong expected = System.Numerics.BitOperations.RotateLeft(unchecked(0x6e789e6aa1b965f4UL * 5), 7);
        Assert.Equal(unchecked(expected * 9), random.Next());
    }

    [Fact]
    public void Weighted_draws_follow_their_weights()
    {
        var random = new SynthRandom(1, 1);
        var table = new WeightedTable([0, 1, 2, 7]);
        int[] counts = new int[4];
        for (int i = 0; i < 100_000; i++)
            counts[table.Draw(random)]++;
        Assert.Equal(0, counts[0]);
        Assert.InRange(counts[1], 9_500, 10_500);
        Assert.InRange(counts[2], 19_500, 20_500);
        Assert.InRange(counts[3], 69_000, 71_000);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static void Refused(SynthOptions options, string hint) =>
        Assert.Contains(hint, Assert.Throws<ArgumentException>(() => SynthArchive.Write(options)).Message, StringComparison.Ordinal);
}
