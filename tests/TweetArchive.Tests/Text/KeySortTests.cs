using TweetArchive.Text;
using Xunit;

namespace TweetArchive.Tests.Text;

public class KeySortTests
{
    /// <summary>Few and many keys; all bytes different, few of them, none; with equal keys.</summary>
    [Theory]
    [InlineData(0, 64)]
    [InlineData(1, 64)]
    [InlineData(200, 20)]
    [InlineData(5_000, 64)]
    [InlineData(5_000, 11)]
    [InlineData(5_000, 1)]
    [InlineData(5_000, 0)]
    [InlineData(100_000, 40)]
    public void Sorts_as_numbers_and_keeps_the_order_of_equal_keys(int count, int bits)
    {
        var random = new Random(count + bits);
        OrderedEntry[] entries = [
            .. Enumerable.Range(0, count).Select(i => new OrderedEntry(Bits(random, bits) << 3 ^ 0x7000_0000_0000_0000, i))];
        ulong[] numbers = [.. entries.Select(e => e.SortKey)];
        OrderedEntry[] wanted = [.. entries.OrderBy(e => e.SortKey).ThenBy(e => e.Entry)];
        KeySort.Sort(entries);
        Assert.Equal(wanted, entries);

        // Only the first half.
        ulong[] half = [.. numbers.Take(count / 2).Order(), .. numbers.Skip(count / 2)];
        KeySort.Sort(numbers, count / 2);
        Assert.Equal(half, numbers);
    }

    private static ulong Bits(Random random, int bits) =>
        bits == 0 ? 5 : (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> (64 - bits);
}
