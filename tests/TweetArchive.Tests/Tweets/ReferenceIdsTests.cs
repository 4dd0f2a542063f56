using System.Text;
using TweetArchive.Tweets;
using Xunit;

namespace TweetArchive.Tests.Tweets;

public class ReferenceIdsTests
{
    [Theory]
    [InlineData("https://twitter.com/JZarif/status/1046304512345", 1046304512345)]
    [InlineData("https://twitter.com/9awFHt+htU+xsDluiT0ZsDcXrFXfP5osvTIquKf06P8=/status/1046301", 1046301)]
    [InlineData("https://twitter.com/9awFHt/htU+xsDluiT0ZsDcXrFXfP5osvTIquKf06P8=/status/1046301", 1046301)]
    [InlineData("http://www.twitter.com/a/status/12/photo/1", 12)]
    [InlineData("https://mobile.twitter.com/a/status/12?s=20", 12)]
    [InlineData("https://m.twitter.com/a/statuses/12", 12)]
    [InlineData("https://x.com/i/web/status/12", 12)]
    [InlineData("HTTPS://Twitter.com/i/status/12", 12)]
    [InlineData("https://twitter.com/#!/a/status/12", 12)]
    [InlineData("https://twitter.com/a", 0)]
    [InlineData("https://twitter.com/a/status/", 0)]
    [InlineData("https://twitter.com/a/status/12abc", 0)]
    [InlineData("https://twitter.com/a/status/99999999999999999999", 0)]
    [InlineData("https://nottwitter.com/a/status/12", 0)]
    [InlineData("https://example.org/twitter.com/a/status/12", 0)]
    [InlineData("https://twitter.com/intent/tweet?url=https://twitter.com/a/status/12", 0)]
    [InlineData("", 0)]
    public void A_link_names_a_tweet(string url, long expected)
    {
        Assert.Equal(expected > 0, ReferenceIds.TryGetStatusId(Encoding.UTF8.GetBytes(url), out long id));
        Assert.Equal(expected, expected > 0 ? id : 0);
    }

    [Theory]
    [InlineData("1198473762313818112", 0L)]
    [InlineData("1198473762313818112.0", 0L)]
    [InlineData("1.198473762313818e+18", 0L)] // a float written out: 16 digits
    [InlineData("1.1984737623138181e+18", 0L)]
    [InlineData("3.65082069254156E+017", 500L)] // a spreadsheet: 15 digits of 18
    [InlineData("1.19847376231382E+18", 5_000L)]
    [InlineData("1.19847376231382e18", 5_000L)]
    [InlineData("2.69795552563192E+014", 0L)]
    [InlineData("1.01421E+18", null)] // 6 digits: the id is lost
    [InlineData("3.6508206925E+017", null)]
    public void A_form_that_lacks_digits_says_how_far_off_it_may_be(string cell, long? slack) =>
        Assert.Equal(slack, ReferenceIds.Slack(Encoding.UTF8.GetBytes(cell)));

    [Theory]
    [InlineData("['https://twitter.com/a/status/1000000000000000512']", 0, 1000000000000000512)]
    [InlineData("['https://twitter.com/a/status/1000000000000000513']", 0, 0)]
    [InlineData("['https://twitter.com/a/status/999999999999999488']", 0, 999999999999999488)]
    [InlineData("['https://twitter.com/a/status/1000000000000005512']", 5000, 1000000000000005512)]
    [InlineData("[https://b.org, https://twitter.com/a/status/1000000000000000003, "
        + "https://twitter.com/b/status/1000000000000000003/photo/1]", 0, 1000000000000000003)]
    [InlineData("[https://twitter.com/a/status/1000000000000000003, https://twitter.com/a/status/1000000000000000004]", 0, 0)]
    [InlineData("[https://twitter.com/a/status/1000000000000000003, https://twitter.com/a/status/55]", 0, 1000000000000000003)]
    [InlineData("[]", 0, 0)]
    public void The_one_status_id_near_is_taken(string urls, long slack, long expected)
    {
        Assert.Equal(expected > 0,
            ReferenceIds.TryFindInLinks(Encoding.UTF8.GetBytes(urls), 1_000_000_000_000_000_000, slack, out long id, out _));
        if (expected > 0)
            Assert.Equal(expected, id);
    }
}
