using TweetArchive.Sampling;
using Xunit;

namespace TweetArchive.Tests.Coding;

/// <summary>Exact limits for a share of a finite population, compared with counting all samples.</summary>
public sealed class FiniteShareTests
{
    [Theory]
    [InlineData(30, 7)]
    [InlineData(12, 12)]
    [InlineData(41, 1)]
    [InlineData(25, 13)]
    public void The_limits_are_those_of_a_search_over_all_totals(int population, int sampled)
    {
        for (int found = 0; found <= sampled; found++)
        {
            int[] possible = [.. Enumerable.Range(0, population + 1)
                .Where(total => AtMost(population, total, sampled, found) > 0.025
                && 1 - AtMost(population, total, sampled, found - 1) > 0.025)];
            Assert.Equal((possible[0], possible[^1]), FiniteShare.Limits(population, sampled, found, 0.95));
        }
    }

    [Fact]
    public void Each_true_total_is_held_in_95_percent_of_all_samples()
    {
        const int Population = 60, Sampled = 15;
        (long Lower, long Upper)[] limits =
            [.. Enumerable.Range(0, Sampled + 1).Select(k => FiniteShare.Limits(Population, Sampled, k, 0.95))];
        for (int total = 0; total <= Population; total++)
        {
            double held = Enumerable.Range(0, Sampled + 1).Where(k => limits[k].Lower <= total && total <= limits[k].Upper)
                .Sum(k => AtMost(Population, total, Sampled, k) - AtMost(Population, total, Sampled, k - 1));
            Assert.True(held >= 0.95, $"{total}: {held}");
        }
    }

    [Fact]
    public void Large_populations_come_near_to_Clopper_and_Pearson()
    {
        // 0 of 100: 1 − 0.025^(1/100); 5 of 100: as published in tables, 1.64 % to 11.28 %.
        Assert.Equal(0.0362, FiniteShare.Limits(100_000_000, 100, 0, 0.95).Upper / 1e8, 4);
        (long lower, long upper) = FiniteShare.Limits(100_000_000, 100, 5, 0.95);
        Assert.Equal((0.0164, 0.1128), (Math.Round(lower / 1e8, 4), Math.Round(upper / 1e8, 4)));
    }

    private static double AtMost(int population, int total, int sampled, int found)
    {
        double sum = 0;
        for (int k = 0; k <= found; k++)
            sum += Choose(total, k) * Choose(population - total, sampled - k);
        return sum / Choose(population, sampled);
    }

    private static double Choose(int n, int k)
    {
        if (k < 0 || k > n)
            return 0;
        double ways = 1;
        for (int i = 1; i <= k; i++)
            ways = ways * (n - k + i) / i;
        return ways;
    }
}
