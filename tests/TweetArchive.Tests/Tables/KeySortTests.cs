using TweetArchive.Tables;
using Xunit;

namespace TweetArchive.Tests.Tables;

public class KeySortTests
{
    /// <summary>Few and many keys; all bytes different, few of them, none; with equal keys.</summary>
    [Theory]
    [InlineData(0, 64, 64)]
    [InlineData(1, 64, 64)]
    [InlineData(400, 20, 3)]
    [InlineData(5_000, 64, 64)]
    [InlineData(5_000, 11, 5)]
    [InlineData(5_000, 1, 0)]
    [InlineData(5_000, 0, 0)]
    [InlineData(100_000, 40, 17)]
    public void Sorts_as_128_bit_numbers_and_keeps_the_order_of_equal_keys(int count, int hiBits, int loBits)
    {
        var random = new Random(count + hiBits);
        OrderedEntry[] entries = [.. Enumerable.Range(0, count).Select(i => new OrderedEntry(
            new UInt128(Bits(random, hiBits) << 3 ^ 0x7000_0000_0000_0000, Bits(random, loBits)), i))];
        OrderedEntry[] wanted = [.. entries.OrderBy(e => new UInt128(e.Hi, e.Lo)).ThenBy(e => e.Entry)];
        KeySort.Sort(entries);
        Assert.Equal(wanted, entries);
    }

    private static ulong Bits(Random random, int bits) => bits == 0 ? 5 : (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> (64 - bits);
}
