using System.Globalization;
using TweetArchive.Analysis.Coding;
using TweetArchive.Report.Coding;
using Xunit;
using Xunit.Abstractions;

namespace TweetArchive.Tests.Coding;

/// <summary>
/// Intervals of the true counts hold the truth in at least 95% of 1,000 simulated samples (seed 20), drawn with the sizes that
/// `tweetarchive sample` chooses.
/// </summary>
public sealed class CoverageTests(ITestOutputHelper output)
{
    private const int Samples = 1000, Seed = 20;

    /// <summary>
    /// Of each stratum of what was found: size and true mentions; then missed ones: of tweets in which nothing was found, of accounts that
    /// mention a target, of others, and, where several targets are sampled, of tweets in which another one was found.
    /// </summary>
    public static TheoryData<string, string, string, string> Populations => new()
    {
        { "one large stratum", "43000/42600", "1200/300", "50000/900 | 900000/600" },
        { "many strata with shares of their own", "900/890 4000/3990 300/150 80/20 2500/2499 40/0 1500/1200", "200/20 700/350 15/15",
            "8000/40 500/20 | 90000/15 2000/0" },
        { "rare and none", "60/60 30/30", "400/2", "3000/0 | 20000/1" },
        { "half", "5000/2500 100/50", "900/450", "30000/300 | 100000/100" },
        { "small", "9/8 3/0 1/1", "5/2", "70/3 | 400/0" },
        { "missed next to another target", "1200/1190 90/80", "60/5", "9000/30 | 80000/40 900/2 | 700/210 150/12" },
    };

    [Theory]
    [MemberData(nameof(Populations))]
    public void The_truth_is_within(string name, string tagged, string candidate, string untagged)
    {
        (SampleStratum, StratumCount)[] strata =
            [.. Strata("tag", tagged, 0), .. Strata("candidate", candidate, 0), .. Strata(SampleStratum.Untagged, untagged, 200)];
        foreach (Coverage coverage in CoverageSimulation.Run("d", "t", strata, Samples, Seed))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name}, {coverage.Measure}: truth {coverage.Truth:0.###}, held {coverage.Rate:0.0%}, mean width {coverage.Width:0.###}"));
            Assert.True(coverage.Rate >= 0.95, $"{name}, {coverage.Measure}: {coverage.Rate}");
        }
    }

    [Fact]
    public void An_interval_that_is_too_narrow_would_be_noticed()
    {
        // The same simulation against a truth that the sample does not have.
        CountEstimate estimate = StratifiedShare.Total([new StratumCount(10_000, 100, 50, 0)], 0.95);
        Assert.InRange(estimate.Lower, 3900, 4100);
        Assert.InRange(estimate.Upper, 5900, 6100);
        Assert.Equal(5000, estimate.Value);
    }

    [Fact]
    public void A_census_leaves_nothing_open_and_what_is_not_read_leaves_all()
    {
        Assert.Equal(new CountEstimate(7, 7, 7), StratifiedShare.Total([new StratumCount(10, 10, 7, 0)], 0.95));
        Assert.Equal(new CountEstimate(5, 0, 10), StratifiedShare.Total([new StratumCount(10, 0, 0, 0)], 0.95));
        // Unclear ones widen it upwards, unread strata in both directions.
        Assert.Equal(new CountEstimate(6, 6, 8), StratifiedShare.Total([new StratumCount(10, 10, 6, 2)], 0.95));
        CountEstimate part = StratifiedShare.Total([new StratumCount(10, 10, 5, 0), new StratumCount(10, 0, 0, 0)], 0.95);
        Assert.Equal(new CountEstimate(10, 5, 15), part);
    }

    [Fact]
    public void The_sample_is_as_large_as_the_width_wants()
    {
        Assert.Equal(50, SampleSizes.ForWidth(50, 0.0001, 0.5));
        long needed = SampleSizes.ForWidth(1_000_000, 0.1, 0.5);
        Assert.InRange(needed, 384, 420);
        Assert.InRange(SampleSizes.ForWidth(1_000_000, 0.1, 0.95), 80, 130);
        long[] sizes = SampleSizes.Allocate([900, 90, 9, 1], 100);
        Assert.Equal([90, 9, 2, 1], sizes);
    }

    private static IEnumerable<(SampleStratum, StratumCount)> Strata(string decision, string text, int fixedSample)
    {
        if (fixedSample == 0)
            return Of(All(text), "r", SampleSizes.ForWidth(All(text).Sum(s => s.Size), 0.2, 0.5));
        string[] parts = text.Split(" | ");
        return parts.SelectMany((part, i) => Of(All(part), $"part {i}", (fixedSample + parts.Length - 1) / parts.Length));

        static (long Size, long Yes)[] All(string text) => [.. text.Split(' ').Select(s => s.Split('/'))
            .Select(s => (long.Parse(s[0], CultureInfo.InvariantCulture), long.Parse(s[1], CultureInfo.InvariantCulture)))];

        IEnumerable<(SampleStratum, StratumCount)> Of((long Size, long Yes)[] part, string rule, long sample)
        {
            long[] sizes = SampleSizes.Allocate([.. part.Select(s => s.Size)], sample);
            return part.Select((s, i) => (new SampleStratum("d", fixedSample == 0 ? "t" : "", decision, rule, $"{i}"),
                new StratumCount(s.Size, sizes[i], s.Yes, 0)));
        }
    }
}
