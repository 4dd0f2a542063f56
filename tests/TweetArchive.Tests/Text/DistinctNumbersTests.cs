using System.Diagnostics;
using TweetArchive.Text;
using Xunit;

namespace TweetArchive.Tests.Text;

public class DistinctNumbersTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    public void Each_number_is_there_once_in_the_order_of_its_first_coming(int range)
    {
        var random = new Random(range);
        var distinct = new DistinctNumbers();
        for (int round = 0; round < 20; round++)
        {
            int[] numbers = [.. Enumerable.Range(0, random.Next(3 * range)).Select(_ => random.Next(range))];
            distinct.Clear();
            var seen = new HashSet<int>();
            foreach (int number in numbers)
                Assert.Equal(seen.Add(number), distinct.Add(number));
            Assert.Equal(numbers.Distinct(), distinct.All.ToArray());
            Assert.Equal(seen.Count, distinct.All.Length);
        }
    }

    [Fact]
    public void A_tweet_of_very_many_costs_no_square()
    {
        var distinct = new DistinctNumbers();
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < 2_000_000; i++)
            distinct.Add(i);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }
}
