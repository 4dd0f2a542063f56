using System.Text;
using TweetArchive.Tweets;
using Xunit;

namespace TweetArchive.Tests.Formats;

public class TimeFormsTests
{
    [Theory]
    [InlineData("2018-03-04 05:01", "2018-03-04 05:01:00")]
    [InlineData("2018-03-04 05:01:17", "2018-03-04 05:01:17")]
    [InlineData("2018-03-04T05:01:17Z", "2018-03-04 05:01:17")]
    [InlineData("2018-03-04T05:01:17.000Z", "2018-03-04 05:01:17")]
    [InlineData("2018-03-04 05:01:17.123456", "2018-03-04 05:01:17")]
    [InlineData("2018-03-04 05:01:17+00:00", "2018-03-04 05:01:17")]
    [InlineData("2018-03-04 05:01:17 +0000", "2018-03-04 05:01:17")]
    [InlineData("2018-03-04T08:31:17+03:30", "2018-03-04 05:01:17")]
    [InlineData("2018-03-04 00:01:17-05", "2018-03-04 05:01:17")]
    [InlineData("2018-03-04 05:01:17 UTC", "2018-03-04 05:01:17")]
    [InlineData("2018-03-04 06:01:17 CET", "2018-03-04 05:01:17")]
    [InlineData("2018-03-04 5:01", "2018-03-04 05:01:00")]
    [InlineData("04MAR2018:05:01:17", "2018-03-04 05:01:17")]
    [InlineData("04MAR2018:05:01:17.000", "2018-03-04 05:01:17")]
    [InlineData("04MAR18:05:01:17", "2018-03-04 05:01:17")]
    [InlineData("04/Mar/2018:05:01:17 +0000", "2018-03-04 05:01:17")]
    [InlineData("04-MAR-18 05.01.17.000000000 AM", "2018-03-04 05:01:17")]
    [InlineData("04-MAR-18 05.01.17.000000000 PM", "2018-03-04 17:01:17")]
    [InlineData("2018-03-04-05.01.17.000000", "2018-03-04 05:01:17")]
    [InlineData("2018-03-04 05:01:17:000", "2018-03-04 05:01:17")]
    [InlineData("2018/03/04 05:01", "2018-03-04 05:01:00")]
    [InlineData("2018-03-04", "2018-03-04 00:00:00")]
    [InlineData("20180304", "2018-03-04 00:00:00")]
    [InlineData("20180304050117", "2018-03-04 05:01:17")]
    [InlineData("20180304T050117Z", "2018-03-04 05:01:17")]
    [InlineData("/Date(1520139677000)/", "2018-03-04 05:01:17")]
    [InlineData("/Date(1520139677000+0100)/", "2018-03-04 05:01:17")]
    [InlineData("Sun Mar 04 05:01:17 +0000 2018", "2018-03-04 05:01:17")]
    [InlineData("Sun, 04 Mar 2018 05:01:17 GMT", "2018-03-04 05:01:17")]
    [InlineData("Mar 4, 2018 5:01:17 AM", "2018-03-04 05:01:17")]
    [InlineData("March 4, 2018 @ 05:01:17.000", "2018-03-04 05:01:17")]
    [InlineData("4 March 2018 17:01", "2018-03-04 17:01:00")]
    [InlineData("04-Mar-2018 05:01", "2018-03-04 05:01:00")]
    [InlineData("3/4/2018 5:01", "2018-03-04 05:01:00")]
    [InlineData("3/4/2018 5:01:17 PM", "2018-03-04 17:01:17")]
    [InlineData("3/4/18 12:01 AM", "2018-03-04 00:01:00")]
    [InlineData("13/4/2018 05:01", "2018-04-13 05:01:00")]
    [InlineData("04.03.2018 05:01", "2018-03-04 05:01:00")]
    [InlineData("04.03.2018", "2018-03-04 00:00:00")]
    [InlineData("4.3.2018", "2018-03-04 00:00:00")]
    [InlineData("4.3.18", "2018-03-04 00:00:00")]
    [InlineData("2018.03.04", "2018-03-04 00:00:00")]
    [InlineData("1520139677", "2018-03-04 05:01:17")]
    [InlineData("1520139677.0", "2018-03-04 05:01:17")]
    [InlineData("1520139677000", "2018-03-04 05:01:17")]
    [InlineData("1520139677000000", "2018-03-04 05:01:17")]
    [InlineData("1520139677000000000", "2018-03-04 05:01:17")]
    [InlineData("1.520139677e9", "2018-03-04 05:01:17")]
    [InlineData("43163.2092245370", "2018-03-04 05:01:17")]
    [InlineData("'2018-03-04 05:01'", "2018-03-04 05:01:00")]
    public void Forms(string text, string expected)
    {
        Assert.True(TimeForms.TryParse(Encoding.UTF8.GetBytes(text), DayOrder.MonthFirst, out long millis), text);
        byte[] written = new byte[19];
        TimeForms.Write(millis, written);
        Assert.Equal(expected, Encoding.UTF8.GetString(written));
    }

    [Fact]
    public void The_order_of_day_and_month_decides_where_numbers_do_not()
    {
        Assert.True(TimeForms.TryParse("3/4/2018 5:01"u8, DayOrder.DayFirst, out long millis));
        byte[] written = new byte[19];
        TimeForms.Write(millis, written);
        Assert.Equal("2018-04-03 05:01:00", Encoding.UTF8.GetString(written));
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("12345")]
    [InlineData("2018-13-40 05:01")]
    [InlineData("2018-03-04 25:01")]
    [InlineData("32/13/2018 05:01")]
    [InlineData("2018-03-04 05:01 and more")]
    [InlineData("absent")]
    public void No_times(string text) => Assert.False(TimeForms.TryParse(Encoding.UTF8.GetBytes(text), DayOrder.MonthFirst, out _));
}
