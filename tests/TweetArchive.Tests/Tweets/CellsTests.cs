using System.Globalization;
using System.Text;
using TweetArchive.Tweets;
using Xunit;

namespace TweetArchive.Tests.Tweets;

/// <summary>Single cells in every form that the releases, and spreadsheets, give them.</summary>
public class CellsTests
{
    [Theory]
    [InlineData("2018-07-03", "2018-07-03")]
    [InlineData("7/3/2018", "2018-07-03")]
    [InlineData("12/31/2009", "2009-12-31")]
    [InlineData("2/29/2016", "2016-02-29")]
    [InlineData("02/09/2016", "2016-02-09")]
    public void Days_of_accounts(string cell, string wanted)
    {
        Assert.True(Cells.TryParseAccountDate(Utf8(cell), out int day));
        Assert.Equal(wanted, new DateOnly(1970, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("31/12/2009")]
    [InlineData("2/29/2015")]
    [InlineData("7/3/18")]
    [InlineData("7/3/2018 0:00")]
    [InlineData("7//2018")]
    [InlineData("/3/2018")]
    [InlineData("7/3/")]
    [InlineData("7/3")]
    [InlineData("-7/3/2018")]
    [InlineData("007/3/2018")]
    [InlineData("")]
    public void No_days_of_accounts(string cell) => Assert.False(Cells.TryParseAccountDate(Utf8(cell), out _));

    /// <summary>The form of one users file is not a form of a tweet's time.</summary>
    [Fact]
    public void A_day_with_slashes_is_no_time() => Assert.False(Cells.TryParseTime("10/12/2018 12:30"u8, out _));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("12", 12)]
    [InlineData("12.0", 12)]
    [InlineData("12.00", 12)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void Counts(string cell, long wanted)
    {
        Assert.True(Cells.TryParseCount(Utf8(cell), out long count));
        Assert.Equal(wanted, count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12.5")]
    [InlineData("12.")]
    [InlineData("12a")]
    [InlineData("a12")]
    [InlineData("1e3")]
    [InlineData("9223372036854775808")]
    [InlineData("nan")]
    [InlineData("12.0.0")]
    public void No_counts(string cell) => Assert.False(Cells.TryParseCount(Utf8(cell), out _));

    [Theory]
    [InlineData("17926", 17926, false)]
    [InlineData("877919995476496385", 877919995476496385, false)]
    [InlineData("812672.0", 812672, false)]
    [InlineData("1198473762313818000.0", 1198473762313818000, true)]
    [InlineData("1.198473762313818e+18", 1198473762313818000, true)]
    [InlineData("3.65082069254156E+017", 365082069254156000, true)]
    public void Ids(string cell, long wanted, bool rounded)
    {
        Assert.True(Cells.TryParseId(Utf8(cell), out long id, out bool wasRounded));
        // A double holds neighbours 128 apart at this size.
        Assert.InRange(id, wanted - 128, wanted + 128);
        Assert.Equal(rounded, wasRounded);
        if (!rounded)
            Assert.Equal(wanted, id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tweetid")]
    [InlineData("-5")]
    [InlineData("1e400")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("99999999999999999999")]
    [InlineData("877919995476496385 ")]
    [InlineData("249064136b1c5cb00a705316ab73dd9b53785748ab757f02df7e7a9876906139")]
    public void No_ids(string cell) => Assert.False(Cells.TryParseId(Utf8(cell), out _, out _));

    [Theory]
    [InlineData("true", true, true)]
    [InlineData("True", true, true)]
    [InlineData("TRUE", true, true)]
    [InlineData("false", true, false)]
    [InlineData("False", true, false)]
    [InlineData("", false, false)]
    [InlineData("1", false, false)]
    [InlineData("trues", false, false)]
    [InlineData("flse", false, false)]
    public void Flags(string cell, bool readable, bool wanted)
    {
        Assert.Equal(readable, Cells.TryParseFlag(Utf8(cell), out bool flag));
        if (readable)
            Assert.Equal(wanted, flag);
    }

    [Theory]
    [InlineData("2017-06-22 16:03", "2017-06-22T16:03:00")]
    [InlineData("2017-06-22T16:03", "2017-06-22T16:03:00")]
    [InlineData("2017-06-22 16:03:59", "2017-06-22T16:03:59")]
    [InlineData("2016-02-29 00:00", "2016-02-29T00:00:00")]
    [InlineData("1970-01-01 00:00", "1970-01-01T00:00:00")]
    [InlineData("2000-12-31 23:59", "2000-12-31T23:59:00")]
    public void Times(string cell, string wanted)
    {
        Assert.True(Cells.TryParseTime(Utf8(cell), out long millis));
        Assert.Equal(DateTime.Parse(wanted, CultureInfo.InvariantCulture), DateTimeOffset.FromUnixTimeMilliseconds(millis).DateTime);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2017-06-22")]
    [InlineData("2017-13-01 00:00")]
    [InlineData("2017-02-29 00:00")]
    [InlineData("2017-06-22 24:00")]
    [InlineData("2017-06-22 16:60")]
    [InlineData("2017-06-22 16:03:60")]
    [InlineData("2017-06-22 16-03")]
    [InlineData("22/06/2017 16:03")]
    [InlineData("2017-06-2x 16:03")]
    [InlineData("2017-06-22 16:03 ")]
    [InlineData("0000-01-01 00:00")]
    public void No_times(string cell) => Assert.False(Cells.TryParseTime(Utf8(cell), out _));

    [Fact]
    public void Every_day_of_four_centuries_is_the_day_that_the_framework_counts()
    {
        var epoch = new DateOnly(1970, 1, 1);
        for (var day = new DateOnly(1800, 1, 1); day.Year < 2201; day = day.AddDays(1))
        {
            Assert.True(Cells.TryParseDate(Utf8(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), out int found));
            Assert.Equal(day.DayNumber - epoch.DayNumber, found);
        }
    }

    [Theory]
    [InlineData("35.6892", true)]
    [InlineData("-7.5", true)]
    [InlineData("1198473762313808000.0", true)]
    [InlineData("1.5\0", false)]
    [InlineData("absent", false)]
    [InlineData("present", false)]
    [InlineData("NaN", false)]
    [InlineData("12,5", false)]
    public void Coordinates(string cell, bool readable)
    {
        Assert.Equal(readable, Cells.TryParseCoordinate(Utf8(cell), out double degrees));
        if (readable)
            Assert.Equal(double.Parse(cell, CultureInfo.InvariantCulture), degrees);
    }

    [Theory]
    [InlineData("65453567.0", "65453567")]
    [InlineData("65453567", "65453567")]
    [InlineData("9.530625038267188e+17", "9.530625038267188e+17")]
    [InlineData("aB+c3=", "aB+c3=")]
    [InlineData("name.0", "name.0")]
    public void User_ids(string cell, string wanted) => Assert.Equal(wanted, Encoding.UTF8.GetString(Cells.UserId(Utf8(cell))));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
