using System.Globalization;
using TweetArchive.Archives;
using TweetArchive.Tweets;
using Xunit;

namespace TweetArchive.Tests.Formats;

/// <summary>What a run tells of times that the tweetids contradict, and that it tells nothing where ids cannot contradict them.</summary>
public sealed class TimesAgainstIdsTests : IDisposable
{
    private const string Header = "tweetid,userid,tweet_text,is_retweet,tweet_time\n";

    private readonly TempDatasets temp = new();

    public void Dispose() => temp.Dispose();

    /// <summary>Where all ids contradict the times, the remark begins with that, and the option that it names corrects them.</summary>
    [Theory]
    [InlineData(7 * 60, "local_times", "UTC+7:00")]
    [InlineData(-(3 * 60) - 30, "local_times", "UTC-3:30")]
    [InlineData(-12 * 60, "local_times", "AM and PM were lost")]
    [InlineData(-1462 * 1440, "times_apart", "calendars of Excel")]
    [InlineData(1462 * 1440, "times_apart", "calendars of Excel")]
    [InlineData(-30 * 1440, "times_apart", "30 days before")]
    public void Times_that_all_ids_contradict(int minutes, string code, string word)
    {
        FinishedRun run = Run("shifted.csv", Header + string.Concat(Enumerable.Range(0, 12).Select(n =>
        {
            var time = new DateTime(2018, 3, 1 + n, 13 + (n % 6), n, 0, DateTimeKind.Utc);
            return string.Create(CultureInfo.InvariantCulture,
                $"{Id(time)},7,a text,False,{time.AddMinutes(minutes):yyyy-MM-dd HH:mm}\n");
        })));
        Remark said = Assert.Single(run.Result.Inputs[0].Remarks, r => Remark.IsCostly(r.Code));
        Assert.Equal(code, said.Code);
        Assert.StartsWith("the times are wrong", said.Message, StringComparison.Ordinal);
        Assert.Contains(word, said.Message, StringComparison.Ordinal);
        Assert.EndsWith("--columns tweet_time=none", said.Message, StringComparison.Ordinal);
        FinishedRun mended = temp.Run([temp.File("shifted.csv")], o => o with { ReadAs = new ReadAs(ColumnNames: "tweet_time=none") });
        Assert.DoesNotContain(mended.Result.Inputs[0].Remarks, r => Remark.IsCostly(r.Code));
    }

    /// <summary>Hours from 1 to 12 without AM and PM: half of the times are right.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(40)]
    public void Times_of_a_clock_of_twelve_hours(int tweets)
    {
        FinishedRun run = Run("twelve.csv", Header + string.Concat(Enumerable.Range(0, tweets).Select(n =>
        {
            var time = new DateTime(2018, 3, 1, 0, 12, 30, DateTimeKind.Utc).AddHours(7 * n);
            return string.Create(CultureInfo.InvariantCulture, $"{Id(time)},7,a text,False,{time:yyyy-MM-dd hh:mm:ss}\n");
        })));
        Remark said = Assert.Single(run.Result.Inputs[0].Remarks, r => Remark.IsCostly(r.Code));
        Assert.Contains("AM and PM were lost", said.Message, StringComparison.Ordinal);
        Assert.EndsWith("--columns tweet_time=none", said.Message, StringComparison.Ordinal);
    }

    /// <summary>Of invented ids: differences of all sizes, a quarter of which are near whole quarters of hours.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(40)]
    public void Ids_that_say_nothing_of_the_times_are_no_reason_to_call_these_wrong(int tweets)
    {
        int said = 0;
        var random = new Random(tweets);
        for (int file = 0; file < 20; file++)
        {
            FinishedRun run = Run($"invented{file}.csv", Header + string.Concat(Enumerable.Range(0, tweets).Select(n =>
            {
                DateTime time = new DateTime(2018, 3, 5, 0, 0, 0, DateTimeKind.Utc).AddMinutes(1440.0 / tweets * n);
                DateTime held = time.AddSeconds(random.Next(-80_000, 80_000));
                return string.Create(CultureInfo.InvariantCulture, $"{Id(held)},7,a text,False,{time:yyyy-MM-dd HH:mm}\n");
            })));
            said += run.Result.Inputs[0].Remarks.Any(r => r.Code == "local_times") ? 1 : 0;
        }

        Assert.Equal(0, said);
    }

    [Theory]
    [InlineData(6, 6, "exchanged_days")]
    [InlineData(6, 0, "ids_of_other_tweets")]
    public void Days_that_a_spreadsheet_read_in_the_other_order_are_said(int apart, int exchanged, string code)
    {
        string text = Header + string.Concat(Enumerable.Range(0, 12).Select(n =>
        {
            var time = new DateTime(2018, 3, 1 + n, 5, n, 0, DateTimeKind.Utc);
            DateTime written = n is 2 || n >= apart + (n > 2 ? 1 : 0) ? time
                : n < exchanged + 1 ? new DateTime(2018, 1 + n, 3, 5, n, 0) : time.AddDays(40);
            return string.Create(CultureInfo.InvariantCulture, $"{Id(time)},7,a text,False,{written:yyyy-MM-dd HH:mm}\n");
        }));
        FinishedRun run = Run("days.csv", text);
        Remark said = Assert.Single(run.Result.Inputs[0].Remarks, r => r.Code is "exchanged_days" or "ids_of_other_tweets");
        Assert.Equal(code, said.Code);
        if (exchanged == 0)
            return;
        Assert.Contains("6 of them would agree", said.Message, StringComparison.Ordinal);
        // What it advises helps.
        FinishedRun helped = temp.Run([temp.File("days.csv")], o => o with { ReadAs = new ReadAs(ColumnNames: "tweet_time=none") });
        using var duck = new DuckDb();
        Assert.Equal(["2018-03-01|2018-03-12|12"], duck.Lines(
            $"SELECT min(tweet_time)::DATE::VARCHAR, max(tweet_time)::DATE::VARCHAR, count(*) FROM {helped.Table("tweets")}"));
    }

    [Theory]
    [InlineData(60, 0, true)]
    [InlineData(60, 120, true)]
    [InlineData(0, 60, true)]
    [InlineData(0, 7, false)]
    [InlineData(0, 0, false)]
    public void Times_of_a_place_with_summer_time_are_said(int first, int later, bool said)
    {
        string text = Header + string.Concat(Enumerable.Range(0, 40).Select(n =>
        {
            var time = new DateTime(2018, 3, 1 + (n % 28), 5, n, 0, DateTimeKind.Utc);
            return string.Create(CultureInfo.InvariantCulture,
                $"{Id(time)},7,a text,False,{time.AddMinutes(n < 30 ? first : later):yyyy-MM-dd HH:mm}\n");
        }));
        Remark? remark = Run("local.csv", text).Result.Inputs[0].Remarks.SingleOrDefault(r => r.Code == "local_times");
        Assert.Equal(said, remark is not null);
        if (said)
            Assert.Contains(first == later || later == 0 ? "UTC" : "summer time", remark!.Message, StringComparison.Ordinal);
    }

    internal static long Id(DateTime time) =>
        ((new DateTimeOffset(time).ToUnixTimeMilliseconds() - 1_288_834_974_657) << 22) + 4_097;

    private FinishedRun Run(string name, string text)
    {
        File.WriteAllText(temp.File(name), text);
        return temp.Run([temp.File(name)]);
    }
}
