using TweetArchive.Cli;
using Xunit;

namespace TweetArchive.Tests.Cli;

/// <summary>The line of progress on terminals of all widths.</summary>
public sealed class ProgressStateTests
{
    private static readonly ProgressState Reading = new("reading", 0.251)
    {
        Left = TimeSpan.FromSeconds(754),
        Item = "[113/1200]",
        Details = ["1,210,000 tweets/s", "176.4 MiB of 705.3 MiB"],
        Name = "iranian_tweets_csv_hashed.zip!iranian_tweets_csv_hashed.csv",
    };

    private static readonly TimeSpan Elapsed = TimeSpan.FromSeconds(251);

    [Theory]
    [InlineData(40, "reading:  25% 0:12:34 left [113/1200]")]
    [InlineData(60, "reading: [##--------]  25% 0:04:11 0:12:34 left [113/1200]")]
    [InlineData(80, "reading: [##--------]  25% 0:04:11 0:12:34 left [113/1200] 1,210,000 tweets/s")]
    [InlineData(100, "reading: [#####---------------]  25% 0:04:11 0:12:34 left [113/1200] 1,210,000 tweets/s iranian_tw…")]
    [InlineData(120,
        "reading: [#####---------------]  25% 0:04:11 0:12:34 left [113/1200] 1,210,000 tweets/s 176.4 MiB of 705.3 MiB iranian…")]
    public void What_matters_stays_the_longest(int width, string line) => Assert.Equal(line, Reading.Fit(Elapsed, width - 1, hasBar: true));

    [Fact]
    public void Every_width_holds_share_time_left_and_number_and_no_half_of_a_part()
    {
        for (int width = 40; width <= 200; width++)
        {
            string line = Reading.Fit(Elapsed, width - 1, hasBar: true);
            Assert.True(line.Length < width, line);
            Assert.Contains(" 25% ", line, StringComparison.Ordinal);
            Assert.Contains("0:12:34 left", line, StringComparison.Ordinal);
            Assert.Contains("[113/1200]", line, StringComparison.Ordinal);
            Assert.Equal(line.Contains("tweets", StringComparison.Ordinal),
                line.Contains("1,210,000 tweets/s", StringComparison.Ordinal) || line.Contains("_tweets", StringComparison.Ordinal));
            Assert.True(width < 60 || line.Contains("0:04:11", StringComparison.Ordinal), line);
        }
    }

    [Theory]
    [InlineData("report", null, "report: 0:04:11")]
    [InlineData("language: folds", 0.5, "language: folds:  50% 0:04:11")]
    public void Where_less_is_known_less_is_said(string phase, double? share, string line) =>
        Assert.Equal(line, new ProgressState(phase, share).Fit(Elapsed, int.MaxValue, hasBar: false));

    [Fact]
    public void A_phase_that_is_longer_than_the_terminal_is_cut() =>
        Assert.Equal(new string('p', 19) + ":  50% 0:04:11", new ProgressState(new string('p', 60), 0.5).Fit(Elapsed, 39, hasBar: true));
}
