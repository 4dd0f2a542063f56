using TweetArchive.Analysis.Personas;
using TweetArchive.Analysis.Statistics;
using Xunit;

namespace TweetArchive.Tests.Analysis;

public class StatisticsTests
{
    [Fact]
    public void QValues_are_those_of_the_worked_example()
    {
        // Benjamini and Hochberg (1995), section 3.2: fifteen tests, four rejected at 0.05.
        double[] p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
            1.0000];
        double[] shuffled = [.. p.Reverse()];
        double[] q = [.. FalseDiscovery.QValues(shuffled, 15).Reverse()];
        Assert.Equal(4, q.Count(v => v <= 0.05));
        Assert.Equal(0.0015, q[0], 10);
        Assert.Equal(0.0095 * 15 / 4, q[3], 10);
        Assert.Equal(q, q.Order());
    }

    [Fact]
    public void Tests_left_out_count()
    {
        double[] q = FalseDiscovery.QValues([0.01, 0.02], 100);
        Assert.Equal([1.0, 1.0], q);
    }

    [Fact]
    public void Median_is_the_middle_value_or_the_mean_of_the_two_middle_ones_whatever_lies_far_out()
    {
        Assert.Equal(2.5, Robust.Median([4, 1, 3, 2]));
        Assert.Equal(3, Robust.Median([1e9, 1, 3]));
        Assert.Equal(double.NaN, Robust.Median([]));
    }

    [Theory]
    [InlineData(1.0, 1, 0.25)] // Cauchy
    [InlineData(2.0, 2, 0.0917517)]
    [InlineData(2.228139, 10, 0.025)]
    public void Student_tail_is_that_of_the_tables(double t, double degrees, double tail) =>
        Assert.Equal(tail, CountTail.Student(t, degrees), 1e-7);

    [Theory]
    [InlineData("guardian", "guaradian", 1)]
    [InlineData("independent", "indepnedent", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)]
    [InlineData("", "ab", 2)]
    [InlineData("same", "same", 0)]
    public void Edits_are_counted(string a, string b, int edits)
    {
        Assert.Equal(edits, Distances.DamerauLevenshtein(a, b, 5));
        Assert.Equal(edits, Distances.DamerauLevenshtein(b, a, 5));
        Assert.Equal(Math.Min(edits, 2), Distances.DamerauLevenshtein(a, b, 1));
    }

    [Fact]
    public void Jensen_shannon_distance_goes_from_zero_to_one()
    {
        Dictionary<string, double> a = new() { ["x"] = 1 }, b = new() { ["y"] = 1 }, half = new() { ["x"] = 0.5, ["y"] = 0.5 };
        Assert.Equal(0, Distances.JensenShannon(half, half), 9);
        Assert.Equal(1, Distances.JensenShannon(a, b), 9);
        // (1/2) log2(4/3) + (1/4) log2(2/3) + (1/4) · 1, halved and summed by hand.
        Assert.Equal(Math.Sqrt((Math.Log2(1 / 0.75) + (0.5 * Math.Log2(0.5 / 0.75)) + 0.5) / 2), Distances.JensenShannon(a, half), 9);
        Assert.Equal(Distances.JensenShannon(a, half), Distances.JensenShannon(half, a), 12);
    }

    [Fact]
    public void Tehran_is_three_and_a_half_hours_ahead_and_was_one_more_in_summer_until_2022()
    {
        int Minutes(int year, int month) =>
            (int)(new DateTime(year, month, 15, 12, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalMinutes;
        Assert.Equal(210, Habit.Offset(Minutes(2018, 1)));
        Assert.Equal(270, Habit.Offset(Minutes(2018, 7)));
        Assert.Equal(210, Habit.Offset(Minutes(2023, 7)));
        Assert.Equal(0, Habit.HourOfWeek((int)(new DateTime(2018, 8, 20) - DateTime.UnixEpoch).TotalMinutes)); // a Monday
    }

    [Theory]
    [InlineData(5, 29, 0.5, 0.9999)]
    [InlineData(3, 4, 0.25, 0.05078125)] // (4 · 3 + 1) / 256
    [InlineData(5, 4, 0.25, 0)]
    [InlineData(0, 4, 0.25, 1)]
    public void Binomial_tail_is_the_sum_of_its_terms(int count, int of, double chance, double tail) =>
        Assert.Equal(tail, CountTail.Binomial(count, of, chance), 1e-4);

    [Fact]
    public void A_burst_stands_out_of_quiet_weeks_and_of_both_sides()
    {
        Dictionary<int, int> quiet = Enumerable.Range(0, 100).ToDictionary(d => d * 7, _ => 2);
        Assert.Empty(CreationBursts.Find(quiet, 7));
        quiet[350] = 15;
        CreationBurst burst = Assert.Single(CreationBursts.Find(quiet, 7));
        Assert.True(burst is { Start: 350, Count: 15, Expected: 2.0, QValue: < 0.01 } && burst.QValue >= burst.PValue);
        quiet[350] = 5;
        Assert.Empty(CreationBursts.Find(quiet, 7));

        // Where busy times begin, the first week is like those after it.
        foreach (int week in Enumerable.Range(50, 50))
            quiet[week * 7] = 15;
        Assert.Empty(CreationBursts.Find(quiet, 7));
    }

    [Fact]
    public void A_single_day_of_creation_is_no_burst() => Assert.Empty(CreationBursts.Find(new Dictionary<int, int> { [17_000] = 40 }, 1));
}
